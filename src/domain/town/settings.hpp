// The town's limits. Defaults are those of the plan of record; a town may change each of them.
#pragma once

#include "base/time.hpp"

namespace yg::domain {

struct TownSettings {
    // Concerns
    int words_max = 500;  ///< code points
    int photos_max = 6;   ///< of one concern
    int photo_bytes_max = 1'500'000;
    int concerns_a_day_max = 20;  ///< of one person; 0: any number
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

/// Calls `visit(name, value)` for each setting: the one list of their names in storage and JSON.
template <class Settings, class Visit>
void visit_settings(Settings& settings, Visit&& visit) {
    visit("words_max", settings.words_max);
    visit("photos_max", settings.photos_max);
    visit("photo_bytes_max", settings.photo_bytes_max);
    visit("concerns_a_day_max", settings.concerns_a_day_max);
    visit("intake_clock_ms", settings.intake_clock);
    visit("grid_clock_ms", settings.grid_clock);
    visit("urgent_clock_ms", settings.urgent_clock);
    visit("purpose_max", settings.purpose_max);
    visit("active_bookings_max", settings.active_bookings_max);
    visit("weekly_booking_max_ms", settings.weekly_booking_max);
    visit("cancel_before_ms", settings.cancel_before);
}

}  // namespace yg::domain
