// Looks behind a portal's screens: its local database, its exchange, who it takes itself for.
#pragma once

#include "app/portal_state.hpp"

namespace yg::app {

struct PortalProbe {
    static Portal::State& state(Portal& portal) { return *portal.state_; }
    static bool is_open(Portal& portal) { return state(portal).exchange != nullptr; }
    static const std::optional<domain::Person>& me(Portal& portal) { return state(portal).me; }
    static sync::Replica& replica(Portal& portal) { return *state(portal).replica; }
    static const sync::PhotoQueue& photo_queue(Portal& portal) { return state(portal).photo_queue; }
    static const sync::Exchange& exchange(Portal& portal) { return *state(portal).exchange; }
};

}  // namespace yg::app
