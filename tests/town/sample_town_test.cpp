#include "town/sample_town.hpp"

#include <algorithm>
#include <set>

using namespace yg;
using namespace yg::tests;
using domain::BookingState;
using domain::ConcernState;
using domain::Role;

namespace {

template <class Things, class Member>
std::size_t count_placeholders(const Things& things, Member member) {
    return static_cast<std::size_t>(std::ranges::count(things, true, member));
}

bool is_marked(const std::string& name) {
    return name.find("示例") != std::string::npos;
}

/// Days on which the sample town is likely to trip: ends of months and years, a leap day, and
/// every weekday.
std::vector<LocalDate> unusual_days() {
    std::vector<LocalDate> days = {{2026, 12, 31}, {2027, 1, 1},  {2027, 2, 28},
                                   {2028, 2, 28},  {2028, 2, 29}, {2028, 3, 1},
                                   {2026, 10, 1},  {2027, 6, 30}, {2031, 7, 31}};
    for (int i = 0; i < 14; ++i) days.push_back(add_days(sample_day, i));
    return days;
}

}  // namespace

TEST_CASE("the sample town has the known counts") {
    const codec::Town town = load_sample_town();
    CHECK(town.profile.name == "城关镇");
    CHECK(town.communities.size() == 4);
    CHECK(town.grids.size() == 118);
    CHECK(town.rooms.size() == 10);
    CHECK(town.units.size() == 104);
    int members = 0;
    for (const auto& unit : town.units) members += unit.members;
    CHECK(members == 1649);
}

TEST_CASE("what is not known of the town is marked as a placeholder") {
    const codec::Town town = load_sample_town();
    CHECK(count_placeholders(town.communities, &domain::Community::placeholder) == 1);
    CHECK(count_placeholders(town.rooms, &domain::Room::placeholder) == 4);
    CHECK(count_placeholders(town.grids, &domain::Grid::placeholder) == 118);
    CHECK(count_placeholders(town.units, &domain::Unit::placeholder) == 104);
    for (const auto& community : town.communities) {
        CHECK(community.placeholder == is_marked(community.name));
    }
    for (const auto& room : town.rooms) CHECK(room.placeholder == is_marked(room.name));
    for (const auto& person : town.persons) {
        CHECK(is_marked(person.name));
        CHECK(person.phone.starts_with("138000000"));
    }
    for (const auto& telephone : town.profile.telephones) {
        CHECK(telephone.placeholder == (telephone.number.size() > 5));
    }
}

TEST_CASE("the named compounds lie in their communities") {
    const codec::Town town = load_sample_town();
    const std::vector<std::pair<std::string, std::string>> expected = {
        {"银河小区", "xincheng"},
        {"华宇小区", "xiaba"},
        {"旧电信局家属楼", "renmin"},
        {"金桥花苑小区", "renmin"},
    };
    for (const auto& [compound, community] : expected) {
        std::vector<std::string> found;
        for (const auto& grid : town.grids) {
            if (std::ranges::find(grid.compounds, compound) != grid.compounds.end()) {
                found.push_back(grid.community.text());
            }
        }
        CHECK(found == std::vector{community});
    }
}

TEST_CASE("every grid's middle lies in that grid alone") {
    const codec::Town town = load_sample_town();
    for (const auto& grid : town.grids) {
        std::int64_t longitude = 0;
        std::int64_t latitude = 0;
        for (const auto& corner : grid.boundary) {
            longitude += corner.longitude_e6;
            latitude += corner.latitude_e6;
        }
        const auto count = static_cast<std::int64_t>(grid.boundary.size());
        const domain::Point middle{static_cast<std::int32_t>(longitude / count),
                                   static_cast<std::int32_t>(latitude / count)};
        std::vector<std::string> holders;
        for (const auto& other : town.grids) {
            if (contains(other.boundary, middle)) holders.push_back(other.id.text());
        }
        CHECK(holders == std::vector{grid.id.text()});
    }
}

TEST_CASE("each community's grids hang together") {
    const codec::Town town = load_sample_town();
    for (const auto& community : town.communities) {
        std::vector<domain::Grid> grids;
        std::ranges::copy_if(town.grids, std::back_inserter(grids),
                             [&](const auto& grid) { return grid.community == community.id; });
        CHECK(grids.size() >= 20);
        CHECK(domain::describe_tiling_fault(grids) == "");
    }
}

TEST_CASE("there is a concern in every state, each told from its beginning") {
    const codec::Town town = load_sample_town();
    std::set<ConcernState> states;
    std::set<std::string> numbers;
    for (const auto& concern : town.concerns) {
        states.insert(concern.state);
        CHECK(numbers.insert(concern.number).second);
        std::vector<domain::ConcernEvent> events;
        std::ranges::copy_if(town.concern_events, std::back_inserter(events),
                             [&](const auto& event) { return event.concern == concern.id; });
        REQUIRE(!events.empty());
        CHECK(events.front().at == concern.created_at);
        CHECK(events.back().at == concern.step_started_at);
        CHECK(events.back().state == concern.state);
        CHECK(events.back().at < to_moment(sample_day));
        CHECK(is_uuid_v7(events.back().id));
    }
    CHECK(states.size() == 9);
    CHECK(town.concerns.front().number == "XC-1123-0001");
}

TEST_CASE("the resident sees a concern in each stage under 我要查") {
    const codec::Town town = load_sample_town();
    std::set<ConcernState> states;
    for (const auto& concern : town.concerns) {
        if (concern.reporter.text() == "resident-1") states.insert(concern.state);
    }
    CHECK(states.size() >= 7);
    // Two active bookings are allowed: one must be left to try it.
    const TimeMs now = to_moment(sample_day);
    const auto active = std::ranges::count_if(town.bookings, [&](const auto& booking) {
        return booking.person.text() == "resident-1" && holds_slot(booking.state) &&
               booking.when.end > now;
    });
    CHECK(active == 1);
}

TEST_CASE("there is an account for every role and three residents") {
    const codec::Town town = load_sample_town();
    std::set<Role> roles;
    for (const auto& person : town.persons) roles.insert(person.role);
    CHECK(roles.size() == 10);
    CHECK(std::ranges::count(town.persons, Role::resident, &domain::Person::role) == 3);
}

TEST_CASE("activities cover eight weeks around the day of import") {
    for (const LocalDate today : unusual_days()) {
        const codec::Town town = load_sample_town(today);
        std::set<int> weeks;
        for (const auto& activity : town.activities) {
            const LocalDate date = to_local(activity.when.start).date;
            weeks.insert(days_between(monday_of(today), monday_of(date)) / 7);
        }
        CHECK(weeks == std::set{-4, -3, -2, -1, 0, 1, 2, 3, 4});
        CHECK(std::ranges::is_sorted(town.activities, {},
                                     [](const auto& one) { return one.when.start; }));
    }
}

TEST_CASE("a series' occurrences share its id and differ in their own") {
    const codec::Town town = load_sample_town();
    std::set<ActivityId> ids;
    std::set<std::string> rehearsals;
    for (const auto& activity : town.activities) {
        CHECK(ids.insert(activity.id).second);
        if (activity.series.text() == "pailian-sat") rehearsals.insert(activity.id.text());
    }
    CHECK(rehearsals.size() == 8);
    CHECK(rehearsals.contains("pailian-sat-20261205"));
    CHECK_FALSE(rehearsals.contains("pailian-sat-20261128"));
}

TEST_CASE("an activity in a room is a booking of that room; outdoors and cancelled ones are not") {
    const codec::Town town = load_sample_town();
    for (const auto& activity : town.activities) {
        const auto held =
            std::ranges::count(town.bookings, activity.id, &domain::Booking::activity);
        const bool holds =
            !activity.room.empty() && activity.state == domain::ActivityState::planned;
        CHECK(held == (holds ? 1 : 0));
    }
}

TEST_CASE("no two bookings of a room collide, whatever the day of import") {
    for (const LocalDate today : unusual_days()) {
        const codec::Town town = load_sample_town(today);
        for (const auto& room : town.rooms) {
            std::vector<domain::Occupancy> earlier;
            for (const auto& booking : town.bookings) {
                if (booking.room != room.id || !holds_slot(booking.state)) continue;
                CHECK(is_open(room, booking.when));
                CHECK(seats_free(room, booking.when, earlier) >= booking.seats);
                earlier.push_back({booking.when, booking.seats, room.buffer_minutes, {}});
            }
        }
    }
}

TEST_CASE("bookings in the past have an outcome, those to come wait for theirs") {
    const codec::Town town = load_sample_town();
    std::set<BookingState> states;
    for (const auto& booking : town.bookings) states.insert(booking.state);
    CHECK(states.size() == 5);
}

TEST_CASE("the holidays of 2026 are the announced ones, those of 2027 are marked as not final") {
    const codec::Town town = load_sample_town();
    for (const auto& day : town.calendar_days) CHECK(day.placeholder == (day.date.year == 2027));
    const auto find = [&](LocalDate date) {
        return std::ranges::find(town.calendar_days, date, &domain::CalendarDay::date);
    };
    const auto free_day = find({2026, 10, 7});
    REQUIRE(free_day != town.calendar_days.end());
    CHECK(free_day->name == "国庆节");
    CHECK_FALSE(free_day->workday);
    const auto workday = find({2026, 10, 10});
    REQUIRE(workday != town.calendar_days.end());
    CHECK(workday->workday);
}

TEST_CASE("settings are the defaults unless the town changes them") {
    CHECK(load_sample_town().profile.settings == domain::TownSettings{});
    const auto town = codec::decode_town(
        with_change(
            "town.json", R"("settings": {})",
            R"("settings": {"words_max": 300, "concerns_a_day_max": 9, "cancel_before_minutes": 60})"),
        sample_day);
    REQUIRE(town.ok());
    CHECK(town.value().profile.settings.words_max == 300);
    CHECK(town.value().profile.settings.concerns_a_day_max == 9);
    CHECK(town.value().profile.settings.cancel_before == hour_ms);
}
