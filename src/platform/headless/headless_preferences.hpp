// Preferences in memory.
#pragma once

#include <map>
#include <string>

#include "platform/preferences.hpp"

namespace yg::platform {

class HeadlessPreferences : public Preferences {
public:
    std::string get(std::string_view key) override {
        const auto found = values.find(key);
        return found == values.end() ? std::string() : found->second;
    }
    bool set(std::string_view key, std::string_view value) override {
        values[std::string(key)] = value;
        return !full;
    }

    std::map<std::string, std::string, std::less<>> values;
    bool full = false;
};

}  // namespace yg::platform
