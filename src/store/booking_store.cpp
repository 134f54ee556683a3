#include "store/booking_store.hpp"

#include "store/holds_slot.hpp"
#include "store/room_store.hpp"

namespace yg::store {
namespace {

#define BOOKING_COLUMNS \
    "id, room_id, person_id, activity_id, start_at, end_at, seats, purpose, state, created_at"

domain::Booking read_booking(const Row& row) {
    domain::Booking booking;
    booking.id = row.id<BookingId>(0);
    booking.room = row.id<RoomId>(1);
    booking.person = row.id<PersonId>(2);
    booking.activity = row.id<ActivityId>(3);
    booking.when = {row.integer(4), row.integer(5)};
    booking.seats = row.number(6);
    booking.purpose = row.string(7);
    booking.state = row.enumeration<domain::BookingState>(8);
    booking.created_at = row.integer(9);
    return booking;
}

}  // namespace

Result<std::optional<domain::Booking>> find_booking(Database& database, const TownId& town,
                                                    const BookingId& id) {
    return query_one(database,
                     "SELECT " BOOKING_COLUMNS " FROM booking WHERE town_id = ?1 AND id = ?2",
                     {town, id}, read_booking);
}

Result<void> put_booking(Database& database, const TownId& town, const domain::Booking& booking) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO booking (town_id, " BOOKING_COLUMNS
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
        "ON CONFLICT (town_id, id) DO UPDATE SET room_id = excluded.room_id, "
        "person_id = excluded.person_id, activity_id = excluded.activity_id, "
        "start_at = excluded.start_at, end_at = excluded.end_at, seats = excluded.seats, "
        "purpose = excluded.purpose, state = excluded.state, created_at = excluded.created_at",
        {town, booking.id, booking.room, booking.person, booking.activity, booking.when.start,
         booking.when.end, booking.seats, booking.purpose, booking.state, booking.created_at}));
    return {};
}

Result<void> remove_booking(Database& database, const TownId& town, const BookingId& id) {
    RETURN_IF_ERROR(database.run("DELETE FROM booking WHERE town_id = ?1 AND id = ?2", {town, id}));
    return {};
}

Result<std::vector<domain::Booking>> list_room_bookings(Database& database, const TownId& town,
                                                        const RoomId& room, const Interval& when) {
    return query_all(database,
                     "SELECT " BOOKING_COLUMNS
                     " FROM booking WHERE town_id = ?1 AND room_id = ?2 AND end_at > ?3 "
                     "AND start_at < ?4 AND " HOLDS_SLOT " ORDER BY start_at, id",
                     {town, room, when.start, when.end}, read_booking);
}

Result<std::vector<domain::Occupancy>> list_occupancies(Database& database, const TownId& town,
                                                        const RoomId& room, const Interval& when) {
    ASSIGN_OR_RETURN(const auto found, find_room(database, town, room));
    const int buffer_minutes = found ? found->buffer_minutes : 0;
    ASSIGN_OR_RETURN(const auto bookings, list_room_bookings(database, town, room, when));
    std::vector<domain::Occupancy> occupancies;
    for (const domain::Booking& booking : bookings) {
        occupancies.push_back({booking.when, booking.seats, buffer_minutes, booking.person});
    }
    return occupancies;
}

Result<std::vector<domain::Booking>> list_active_bookings(Database& database, const TownId& town,
                                                          const PersonId& person, TimeMs now,
                                                          int limit) {
    CHECK(!person.empty());
    return query_all(database,
                     "SELECT " BOOKING_COLUMNS
                     " FROM booking WHERE town_id = ?1 AND person_id = ?2 AND end_at > ?3 "
                     "AND " HOLDS_SLOT " ORDER BY start_at, id LIMIT ?4",
                     {town, person, now, limit}, read_booking);
}

Result<std::vector<domain::Booking>> list_bookings_of_person(Database& database, const TownId& town,
                                                             const PersonId& person, int limit) {
    CHECK(!person.empty());
    return query_all(database,
                     "SELECT " BOOKING_COLUMNS
                     " FROM booking WHERE town_id = ?1 AND person_id = ?2 "
                     "ORDER BY end_at DESC, id LIMIT ?3",
                     {town, person, limit}, read_booking);
}

Result<int> count_active_bookings(Database& database, const TownId& town, const PersonId& person,
                                  TimeMs now) {
    CHECK(!person.empty());
    ASSIGN_OR_RETURN(const auto count,
                     query_integer(database,
                                   "SELECT COUNT(*) FROM booking WHERE town_id = ?1 "
                                   "AND person_id = ?2 AND end_at > ?3 AND " HOLDS_SLOT,
                                   {town, person, now}));
    return static_cast<int>(count);
}

Result<DurationMs> booked_time(Database& database, const TownId& town, const PersonId& person,
                               const RoomId& room, const Interval& week) {
    CHECK(!person.empty());
    return query_integer(database,
                         "SELECT COALESCE(SUM(end_at - start_at), 0) FROM booking "
                         "WHERE town_id = ?1 AND person_id = ?2 AND room_id = ?3 "
                         "AND end_at > ?4 AND start_at >= ?4 AND start_at < ?5 AND " HOLDS_SLOT,
                         {town, person, room, week.start, week.end});
}

Result<std::vector<Interval>> list_own_booking_times(Database& database, const TownId& town,
                                                     const PersonId& person, const Interval& when) {
    CHECK(!person.empty());
    return query_all(database,
                     "SELECT start_at, end_at FROM booking WHERE town_id = ?1 AND person_id = ?2 "
                     "AND end_at > ?3 AND start_at < ?4 AND " HOLDS_SLOT " ORDER BY start_at",
                     {town, person, when.start, when.end},
                     [](const Row& row) { return Interval{row.integer(0), row.integer(1)}; });
}

}  // namespace yg::store
