#include "store/slot_store.hpp"

#include <algorithm>

namespace yg::store {
namespace {

/// Takes the lowest `count` free seats of one slot. False when fewer are free.
Result<bool> claim_seats(Database& database, const TownId& town, const domain::Room& room,
                         const BookingId& booking, TimeMs slot_at, int count) {
    ASSIGN_OR_RETURN(
        const std::vector<int> taken,
        query_all(database,
                  "SELECT seat FROM room_slot WHERE town_id = ?1 AND room_id = ?2 "
                  "AND slot_at = ?3",
                  {town, room.id, slot_at}, [](const Row& row) { return row.number(0); }));
    const int seats = room.mode == domain::RoomMode::seats ? room.capacity : 1;
    for (int seat = 0; seat < seats && count > 0; ++seat) {
        if (std::ranges::find(taken, seat) != taken.end()) continue;
        // The key of the table refuses a second holder even if all of the above were wrong.
        ASSIGN_OR_RETURN(
            const std::int64_t inserted,
            database.run("INSERT INTO room_slot (town_id, room_id, slot_at, seat, booking_id) "
                         "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                         {town, room.id, slot_at, seat, booking}));
        count -= static_cast<int>(inserted);
    }
    return count == 0;
}

}  // namespace

Result<bool> claim_slots(Database& database, const TownId& town, const domain::Room& room,
                         const domain::Booking& booking) {
    const DurationMs slot = room.slot_minutes * minute_ms;
    CHECK(slot > 0 && booking.when.start < booking.when.end);
    const int count = room.mode == domain::RoomMode::seats ? booking.seats : 1;
    // Slots count from midnight. A booking off the grid (an activity) takes each one it touches.
    const TimeMs midnight = to_moment(to_local(booking.when.start).date);
    TimeMs slot_at = midnight + (booking.when.start - midnight) / slot * slot;
    for (; slot_at < booking.when.end; slot_at += slot) {
        ASSIGN_OR_RETURN(const bool claimed,
                         claim_seats(database, town, room, booking.id, slot_at, count));
        if (!claimed) return false;
    }
    return true;
}

Result<void> release_slots(Database& database, const TownId& town, const BookingId& booking) {
    RETURN_IF_ERROR(database.run("DELETE FROM room_slot WHERE town_id = ?1 AND booking_id = ?2",
                                 {town, booking}));
    return {};
}

}  // namespace yg::store
