#include "sim/storm_town.hpp"

#include <algorithm>

#include "server/small_town.hpp"

namespace yg::sim {

TimeMs storm_start() {
    return server::small_town_now;
}

codec::Town storm_town() {
    codec::Town town = server::small_town();
    domain::Room with_buffer = town.rooms.front();
    with_buffer.id = RoomId::trusted(storm_rooms[1]);
    with_buffer.buffer_minutes = 30;
    domain::Room with_seats = town.rooms.front();
    with_seats.id = RoomId::trusted(storm_rooms[2]);
    with_seats.mode = domain::RoomMode::seats;
    with_seats.capacity = 2;
    town.rooms.push_back(with_buffer);
    town.rooms.push_back(with_seats);
    domain::Activity second = town.activities.front();
    second.id = ActivityId::trusted(storm_activities[1]);
    second.capacity = 2;
    second.when = {.start = second.when.start + day_ms, .end = second.when.end + day_ms};
    town.activities.push_back(second);
    // What names its owner must be gone with them; a booking stays.
    town.bookings.front().id = BookingId::trusted("b0");
    return town;
}

std::string private_mark(const std::string& person) {
    constexpr std::size_t enough = 12;
    return person.substr(person.size() - std::min(person.size(), enough));
}

}  // namespace yg::sim
