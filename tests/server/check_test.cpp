#include <algorithm>
#include <sstream>

#include "engine/town_import.hpp"
#include "server/data_folder.hpp"
#include "server/program.hpp"
#include "server/small_town.hpp"
#include "server/temporary_folder.hpp"
#include "store/schema.hpp"
#include "store/sqlite/sqlite_database.hpp"
#include "store/town_checks.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

namespace yg::server {
namespace {

using Catch::Matchers::ContainsSubstring;

struct Fault {
    const char* sql;       ///< What went wrong.
    const char* sentence;  ///< The check that finds it.
};

struct Town {
    Town() {
        std::ostringstream faults;
        auto database = make_database(data, faults);
        REQUIRE(database != nullptr);
        REQUIRE(engine::import_town(*database, small_town()).ok());
    }
    void change(const char* sql) const {
        auto database = store::SqliteDatabase::open_file(database_path(data)).value();
        const auto changed = database->run_script(std::string("PRAGMA foreign_keys=OFF; ") + sql);
        INFO((changed.ok() ? "" : changed.error().detail));
        REQUIRE(changed.ok());
    }
    int check() {
        std::ostringstream the_out;
        std::ostringstream the_err;
        const int exit_code = run_program({"check", "--data", data}, the_out, the_err);
        out = the_out.str();
        err = the_err.str();
        return exit_code;
    }
    TemporaryFolder folder;
    std::string data = folder / "data";
    std::string out;
    std::string err;
};

// b-p2 holds r1, 15:00 to 16:00: two slots.
constexpr const char* second_booking =
    "INSERT INTO booking SELECT town_id, 'b-2', room_id, person_id, '', start_at + 1800000, "
    "end_at + 1800000, 1, '', 1, 0 FROM booking WHERE id = 'b-p2';";

TEST_CASE("A town in order passes every check, a line each") {
    Town town;
    INFO(town.err);
    CHECK(town.check() == exit_ok);
    INFO(town.out);
    CHECK(std::count(town.out.begin(), town.out.end(), '\n') ==
          static_cast<std::ptrdiff_t>(store::town_checks().size() + 3));
    CHECK(town.out.find("FAULT") == std::string::npos);
    CHECK(town.err.empty());
}

TEST_CASE("Bookings that only touch are no fault") {
    Town town;
    town.change(
        "INSERT INTO booking SELECT town_id, 'b-2', room_id, person_id, '', end_at, "
        "end_at + 1800000, 1, '', 2, 0 FROM booking WHERE id = 'b-p2';"
        "INSERT INTO room_slot SELECT town_id, room_id, start_at, 0, 'b-2' FROM booking "
        "WHERE id = 'b-2'");
    CHECK(town.check() == exit_ok);
    INFO(town.out);
}

TEST_CASE("Each fault of a town is found by the check that names it") {
    const auto fault = GENERATE(
        Fault{second_booking, "No exclusive room is booked twice"},
        Fault{second_booking, "Every booking that holds a room has its slots"},
        Fault{"INSERT INTO room_slot SELECT town_id, room_id, slot_at, 1, booking_id "
              "FROM room_slot",
              "No room has more people in a slot than seats"},
        Fault{"UPDATE booking SET state = 3 WHERE id = 'b-p2'",
              "Every slot that is taken belongs to a booking that holds it"},
        Fault{"DELETE FROM booking WHERE id = 'b-p2'", "Every row that another one names exists"},
        Fault{"UPDATE booking SET room_id = 'gone'", "Every booking is of a room that exists"},
        Fault{"INSERT INTO sign_up VALUES ('small', 'u1', 'a1', 'p1', 1, 0)",
              "No activity counts fewer people than signed up"},
        Fault{"UPDATE activity SET signed_up = capacity + 1 WHERE id = 'a1'",
              "No activity has more people than places"},
        Fault{"INSERT INTO sign_up VALUES ('small', 'u1', 'gone', 'p1', 1, 0)",
              "Every sign-up is for an activity that exists"},
        Fault{"INSERT INTO concern_event VALUES ('small', 'e1', 'gone', 0, 1, 1, '', '')",
              "Every step of a concern belongs to one that exists"},
        Fault{"INSERT INTO photo (town_id, id, concern_id, position, sha256, bytes, arrived_at) "
              "VALUES ('small', 'f1', 'gone', 0, '', 1, 0)",
              "Every photo belongs to a concern that exists"},
        Fault{"INSERT INTO photo (town_id, id, concern_id, position, sha256, bytes, arrived_at) "
              "VALUES ('small', 'f1', 'k-open', 0, '', 1, 7)",
              "Every photo that arrived has one file"},
        Fault{"INSERT INTO photo_file VALUES ('small', 'f1', 'file', 1, 1, 1)",
              "Every photo that arrived has one file"},
        Fault{"INSERT INTO photo (town_id, id, concern_id, position, sha256, bytes, arrived_at) "
              "VALUES ('small', 'f1', 'k-open', 0, '', 1, 7); "
              "INSERT INTO photo_file VALUES ('small', 'f1', 'file', 1, 1, 1)",
              "Every photo that arrived has its files"},
        Fault{"INSERT INTO feed SELECT town_id, 'other', entity, id, version, 0 FROM feed LIMIT 1",
              "Every change in the feed has its own version"},
        Fault{"UPDATE feed_counter SET version = version - 1",
              "No change in the feed is newer than its counter"},
        Fault{"INSERT INTO outcome VALUES ('small', 'phone', 1, 'c', 0, 0)",
              "No phone's outcome is newer than its count of commands"},
        Fault{"INSERT INTO session VALUES ('small', 'hash', 'gone', 9, 0, '')",
              "Every session and second step belongs to an account"},
        Fault{"INSERT INTO consent VALUES ('small', 'gone', 'personal_data', 1, 0)",
              "Every consent and every view of an identity belongs to an account"},
        Fault{"INSERT INTO identity_view VALUES ('small', 'gone', 1, 0, 1, 10, '', '')",
              "Every consent and every view of an identity belongs to an account"},
        Fault{"INSERT INTO erased_person VALUES ('small', 'p2', 0)",
              "Nothing names an account that was erased"},
        Fault{"INSERT INTO town VALUES ('second', '', '', '')", "There is one town"},
        Fault{"PRAGMA user_version=1", "The schema has this program's version"});
    Town town;
    town.change(fault.sql);
    CHECK(town.check() == exit_failed);
    INFO(town.out);
    CHECK_THAT(town.out, ContainsSubstring(std::string("FAULT ") + fault.sentence));
    CHECK_THAT(town.err, ContainsSubstring("Keep a copy"));
}

TEST_CASE("A folder without a database is not checked") {
    const TemporaryFolder folder;
    std::ostringstream out;
    std::ostringstream err;
    CHECK(run_program({"check", "--data", folder / "data"}, out, err) == exit_failed);
    CHECK_THAT(err.str(), ContainsSubstring("--data DIR"));
    CHECK_FALSE(std::filesystem::exists(folder / "data"));
}

}  // namespace
}  // namespace yg::server
