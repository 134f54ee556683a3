#include "domain/room/room.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::domain;

namespace {

constexpr LocalDate tuesday{2026, 11, 24};

Interval between(int from_hour, int to_hour) {
    return {to_moment(tuesday, from_hour * 60), to_moment(tuesday, to_hour * 60)};
}

/// Open 8–12 and 14–18 every day but Monday.
Room open_room(RoomMode mode, int capacity) {
    Room room;
    room.id = RoomId::trusted("shuhua");
    room.mode = mode;
    room.capacity = capacity;
    for (std::size_t day = 1; day < 7; ++day) room.hours[day] = {{{480, 720}, {840, 1080}}};
    return room;
}

SlotState state_at(const std::vector<Slot>& slots, int hour) {
    for (const Slot& slot : slots) {
        if (slot.when.start == to_moment(tuesday, hour * 60)) return slot.state;
    }
    FAIL("no such slot");
    return SlotState::closed;
}

}  // namespace

TEST_CASE("A room is open inside one span of its hours only") {
    const Room room = open_room(RoomMode::exclusive, 10);
    CHECK(is_open(room, between(8, 12)));
    CHECK_FALSE(is_open(room, between(7, 9)));
    CHECK_FALSE(is_open(room, between(11, 15)));  // across the midday break
    CHECK_FALSE(is_open(room, between(12, 14)));
    const TimeMs monday = to_moment({2026, 11, 23}, 9 * 60);
    CHECK_FALSE(is_open(room, {monday, monday + hour_ms}));
}

TEST_CASE("A closure closes what it overlaps, not what it touches") {
    Room room = open_room(RoomMode::exclusive, 10);
    room.closures = {{between(9, 10), "检修"}};
    CHECK_FALSE(is_open(room, between(8, 10)));
    CHECK(is_open(room, between(8, 9)));
    CHECK(is_open(room, between(10, 11)));
}

TEST_CASE("Pending and checked-in bookings hold their slot, cancelled and missed ones don't") {
    CHECK(holds_slot(BookingState::pending));
    CHECK(holds_slot(BookingState::confirmed));
    CHECK(holds_slot(BookingState::checked_in));
    CHECK_FALSE(holds_slot(BookingState::cancelled));
    CHECK_FALSE(holds_slot(BookingState::no_show));
}

TEST_CASE("Bookings that touch do not collide") {
    CHECK_FALSE(collides(between(8, 9), 0, {between(9, 10), 1, 0, {}}));
    CHECK(collides(between(8, 9), 0, {between(8, 10), 1, 0, {}}));
}

TEST_CASE("The larger of two neighbours' buffers is kept between them") {
    const Occupancy other{between(10, 11), 1, 60, {}};
    CHECK(collides(between(8, 10), 0, other));
    CHECK_FALSE(collides(between(8, 9), 0, other));   // exactly an hour
    CHECK_FALSE(collides(between(8, 9), 60, other));  // not the sum
    CHECK(collides(between(8, 9), 90, other));
    CHECK(collides(between(11, 12), 0, other));  // also after it
}

TEST_CASE("An exclusive room has one place, taken by any booking") {
    const Room room = open_room(RoomMode::exclusive, 30);
    CHECK(seats_free(room, between(8, 9), {}) == 1);
    CHECK(seats_free(room, between(8, 9), {{between(8, 10), 1, 0, {}}}) == 0);
}

TEST_CASE("Free seats are counted at the fullest moment") {
    const Room room = open_room(RoomMode::seats, 5);
    const std::vector<Occupancy> occupancies = {
        {between(8, 9), 2, 0, {}}, {between(9, 10), 3, 0, {}}, {between(9, 11), 1, 0, {}}};
    CHECK(seats_free(room, between(8, 9), occupancies) == 3);
    CHECK(seats_free(room, between(8, 11), occupancies) == 1);
    CHECK(seats_free(room, between(10, 11), occupancies) == 4);
    CHECK(seats_free(room, between(11, 12), occupancies) == 5);
}

TEST_CASE("A day's slots run from the first opening to the last closing") {
    const Room room = open_room(RoomMode::exclusive, 1);
    const auto slots = slots_of_day(room, tuesday, {}, {}, to_moment(tuesday));
    REQUIRE(slots.size() == 20);
    CHECK(slots.front().when.start == to_moment(tuesday, 480));
    CHECK(slots.back().when.end == to_moment(tuesday, 1080));
    CHECK(state_at(slots, 12) == SlotState::closed);
    CHECK(slots_of_day(room, {2026, 11, 23}, {}, {}, 0).empty());
}

TEST_CASE("A slot tells why it can't be had") {
    Room room = open_room(RoomMode::exclusive, 1);
    room.ahead_days = 0;
    const PersonId me = PersonId::trusted("me");
    const PersonId other = PersonId::trusted("other");
    const std::vector<Occupancy> occupancies = {{between(10, 11), 1, 0, other},
                                                {between(14, 15), 1, 0, me}};
    const TimeMs now = to_moment(tuesday, 9 * 60);
    auto slots = slots_of_day(room, tuesday, occupancies, me, now);
    CHECK(state_at(slots, 8) == SlotState::past);
    CHECK(state_at(slots, 10) == SlotState::taken);
    CHECK(state_at(slots, 13) == SlotState::closed);
    CHECK(state_at(slots, 14) == SlotState::yours);
    CHECK(state_at(slots, 16) == SlotState::too_far);
    room.ahead_days = 7;
    slots = slots_of_day(room, tuesday, occupancies, me, now);
    CHECK(state_at(slots, 9) == SlotState::free);
    CHECK(state_at(slots, 16) == SlotState::free);
}

TEST_CASE("Nobody's bookings are yours when nobody is signed in") {
    const Room room = open_room(RoomMode::exclusive, 1);
    const auto slots =
        slots_of_day(room, tuesday, {{between(10, 11), 1, 0, {}}}, {}, to_moment(tuesday));
    CHECK(state_at(slots, 10) == SlotState::taken);
}

TEST_CASE("The public sees that a room is taken, not by whom or why, unless it is an activity") {
    Booking booking;
    booking.person = PersonId::trusted("li");
    booking.purpose = "排练";
    CHECK(public_projection(booking).person.empty());
    CHECK(public_projection(booking).purpose.empty());
    booking.activity = ActivityId::trusted("concert");
    CHECK(public_projection(booking).purpose == "排练");
}
