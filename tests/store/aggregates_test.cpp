#include "store/activity_store.hpp"

#include "store/booking_store.hpp"
#include "store/concern_store.hpp"
#include "store/person_store.hpp"
#include "store/place_store.hpp"
#include "store/room_store.hpp"
#include "store/town_database.hpp"
#include "store/town_store.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::store;
using test::migrated;
using test::other_town;
using test::town;

namespace {

const PersonId li = PersonId::trusted("li");
const PersonId wang = PersonId::trusted("wang");
const RoomId room_id = RoomId::trusted("shuhua");

domain::Booking booking(const char* id, TimeMs start, TimeMs end, const PersonId& person = li) {
    domain::Booking made;
    made.id = BookingId::trusted(id);
    made.room = room_id;
    made.person = person;
    made.when = {start, end};
    return made;
}

domain::Activity activity(const char* id, TimeMs start, TimeMs end) {
    domain::Activity made;
    made.id = ActivityId::trusted(id);
    made.title = "清扫";
    made.when = {start, end};
    return made;
}

domain::SignUp sign_up(const char* id, const char* activity_id, const PersonId& person = li) {
    domain::SignUp made;
    made.id = SignUpId::trusted(id);
    made.activity = ActivityId::trusted(activity_id);
    made.person = person;
    return made;
}

domain::Concern concern(const char* id, TimeMs at, const PersonId& reporter = li) {
    domain::Concern made;
    made.id = ConcernId::trusted(id);
    made.grid = GridId::trusted("grid-1");
    made.reporter = reporter;
    made.created_at = at;
    return made;
}

template <class Items>
std::string ids(const Items& items) {
    std::string text;
    for (const auto& item : items) text += item.id.text() + " ";
    return text;
}

}  // namespace

TEST_CASE("A town's profile, settings and telephones come back as they were put") {
    auto database = migrated();
    CHECK_FALSE(find_town(*database, town).value().has_value());
    domain::TownProfile profile;
    profile.id = town;
    profile.name = "城关镇";
    profile.service_centre = "阳光共享";
    profile.telephones = {{"火警", "119", false}, {"", "", true}};
    profile.settings.words_max = 77;
    profile.settings.cancel_before = 5 * minute_ms;
    REQUIRE(put_town(*database, profile).ok());
    CHECK(find_town(*database, town).value() == profile);
    CHECK(find_only_town(*database).value() == town);
    profile.telephones.clear();
    REQUIRE(put_town(*database, profile).ok());
    CHECK(find_town(*database, town).value() == profile);
    CHECK(load_settings(*database, other_town).value() == domain::TownSettings());
    REQUIRE(remove_town(*database, town).ok());
    CHECK_FALSE(find_town(*database, town).value().has_value());
    CHECK(load_settings(*database, town).value() == domain::TownSettings());
}

TEST_CASE("Special days are listed between two dates, both included") {
    auto database = migrated();
    for (const int day : {1, 2, 3, 10}) {
        REQUIRE(put_calendar_day(*database, town, {{2026, 10, day}, "国庆节", false, true}).ok());
    }
    REQUIRE(remove_calendar_day(*database, town, "2026-10-02").ok());
    const auto days = list_calendar_days(*database, town, {2026, 10, 1}, {2026, 10, 3}).value();
    REQUIRE(days.size() == 2);
    CHECK((days[0] == domain::CalendarDay{{2026, 10, 1}, "国庆节", false, true}));
    CHECK((days[1].date == LocalDate{2026, 10, 3}));
}

TEST_CASE("A grid comes back with its compounds and its boundary") {
    auto database = migrated();
    domain::Grid grid;
    grid.id = GridId::trusted("grid-7");
    grid.number = 7;
    grid.compounds = {"银河小区", "华宇小区"};
    grid.boundary = {{104'390'000, 34'040'000}, {-1, 0}, {5, -6}};
    REQUIRE(put_grid(*database, town, grid).ok());
    grid.id = GridId::trusted("grid-2");
    grid.number = 2;
    grid.compounds.clear();
    grid.boundary.clear();
    REQUIRE(put_grid(*database, town, grid).ok());
    const auto grids = list_grids(*database, town).value();
    REQUIRE(grids.size() == 2);
    CHECK(grids[0].number == 2);
    CHECK(grids[0].compounds.empty());
    CHECK(grids[0].boundary.empty());
    CHECK(grids[1].compounds == std::vector<std::string>{"银河小区", "华宇小区"});
    CHECK(grids[1].boundary[0] == domain::Point{104'390'000, 34'040'000});
    CHECK(grids[1].boundary[2] == domain::Point{5, -6});
    CHECK(list_grids(*database, other_town).value().empty());
}

TEST_CASE("Units of a grid are those paired with it") {
    auto database = migrated();
    for (const char* id : {"a", "b", "c"}) {
        domain::Unit unit;
        unit.id = UnitId::trusted(id);
        unit.paired_grid = GridId::trusted(std::string(id) == "b" ? "grid-2" : "grid-1");
        REQUIRE(put_unit(*database, town, unit).ok());
    }
    CHECK(ids(list_units_of_grid(*database, town, GridId::trusted("grid-1")).value()) == "a c ");
    CHECK(ids(list_units(*database, town).value()) == "a b c ");
}

TEST_CASE("A person comes back whole, and is replaced when put again") {
    auto database = migrated();
    domain::Person person;
    person.id = li;
    person.name = "示例居民";
    person.phone = "13800000001";
    person.role = domain::Role::grid_lead;
    person.standing = domain::Standing::preferential_treatment;
    person.birth_year = 1950;
    person.grid = GridId::trusted("grid-1");
    REQUIRE(put_person(*database, town, person).ok());
    person.unit = UnitId::trusted("u");
    REQUIRE(put_person(*database, town, person).ok());
    const auto found = find_person(*database, town, li).value();
    REQUIRE(found.has_value());
    CHECK(found->name == person.name);
    CHECK(found->role == person.role);
    CHECK(found->standing == person.standing);
    CHECK(found->birth_year == 1950);
    CHECK(found->grid == person.grid);
    CHECK(found->unit == person.unit);
    CHECK(list_persons(*database, town, 10).value().size() == 1);
    CHECK_FALSE(find_person(*database, other_town, li).value().has_value());
}

TEST_CASE("A room comes back with hours, closures and equipment, in the town's order") {
    auto database = migrated();
    domain::Room room;
    room.id = room_id;
    room.order = 2;
    room.mode = domain::RoomMode::seats;
    room.audience = domain::Audience::preferential_first;
    room.capacity = 12;
    room.buffer_minutes = 10;
    room.needs_approval = true;
    room.hours[0] = {{{480, 720}, {840, 1080}}};
    room.hours[6] = {{{0, 1440}, {0, 0}}};
    room.closures = {{{1000, 2000}, "检修"}, {{3000, 4000}, ""}};
    room.equipment = {"毛毡", "砚台"};
    REQUIRE(put_room(*database, town, room).ok());
    const auto found = find_room(*database, town, room_id).value();
    REQUIRE(found.has_value());
    CHECK(found->mode == room.mode);
    CHECK(found->audience == room.audience);
    CHECK(found->capacity == 12);
    CHECK(found->buffer_minutes == 10);
    CHECK(found->needs_approval);
    CHECK(found->hours[0][1].opens == 840);
    CHECK(found->hours[6][0].closes == 1440);
    CHECK(found->hours[3][0].closes == 0);
    REQUIRE(found->closures.size() == 2);
    CHECK((found->closures[0].when == Interval{1000, 2000}));
    CHECK(found->closures[0].reason == "检修");
    CHECK(found->closures[1].reason.empty());
    CHECK(found->equipment == room.equipment);
    room.id = RoomId::trusted("first");
    room.order = 1;
    REQUIRE(put_room(*database, town, room).ok());
    CHECK(ids(list_rooms(*database, town).value()) == "first shuhua ");
}

TEST_CASE("A room's bookings in an interval: half-open, holding a slot, by start") {
    auto database = migrated();
    domain::Booking cancelled = booking("cancelled", 100, 200);
    cancelled.state = domain::BookingState::cancelled;
    domain::Booking pending = booking("pending", 150, 200);
    pending.state = domain::BookingState::pending;
    for (const auto& one : {booking("before", 0, 100), pending, booking("inside", 110, 120),
                            booking("after", 200, 300), cancelled}) {
        REQUIRE(put_booking(*database, town, one).ok());
    }
    CHECK(ids(list_room_bookings(*database, town, room_id, {100, 200}).value()) ==
          "inside pending ");
    CHECK(ids(list_room_bookings(*database, town, room_id, {99, 201}).value()) ==
          "before inside pending after ");
    CHECK(list_room_bookings(*database, town, RoomId::trusted("other"), {0, 999}).value().empty());
}

TEST_CASE("Occupancies carry the room's buffer") {
    auto database = migrated();
    domain::Room room;
    room.id = room_id;
    room.buffer_minutes = 15;
    REQUIRE(put_room(*database, town, room).ok());
    REQUIRE(put_booking(*database, town, booking("a", 100, 200)).ok());
    const auto occupancies = list_occupancies(*database, town, room_id, {0, 1000}).value();
    REQUIRE(occupancies.size() == 1);
    CHECK(occupancies[0].buffer_minutes == 15);
    CHECK(occupancies[0].person == li);
}

TEST_CASE("A person's bookings: active ones by start, counted, and with their time in a week") {
    auto database = migrated();
    domain::Booking cancelled = booking("cancelled", 500, 600);
    cancelled.state = domain::BookingState::cancelled;
    for (const auto& one :
         {booking("over", 0, 100), booking("later", 300, 400), booking("soon", 200, 250),
          booking("theirs", 200, 250, wang), cancelled}) {
        REQUIRE(put_booking(*database, town, one).ok());
    }
    CHECK(ids(list_active_bookings(*database, town, li, 100, 10).value()) == "soon later ");
    CHECK(ids(list_active_bookings(*database, town, li, 100, 1).value()) == "soon ");
    CHECK(count_active_bookings(*database, town, li, 100).value() == 2);
    CHECK(count_active_bookings(*database, town, li, 99).value() == 3);
    CHECK(ids(list_bookings_of_person(*database, town, li, 10).value()) ==
          "cancelled later soon over ");
    CHECK(booked_time(*database, town, li, room_id, {0, 300}).value() == 150);
    CHECK(booked_time(*database, town, wang, RoomId::trusted("other"), {0, 300}).value() == 0);
    CHECK(list_own_booking_times(*database, town, li, {250, 301}).value() ==
          std::vector<Interval>{{300, 400}});
}

TEST_CASE("Activities between two moments, by start, with a limit") {
    auto database = migrated();
    for (const auto& one :
         {activity("c", 300, 400), activity("a", 100, 200), activity("b", 150, 350)}) {
        REQUIRE(put_activity(*database, town, one).ok());
    }
    CHECK(ids(list_activities(*database, town, {0, 1000}, 10).value()) == "a b c ");
    CHECK(ids(list_activities(*database, town, {200, 300}, 10).value()) == "b ");
    CHECK(ids(list_activities(*database, town, {0, 1000}, 2).value()) == "a b ");
}

TEST_CASE("An activity comes back whole") {
    auto database = migrated();
    domain::Activity made = activity("a", 100, 200);
    made.kind = domain::ActivityKind::safety;
    made.capacity = 30;
    made.minimum = 3;
    made.sign_up_opens = 10;
    made.sign_up_closes = 90;
    made.age_min = 6;
    made.age_max = 12;
    made.granted_minutes = 120;
    made.signed_up = 4;
    made.state = domain::ActivityState::cancelled;
    made.placeholder = true;
    REQUIRE(put_activity(*database, town, made).ok());
    REQUIRE(add_to_signed_up(*database, town, made.id, 2).ok());
    const auto found = find_activity(*database, town, made.id).value();
    REQUIRE(found.has_value());
    CHECK(found->kind == made.kind);
    CHECK(found->capacity == 30);
    CHECK(found->minimum == 3);
    CHECK(found->sign_up_opens == 10);
    CHECK(found->sign_up_closes == 90);
    CHECK(found->age_min == 6);
    CHECK(found->age_max == 12);
    CHECK(found->granted_minutes == 120);
    CHECK(found->signed_up == 6);
    CHECK(found->state == made.state);
    CHECK(found->placeholder);
}

TEST_CASE("A person's sign-ups come with their activities and leave out cancelled ones") {
    auto database = migrated();
    REQUIRE(put_activity(*database, town, activity("soon", 100, 200)).ok());
    REQUIRE(put_activity(*database, town, activity("later", 300, 400)).ok());
    REQUIRE(put_sign_up(*database, town, sign_up("1", "later")).ok());
    REQUIRE(put_sign_up(*database, town, sign_up("2", "soon")).ok());
    REQUIRE(put_sign_up(*database, town, sign_up("3", "soon", wang)).ok());
    auto own = list_sign_ups_of_person(*database, town, li, 0, 10).value();
    REQUIRE(own.size() == 2);
    CHECK(own[0].activity.id.text() == "soon");
    CHECK(own[0].sign_up.id.text() == "2");
    CHECK(own[1].activity.title == "清扫");
    CHECK(list_own_activity_times(*database, town, li, {0, 1000}).value().size() == 2);
    domain::SignUp cancelled = sign_up("2", "soon");
    cancelled.state = domain::SignUpState::cancelled;
    REQUIRE(put_sign_up(*database, town, cancelled).ok());
    CHECK(list_sign_ups_of_person(*database, town, li, 0, 10).value().size() == 1);
    CHECK(list_own_activity_times(*database, town, li, {0, 1000}).value() ==
          std::vector<Interval>{{300, 400}});
    CHECK_FALSE(
        find_active_sign_up(*database, town, ActivityId::trusted("soon"), li).value().has_value());
    CHECK(
        ids(list_sign_ups_of_activity(*database, town, ActivityId::trusted("soon"), 10).value()) ==
        "3 ");
}

TEST_CASE("On the server a person can't hold two places in one activity") {
    auto database = migrated();
    REQUIRE(put_sign_up(*database, town, sign_up("1", "a")).ok());
    CHECK(put_sign_up(*database, town, sign_up("2", "a")).error().kind == ErrorKind::conflict);
    CHECK(put_sign_up(*database, town, sign_up("3", "a", wang)).ok());
}

TEST_CASE("Concerns of a reporter come newest first, others' are left out") {
    auto database = migrated();
    for (const auto& one :
         {concern("old", 100), concern("new", 200), concern("theirs", 150, wang)}) {
        REQUIRE(put_concern(*database, town, one).ok());
    }
    CHECK(ids(list_concerns_of_reporter(*database, town, li, 10).value()) == "new old ");
    CHECK(ids(list_concerns_of_reporter(*database, town, li, 1).value()) == "new ");
}

TEST_CASE("Public concerns leave out reports and one's own, newest first") {
    auto database = migrated();
    domain::Concern report = concern("report", 250);
    report.type = domain::ConcernType::report;
    for (const auto& one : {concern("a", 100), concern("b", 200), concern("w", 50, wang), report}) {
        REQUIRE(put_concern(*database, town, one).ok());
    }
    const auto found = [&](const PersonId& except, std::string_view words) {
        std::string all;
        for (const auto& id : find_public_concerns(*database, town, except, words).value()) {
            all += id.text() + " ";
        }
        return all;
    };
    CHECK(found({}, "") == "b a w ");
    CHECK(found(li, "") == "w ");
    CHECK(found({}, "no such words").empty());
}

TEST_CASE("Open concerns are counted by grid, closed ones and reports are not") {
    auto database = migrated();
    domain::Concern closed = concern("closed", 1);
    closed.state = domain::ConcernState::resolved;
    domain::Concern report = concern("report", 2);
    report.type = domain::ConcernType::report;
    domain::Concern elsewhere = concern("elsewhere", 3);
    elsewhere.grid = GridId::trusted("grid-2");
    for (const auto& one : {concern("a", 4), concern("b", 5), closed, report, elsewhere}) {
        REQUIRE(put_concern(*database, town, one).ok());
    }
    const auto counts = count_open_concerns_by_grid(*database, town).value();
    REQUIRE(counts.size() == 2);
    CHECK(counts[0].grid.text() == "grid-1");
    CHECK(counts[0].count == 2);
    CHECK(counts[1].count == 1);
    CHECK(ids(list_open_concerns_of_grid(*database, town, GridId::trusted("grid-1"), 10).value()) ==
          "b a report ");
}

TEST_CASE("A concern comes back whole, with its timeline in order") {
    auto database = migrated();
    domain::Concern made = concern("a", 100);
    made.number = "XC-1124-0007";
    made.type = domain::ConcernType::suggestion;
    made.words = "路灯";
    made.contact = "13800000001";
    made.on_behalf = true;
    made.released = true;
    made.state = domain::ConcernState::verification;
    made.level = domain::Level::joint;
    made.lead_unit = UnitId::trusted("u");
    made.answer = "已修";
    made.rating = 4;
    made.step_started_at = 150;
    made.due_at = 900;
    REQUIRE(put_concern(*database, town, made).ok());
    const auto found = find_concern(*database, town, made.id).value();
    REQUIRE(found.has_value());
    CHECK(found->number == made.number);
    CHECK(found->type == made.type);
    CHECK(found->words == made.words);
    CHECK(found->contact == made.contact);
    CHECK(found->on_behalf);
    CHECK(found->released);
    CHECK(found->state == made.state);
    CHECK(found->level == made.level);
    CHECK(found->lead_unit == made.lead_unit);
    CHECK(found->answer == made.answer);
    CHECK(found->rating == 4);
    CHECK(found->step_started_at == 150);
    CHECK(found->due_at == 900);
    for (const int at : {300, 100, 200}) {
        domain::ConcernEvent event;
        event.id = "e" + std::to_string(at);
        event.concern = made.id;
        event.at = at;
        REQUIRE(put_concern_event(*database, town, event).ok());
    }
    const auto events = list_concern_events(*database, town, made.id).value();
    REQUIRE(events.size() == 3);
    CHECK(events[0].at == 100);
    CHECK(events[2].at == 300);
}

TEST_CASE("Concern numbers count by community and day") {
    auto database = migrated();
    const auto xincheng = CommunityId::trusted("xincheng");
    const auto xiaba = CommunityId::trusted("xiaba");
    CHECK(next_concern_count(*database, town, xincheng, {2026, 11, 24}).value() == 1);
    CHECK(next_concern_count(*database, town, xincheng, {2026, 11, 24}).value() == 2);
    CHECK(next_concern_count(*database, town, xiaba, {2026, 11, 24}).value() == 1);
    CHECK(next_concern_count(*database, town, xincheng, {2026, 11, 25}).value() == 1);
    CHECK(next_concern_count(*database, town, xincheng, {2027, 11, 24}).value() == 1);
}
