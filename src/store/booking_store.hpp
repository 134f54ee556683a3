// Owns the rows of bookings. Must not know the rules of booking.
#pragma once

#include <optional>
#include <vector>

#include "domain/room/room.hpp"
#include "store/database.hpp"

namespace yg::store {

Result<std::optional<domain::Booking>> find_booking(Database& database, const TownId& town,
                                                    const BookingId& id);
Result<void> put_booking(Database& database, const TownId& town, const domain::Booking& booking);
Result<void> remove_booking(Database& database, const TownId& town, const BookingId& id);

/// Bookings of a room that hold a slot and overlap `when`, by start.
Result<std::vector<domain::Booking>> list_room_bookings(Database& database, const TownId& town,
                                                        const RoomId& room, const Interval& when);
/// The same as the rules and the day view want them, with the buffer of the room.
Result<std::vector<domain::Occupancy>> list_occupancies(Database& database, const TownId& town,
                                                        const RoomId& room, const Interval& when);

/// A person's bookings that hold a slot and end after `now`, soonest first.
Result<std::vector<domain::Booking>> list_active_bookings(Database& database, const TownId& town,
                                                          const PersonId& person, TimeMs now,
                                                          int limit);
/// All of a person's bookings, latest start first.
Result<std::vector<domain::Booking>> list_bookings_of_person(Database& database, const TownId& town,
                                                             const PersonId& person, int limit);
Result<int> count_active_bookings(Database& database, const TownId& town, const PersonId& person,
                                  TimeMs now);
/// Time a person holds in a room within `week`.
Result<DurationMs> booked_time(Database& database, const TownId& town, const PersonId& person,
                               const RoomId& room, const Interval& week);
/// When a person's bookings in any room overlap `when`.
Result<std::vector<Interval>> list_own_booking_times(Database& database, const TownId& town,
                                                     const PersonId& person, const Interval& when);

}  // namespace yg::store
