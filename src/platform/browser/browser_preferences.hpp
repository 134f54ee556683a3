// Preferences in the browser's localStorage; where that is forbidden they last as long as the page.
#pragma once

#include "platform/preferences.hpp"

namespace yg::platform {

class BrowserPreferences : public Preferences {
public:
    std::string get(std::string_view key) override;
    bool set(std::string_view key, std::string_view value) override;
};

}  // namespace yg::platform
