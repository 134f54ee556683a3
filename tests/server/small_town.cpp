#include "server/small_town.hpp"

namespace yg::server {

namespace {

domain::Person person(std::string_view id, std::string name, std::string phone, domain::Role role) {
    domain::Person person;
    person.id = PersonId::trusted(id);
    person.name = std::move(name);
    person.phone = std::move(phone);
    person.role = role;
    person.birth_year = 1960;
    person.grid = GridId::trusted("g1");
    person.community = CommunityId::trusted("xc");
    return person;
}

domain::Concern concern(std::string_view id, std::string number, domain::ConcernType type) {
    domain::Concern concern;
    concern.id = ConcernId::trusted(id);
    concern.number = std::move(number);
    concern.type = type;
    concern.category = CategoryId::trusted("c1");
    concern.grid = GridId::trusted("g1");
    concern.words = "words-of-p2";
    concern.reporter = PersonId::trusted("p2");
    concern.contact = "13900000002";
    concern.created_at = small_town_now - day_ms;
    concern.step_started_at = concern.created_at;
    return concern;
}

domain::Room room() {
    domain::Room room;
    room.id = RoomId::trusted("r1");
    room.name = "Room";
    room.purpose = "Meetings";
    room.icon = "room";
    room.capacity = 20;
    for (auto& day : room.hours) day[0] = {.opens = 8 * 60, .closes = 18 * 60};
    return room;
}

domain::Booking booking_of_p2() {
    domain::Booking booking;
    booking.id = BookingId::trusted("b-p2");
    booking.room = RoomId::trusted("r1");
    booking.person = PersonId::trusted("p2");
    const TimeMs start = to_moment({.year = 2026, .month = 11, .day = 25}, 15 * 60);
    booking.when = {.start = start, .end = start + hour_ms};
    booking.purpose = "purpose-of-p2";
    booking.created_at = small_town_now - day_ms;
    return booking;
}

domain::Activity activity() {
    domain::Activity activity;
    activity.id = ActivityId::trusted("a1");
    activity.title = "Sweeping";
    activity.place = "Square";
    activity.community = CommunityId::trusted("xc");
    activity.organiser = "Community";
    activity.when = {.start = small_town_now + 3 * day_ms,
                     .end = small_town_now + 3 * day_ms + hour_ms};
    activity.capacity = 1;
    activity.sign_up_opens = small_town_now - day_ms;
    activity.sign_up_closes = small_town_now + 2 * day_ms;
    return activity;
}

}  // namespace

codec::Town small_town() {
    codec::Town town;
    town.profile.id = TownId::trusted("small");
    town.profile.name = "Small town";
    town.profile.service_centre = "Centre";
    town.communities.push_back(
        {.id = CommunityId::trusted("xc"), .name = "Xincheng", .code = "XC", .placeholder = true});
    domain::Grid grid;
    grid.id = GridId::trusted("g1");
    grid.community = CommunityId::trusted("xc");
    grid.number = 1;
    grid.name = "Grid 1";
    grid.compounds = {"Garden"};
    grid.boundary = {{0, 0}, {10, 0}, {10, 10}, {0, 10}};
    town.grids.push_back(grid);
    town.categories.push_back({.id = CategoryId::trusted("c1"),
                               .name = "Rubbish",
                               .kind = domain::CategoryKind::conduct,
                               .urgent = false,
                               .order = 0});
    town.rooms.push_back(room());
    town.persons = {person("p1", "Resident one", "13900000001", domain::Role::resident),
                    person("p2", "Resident two", "13900000002", domain::Role::resident),
                    person("w1", "Grid worker", "13900000003", domain::Role::grid_worker),
                    person("s1", "Staff", "13900000004", domain::Role::community_staff)};
    town.activities.push_back(activity());
    town.bookings.push_back(booking_of_p2());
    town.concerns = {concern("k-open", "XC-1123-0001", domain::ConcernType::help),
                     concern("k-secret", "XC-1123-0002", domain::ConcernType::report)};
    return town;
}

}  // namespace yg::server
