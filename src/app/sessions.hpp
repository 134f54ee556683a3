// Where the person is signed in: this device and others.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace yg::app {

struct SessionItem {
    std::string id;
    TimeMs created_at = 0;  ///< 0: not known.
    std::string last_seen;  ///< "2026-11-24"; empty: not known.
    bool current = false;   ///< This device.
};

struct Sessions {
    enum class State : std::uint8_t { unknown, loading, loaded, failed };
    State state = State::unknown;
    std::vector<SessionItem>
        items;  ///< Newest first; stay shown while another answer is waited for.
};

}  // namespace yg::app
