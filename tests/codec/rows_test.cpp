#include "codec/activity_codec.hpp"

#include "codec/concern_codec.hpp"
#include "codec/person_codec.hpp"
#include "codec/place_codec.hpp"
#include "codec/profile_codec.hpp"
#include "codec/room_codec.hpp"
#include "golden.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::codec;
using test::golden;

namespace {

domain::Room room() {
    domain::Room made;
    made.id = RoomId::trusted("shuhua");
    made.order = 3;
    made.name = "书画室";
    made.purpose = "写字画画";
    made.icon = "brush";
    made.mode = domain::RoomMode::seats;
    made.capacity = 12;
    made.hours[0] = {{{480, 720}, {840, 1080}}};
    made.hours[6] = {{{0, 1440}, {0, 0}}};
    made.closures = {{{1000, 2000}, "检修"}};
    made.equipment = {"毛毡"};
    return made;
}

domain::Concern concern() {
    domain::Concern made;
    made.id = ConcernId::trusted("c-1");
    made.number = "XC-1124-0007";
    made.category = CategoryId::trusted("lamp");
    made.grid = GridId::trusted("grid-1");
    made.words = "路灯不亮";
    made.reporter = PersonId::trusted("li");
    made.state = domain::ConcernState::verification;
    made.level = domain::Level::community;
    made.created_at = 100;
    return made;
}

domain::Grid grid() {
    domain::Grid made;
    made.id = GridId::trusted("grid-1");
    made.community = CommunityId::trusted("xincheng");
    made.number = 1;
    made.name = "第1网格";
    made.compounds = {"银河小区"};
    made.boundary = {{104'390'000, 34'040'000}, {104'391'000, 34'040'000}, {104'390'500, -1}};
    made.placeholder = true;
    return made;
}

}  // namespace

TEST_CASE("Rows are written as the golden files say, and read again the same") {
    CHECK(encode(room()) == golden("room.json"));
    CHECK(encode(decode_room(golden("room.json")).value()) == golden("room.json"));
    CHECK(encode(concern()) == golden("concern.json"));
    CHECK(encode(decode_concern(golden("concern.json")).value()) == golden("concern.json"));
    CHECK(encode(grid()) == golden("grid.json"));
    CHECK(encode(decode_grid(golden("grid.json")).value()) == golden("grid.json"));
}

TEST_CASE("Every kind of row comes back from its own text") {
    domain::Activity activity;
    activity.id = ActivityId::trusted("a");
    activity.title = "清扫";
    activity.kind = domain::ActivityKind::service;
    activity.when = {100, 200};
    activity.state = domain::ActivityState::cancelled;
    CHECK(encode(decode_activity(encode(activity)).value()) == encode(activity));

    domain::SignUp sign_up;
    sign_up.id = SignUpId::trusted("s");
    sign_up.activity = activity.id;
    sign_up.person = PersonId::trusted("li");
    CHECK(encode(decode_sign_up(encode(sign_up)).value()) == encode(sign_up));

    domain::Booking booking;
    booking.id = BookingId::trusted("b");
    booking.room = RoomId::trusted("shuhua");
    booking.when = {100, 200};
    CHECK(encode(decode_booking(encode(booking)).value()) == encode(booking));

    domain::Category category;
    category.id = CategoryId::trusted("lamp");
    category.urgent = true;
    CHECK(encode(decode_category(encode(category)).value()) == encode(category));

    domain::ConcernEvent event;
    event.id = "e-1";
    event.concern = ConcernId::trusted("c");
    event.remark = "已派单";
    CHECK(encode(decode_concern_event(encode(event)).value()) == encode(event));

    domain::Community community;
    community.id = CommunityId::trusted("xincheng");
    community.code = "XC";
    CHECK(encode(decode_community(encode(community)).value()) == encode(community));

    domain::Unit unit;
    unit.id = UnitId::trusted("u");
    unit.members = 12;
    CHECK(encode(decode_unit(encode(unit)).value()) == encode(unit));

    domain::Person person;
    person.id = PersonId::trusted("li");
    person.role = domain::Role::operator_;
    CHECK(encode(decode_person(encode(person)).value()) == encode(person));

    domain::TownProfile profile;
    profile.id = TownId::trusted("chengguan");
    profile.telephones = {{"火警", "119", false}};
    profile.settings.words_max = 123;
    CHECK(decode_town_profile(encode(profile)).value() == profile);

    const domain::CalendarDay day{{2026, 10, 1}, "国庆节", false, true};
    CHECK(decode_calendar_day(encode(day)).value() == day);
}

TEST_CASE("A faulty row names its field") {
    const auto broken = [](const std::string& what, const std::string& with) {
        std::string text = golden("room.json");
        const std::size_t at = text.find(what);
        REQUIRE(at != std::string::npos);
        text.replace(at, what.size(), with);
        const auto decoded = decode_room(text);
        REQUIRE_FALSE(decoded.ok());
        return decoded.error().detail;
    };
    CHECK(broken("\"mode\":2", "\"mode\":3") == "room.mode is out of range");
    CHECK(broken("\"capacity\":12", "\"capacity\":0") == "room.capacity is out of range");
    CHECK(broken("\"opens\":480", "\"opens\":1441") == "room.hours[0].opens is out of range");
    CHECK(broken("\"start\":1000", "\"start\":null") ==
          "room.closures[0].start is not a whole number");
    CHECK(broken("毛毡", "\\u0001") == "room.equipment has control characters in it");
    CHECK(broken("\"name\":\"书画室\"", "\"name\":\"" + std::string(81, 'x') + "\"") ==
          "room.name is too long");
    CHECK(broken("\"hours\":[{", "\"hours\":[{},{") == "room.hours has too many items");
}

TEST_CASE("Dates that don't exist are refused") {
    const auto with_date = [](const std::string& date) {
        return decode_calendar_day(R"({"date":")" + date +
                                   R"(","name":"","workday":false,"placeholder":false})");
    };
    CHECK(with_date("2024-02-29").ok());
    for (const char* date : {"2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "20261001",
                             "2026-10-00", "abcd-10-01", ""}) {
        INFO(date);
        CHECK_FALSE(with_date(date).ok());
    }
}

TEST_CASE("A boundary is a list of pairs") {
    std::string text = golden("grid.json");
    text.replace(text.find("[104390000,"), 11, "[");
    CHECK(decode_grid(text).error().detail == "grid.boundary has the wrong length");
}
