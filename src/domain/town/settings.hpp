// The town's limits. Defaults are those of the plan of record; a town may change each of them.
#pragma once

#include "base/time.hpp"

namespace yg::domain {

struct TownSettings {
    // Concerns
    int words_max = 500;  ///< code points
    DurationMs intake_clock = 2 * hour_ms;
    DurationMs grid_clock = 24 * hour_ms;
    DurationMs urgent_clock = 2 * hour_ms;

    // Rooms
    int purpose_max = 60;  ///< code points
    int active_bookings_max = 2;
    DurationMs weekly_booking_max = 4 * hour_ms;
    DurationMs cancel_before = 30 * minute_ms;

    bool operator==(const TownSettings&) const = default;
};

}  // namespace yg::domain
