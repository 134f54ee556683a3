#include "town/sample_town.hpp"

#include <algorithm>

using namespace yg;
using namespace yg::tests;

namespace {

struct Broken {
    std::string_view file;
    std::string_view found;
    std::string_view replacement;
    std::string_view fault;
};

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

}  // namespace

TEST_CASE("every fault in a town file is told with file, field and value") {
    const std::vector<Broken> table = {
        // Types, ranges, lengths, unknown and missing fields
        {"rooms.json", R"("mon": ["08:30",)", R"("mon": ["25:00",)",
         R"(rooms.json: rooms[0].hours.mon[0]: "25:00" is not a time of day)"},
        {"rooms.json", R"("mon": ["08:30", "12:00",)", R"("mon": ["08:30", "08:00",)",
         R"(rooms.json: rooms[0].hours.mon[1]: "08:00" is not after the time before it)"},
        {"rooms.json", R"("mon": ["08:30", )", R"("mon": [)",
         "rooms.json: rooms[0].hours.mon: an opening without a closing time"},
        {"rooms.json", R"("capacity": 12)", R"("capacity": "12")",
         R"(rooms.json: rooms[0].capacity: "12" is not a whole number)"},
        {"rooms.json", R"("capacity": 12)", R"("capacity": 12.5)",
         "rooms.json: rooms[0].capacity: 12.5 is not a whole number"},
        {"rooms.json", R"("capacity": 12)", R"("capacity": 0)",
         "rooms.json: rooms[0].capacity: 0 is not between 1 and 1000"},
        {"rooms.json", R"("capacity": 12)", R"("capacity": 18446744073709551615)",
         "rooms.json: rooms[0].capacity: 18446744073709551615 is not between 1 and 1000"},
        {"rooms.json", R"("capacity": 12)", R"("capcity": 12)",
         "rooms.json: rooms[0].capcity: unknown field"},
        {"rooms.json", R"("icon": "brush",)", "", "rooms.json: rooms[0].icon: missing"},
        {"rooms.json", R"("mode": "seats")", R"("mode": "chairs")",
         R"(rooms.json: rooms[0].mode: "chairs" is not one of exclusive, seats)"},
        {"rooms.json", R"("name": "书画室")", R"("name": "  ")",
         R"(rooms.json: rooms[0].name: "  " is empty)"},
        {"rooms.json", R"("name": "书画室")",
         R"("name": "一二三四五六七八九十一二三四五六七八九十一")",
         R"(rooms.json: rooms[0].name: "一二三四五六七八九十一二三四五六七八九十一" is longer than 20 characters)"},
        {"rooms.json", R"("name": "书画室")", R"("name": "书画\u0007室")",
         "rooms.json: rooms[0].name: \"书画\a室\" holds control characters"},
        {"rooms.json", R"("id": "shuhua")", R"("id": "Shu hua")",
         R"(rooms.json: rooms[0].id: "Shu hua" is not an identifier (1 to 36 of a-z, 0-9 and -))"},
        {"rooms.json", R"("placeholder": true)", R"("placeholder": "yes")",
         R"(rooms.json: rooms[0].hours.placeholder: "yes" is not true or false)"},
        {"rooms.json", R"("rooms": [)", R"("rooms": [7, )",
         "rooms.json: rooms[0]: 7 is not an object"},
        {"town.json", R"("settings": {})", R"("settings": {"words_max": 5})",
         "town.json: settings.words_max: 5 is not between 20 and 2000"},
        {"town.json", R"("code": "XB")", R"("code": "xb")",
         R"(town.json: communities[1].code: "xb" is not two capital letters)"},
        {"town.json", R"("number": "119")", R"("number": "one")",
         R"(town.json: telephones[0].number: "one" is not a telephone number)"},
        {"holidays.json", R"("from": "2026-10-01")", R"("from": "2026-10-32")",
         R"(holidays.json: holidays[6].from: "2026-10-32" is not a date)"},
        {"holidays.json", R"(["2026-01-04"])", R"(["2026-01-05"])",
         R"(holidays.json: holidays[0].workdays[0]: "2026-01-05" is not at a weekend)"},
        {"holidays.json", R"("to": "2026-09-27")", R"("to": "2026-10-01")",
         "holidays.json: holidays[6].to: 2026-10-01 is there twice"},

        // Twice the same, and references into nothing
        {"rooms.json", R"("id": "quyi")", R"("id": "shuhua")",
         R"(rooms.json: rooms[1].id: "shuhua" is there twice)"},
        {"grids.json", R"("number":2,)", R"("number":1,)",
         "grids.json: grids[1].number: 1 is there twice"},
        {"grids.json", R"("community":"xincheng")", R"("community":"xincheg")",
         R"(grids.json: grids[0].community: "xincheg" is not a community)"},
        {"units.json", R"("paired_grid": "g040")", R"("paired_grid": "g400")",
         R"(units.json: units[0].paired_grid: "g400" is not a grid)"},
        {"accounts.json", R"(13800000002)", R"(13800000001)",
         R"(accounts.json: accounts[1].phone: "13800000001" is there twice)"},
        {"accounts.json", R"(13800000002)", R"(03800000002)",
         R"(accounts.json: accounts[1].phone: "03800000002" is not a mobile telephone number)"},
        {"accounts.json", R"("grid": "g012", )", R"("grid": "g012", "community": "xiaba", )",
         R"(accounts.json: accounts[0].community: "xiaba" is not the community of grid "g012")"},
        {"accounts.json", R"("unit": "u005", )", "",
         "accounts.json: accounts[9].unit: missing for this role"},
        {"activities.json", R"("room": "quyi")", R"("room": "quyishi")",
         R"(activities.json: activities[1].room: "quyishi" is not a room)"},
        {"activities.json", R"("activity": "zhanyan", "week": 0)",
         R"("activity": "zhanyan", "week": 1)",
         R"(activities.json: sign_ups[6].activity: "zhanyan" is not an activity of week 1)"},
        {"bookings.json", R"("person": "resident-1")", R"("person": "resident-9")",
         R"(bookings.json: bookings[0].person: "resident-9" is not a person)"},
        {"concerns.json", R"("category": "parking")", R"("category": "noise")",
         R"(concerns.json: concerns[0].category: "noise" is not a category)"},

        // Activities
        {"activities.json", R"("place": "银河小区北门")",
         R"("place": "银河小区北门", "room": "quyi")",
         R"(activities.json: activities[0].place: there must be either "room" or "place")"},
        {"activities.json", R"("skip_weeks": [0])", R"("skip_weeks": [])",
         "activities.json: activities[1].others: has 8 elements, not between 9 and 9"},
        {"activities.json", R"("skip_weeks": [0])", R"("skip_weeks": [9])",
         "activities.json: activities[1].when.skip_weeks[0]: 9 is not a week of the series"},
        {"activities.json", R"("weekday": "sat", "time": "15:00", "minutes": 120)",
         R"("weekday": "sun", "time": "16:30", "minutes": 120)",
         R"(activities.json: activities[3].when: room "quyi" is held by "pailian-sun-20261129" at 2026-11-29 16:30)"},
        {"activities.json", R"("weekday": "sat", "time": "15:00", "minutes": 120)",
         R"("weekday": "sat", "time": "12:30", "minutes": 120)",
         R"(activities.json: activities[3].when: room "quyi" is closed at 2026-11-28 12:30)"},
        {"activities.json", R"("id": "zhanyan")", R"("id": "huanjing-20261128")",
         R"(activities.json: activities[3].id: "huanjing-20261128" is there twice)"},
        {"activities.json", R"("capacity": 30)", R"("capacity": 31)",
         R"(activities.json: activities[1].capacity: 31 is more than room "quyi" holds)"},
        {"activities.json", R"("capacity": 20, "minimum": 10)", R"("capacity": 20, "minimum": 21)",
         R"(activities.json: activities[0].minimum: 21 is more than "capacity")"},
        {"activities.json", R"("created": {"day": -18, "time": "20:10"})",
         R"("created": {"day": -40, "time": "20:10"})",
         "activities.json: sign_ups[0]: refused by the rules of signing up: sign_up_not_open"},

        // Bookings
        {"bookings.json", R"("id": "0199c002-0001-7000)", R"("id": "0199c002-0001-4000)",
         R"(bookings.json: bookings[0].id: "0199c002-0001-4000-8000-000000010000" is not a UUID of version 7)"},
        {"bookings.json", R"("time": "16:30", "minutes": 60)", R"("time": "13:00", "minutes": 60)",
         "bookings.json: bookings[0]: refused by the rules of booking: room_closed_then"},
        {"bookings.json", R"("time": "16:30", "minutes": 60)", R"("time": "16:40", "minutes": 60)",
         "bookings.json: bookings[0]: refused by the rules of booking: booking_off_slot_grid"},
        {"bookings.json", R"("state": "no_show")", R"("state": "confirmed")",
         R"(bookings.json: bookings[4].state: "confirmed" can't be the state of a booking in the past)"},
        {"bookings.json", R"("created": {"day": -5,)", R"("created": {"day": 0,)",
         "bookings.json: bookings[0].created.day: 0 is not between -400 and -1"},

        // Concerns
        {"concerns.json", R"("state": "submitted")", R"("state": "resolved")",
         R"(concerns.json: concerns[0].due: not possible in state "resolved")"},
        {"concerns.json", R"("state": "accepted", "level": "community", "by": "staff")",
         R"("state": "rated", "level": "community", "by": "staff")",
         R"(concerns.json: concerns[1].timeline[1].state: "rated" can't follow "submitted" by "staff")"},
        {"concerns.json", R"("time": "17:25")", R"("time": "16:25")",
         R"(concerns.json: concerns[1].timeline[1].time: "16:25" is before the entry above)"},
        {"concerns.json", R"("level": "joint", "by": "staff", "actor": "综治部门")",
         R"("level": "town", "by": "staff", "actor": "综治部门")",
         R"(concerns.json: concerns[9].timeline[5].level: "town" is below the entry above)"},
        {"concerns.json", R"("compound": "银河小区")", R"("compound": "华宇小区")",
         R"(concerns.json: concerns[0].compound: "华宇小区" is not a compound of grid "g012")"},
        {"concerns.json", R"("rating": 4,)", "",
         R"(concerns.json: concerns[7].rating: missing in state "rated")"},
    };
    for (const Broken& broken : table) {
        const std::string faults =
            faults_of(with_change(broken.file, broken.found, broken.replacement));
        CAPTURE(faults);
        CHECK(first_line(faults) == broken.fault);
    }
}

TEST_CASE("a booking can't have the id of an activity that holds a room") {
    auto files = with_change("bookings.json", "0199c002-0001-7000-8000-000000010000",
                             "0199c002-0abc-7000-8000-000000010000");
    CHECK(faults_of(files).empty());
    std::string& activities = files.texts["activities.json"];
    const std::string id = "\"zhanyan\"";
    for (auto at = activities.find(id); at != std::string::npos; at = activities.find(id)) {
        activities.replace(at, id.size(), "\"0199c002-0abc-7000-8000-000000010000\"");
    }
    CHECK(
        faults_of(files) ==
        R"(bookings.json: bookings[0].id: "0199c002-0abc-7000-8000-000000010000" is there twice)");
}

TEST_CASE("a moved corner of a grid is a fault in the tiling") {
    CHECK(faults_of(with_change("grids.json", "[104384515,34064436]", "[104384515,34064437]"))
              .starts_with("grids.json: grids: g0"));
    // On the town's outline nothing lies opposite: the shape changes, the tiling holds.
    CHECK(faults_of(with_change("grids.json", "[104382939,34068400]", "[104382938,34068400]")) ==
          "");
}

TEST_CASE("a syntax error is told with file, line and column") {
    CHECK(faults_of(with_change("town.json", R"("name": "城关镇",)", R"("name": "城关镇";)")) ==
          "town.json: line 3, column 16: not JSON: unexpected \"城关镇\";");
    auto files = read_sample_town();
    files.texts["rooms.json"] = "{\n  \"rooms\": [";
    CHECK(faults_of(files) == "rooms.json: line 2, column 13: not JSON: the file ends too early");
    files.texts["rooms.json"] = "";
    CHECK(faults_of(files) == "rooms.json: line 1, column 1: not JSON: the file ends too early");
    files.texts["rooms.json"] = "{\"rooms\": \"\xff\"}";
    CHECK(faults_of(files).starts_with("rooms.json: line 1, column 12: not JSON: unexpected"));
}

TEST_CASE("a field written twice in one object is a fault") {
    CHECK(faults_of(with_change("town.json", R"("code": "XC")", R"("code": "XC", "code": "XD")")) ==
          "town.json: the field \"code\" is there twice in one object");
}

TEST_CASE("missing, oversized and too deeply nested files are faults") {
    auto files = read_sample_town();
    files.texts.erase("rooms.json");
    files.texts["units.json"] = std::string(codec::max_town_file_bytes + 1, ' ');
    files.texts["grids.json"] = std::string(100'000, '[');
    CHECK(faults_of(files) ==
          "grids.json: nested too deeply\n"
          "units.json: larger than 1048576 bytes\n"
          "rooms.json: missing");
}

TEST_CASE("many faults are listed together, twenty at most, and counted") {
    auto files = read_sample_town();
    std::string& text = files.texts["units.json"];
    for (std::size_t at = 0; (at = text.find("\"members\"", at)) != std::string::npos;) {
        text.replace(at, 9, "\"menbers\"");
    }
    const std::string faults = faults_of(files);
    CHECK(first_line(faults) == "units.json: units[0].menbers: unknown field");
    CHECK(std::ranges::count(faults, '\n') == 20);
    CHECK(faults.ends_with("\nand 188 more"));
}

TEST_CASE("a fault in one file doesn't bring faults in those that refer to it") {
    CHECK(faults_of(with_change("rooms.json", R"("id": "quyi")", R"("id": "qu yi")")) ==
          "rooms.json: rooms[1].id: \"qu yi\" is not an identifier (1 to 36 of a-z, 0-9 and -)");
}

TEST_CASE("a field that is null is a fault, whichever it is") {
    const auto files = read_sample_town();
    for (const auto& [name, text] : files.texts) {
        // A prime step: every kind of field is met somewhere.
        constexpr std::size_t step = 23;
        std::size_t fields = 0;
        for (std::size_t at = 0; (at = text.find("\":", at)) != std::string::npos; at += 2) {
            if (fields++ % step != 0) continue;
            auto changed = files;
            changed.texts[name].insert(at + 2, "null, \"other\":");
            INFO(name << ", byte " << at);
            CHECK_FALSE(faults_of(changed).empty());
        }
    }
}
