// Small texts of the person on this device: choices (language, 长辈版, theme) and the draft of a
// concern.
#pragma once

#include <string>
#include <string_view>

namespace yg::platform {

class Preferences {
public:
    virtual ~Preferences() = default;
    /// Empty when never set.
    virtual std::string get(std::string_view key) = 0;
    /// False when it lasts only as long as the page: the device is full or forbids storage.
    virtual bool set(std::string_view key, std::string_view value) = 0;
};

}  // namespace yg::platform
