// What to offer when a time is taken. Pure; knows neither who asks nor where bookings are kept.
#pragma once

#include <vector>

#include "domain/room/room.hpp"

namespace yg::domain {

/// Up to `count` free times of the length of `wanted`, nearest to it first; none before `now` or
/// past the room's booking horizon. `occupancies` must cover the room from `now` to the horizon.
std::vector<Interval> nearest_free_times(const Room& room, const Interval& wanted,
                                         const std::vector<Occupancy>& occupancies, TimeMs now,
                                         std::size_t count);

/// The first free slot from `now` on; {0, 0} when there is none up to the horizon.
Interval next_free_slot(const Room& room, const std::vector<Occupancy>& occupancies, TimeMs now);

/// The last day on which a booking may end.
LocalDate last_bookable_date(const Room& room, TimeMs now);

}  // namespace yg::domain
