// Small choices of the person on this device (language, 长辈版, theme). Losing them is harmless.
#pragma once

#include <string>
#include <string_view>

namespace yg::platform {

class Preferences {
public:
    virtual ~Preferences() = default;
    /// Empty when never set.
    virtual std::string get(std::string_view key) = 0;
    virtual void set(std::string_view key, std::string_view value) = 0;
};

}  // namespace yg::platform
