#include "platform/browser/browser_preferences.hpp"

#include "platform/browser/taken_string.hpp"

// web/library_preferences.js
extern "C" char* yg_preferences_get(const char* key);
extern "C" bool yg_preferences_set(const char* key, const char* value);

namespace yg::platform {

std::string BrowserPreferences::get(std::string_view key) {
    return taken_string(yg_preferences_get(std::string(key).c_str()));
}

bool BrowserPreferences::set(std::string_view key, std::string_view value) {
    return yg_preferences_set(std::string(key).c_str(), std::string(value).c_str());
}

}  // namespace yg::platform
