// Where the person is signed in: this device and others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace yg::app {

struct SessionItem {
    std::string id;
    TimeMs created_at = 0;               ///< 0: not known.
    std::optional<LocalDate> last_seen;  ///< Nothing: not known.
    bool current = false;                ///< This device.
};

struct Sessions {
    enum class State : std::uint8_t { unknown, loading, loaded, failed };
    State state = State::unknown;
    std::vector<SessionItem>
        items;  ///< Newest first; stay shown while another answer is waited for.
};

}  // namespace yg::app
