#include "server/admin/admin.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/town_import.hpp"
#include "server/admin/accounts.hpp"
#include "server/auth/totp.hpp"
#include "server/data_folder.hpp"
#include "server/exit_codes.hpp"
#include "server/sign_in_browser.hpp"
#include "server/small_town.hpp"
#include "server/temporary_folder.hpp"
#include "store/person_store.hpp"
#include "store/session_store.hpp"
#include "store/sign_in_store.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

namespace yg::server {
namespace {

using Catch::Matchers::ContainsSubstring;
using domain::Role;

const PersonId resident = PersonId::trusted("p1");

/// A town with a unit and a second grid, so that there is something to choose.
codec::Town town_with_places() {
    codec::Town town = small_town();
    domain::Unit unit;
    unit.id = UnitId::trusted("u1");
    unit.name = "Water";
    town.units.push_back(unit);
    town.communities.push_back(
        {.id = CommunityId::trusted("xb"), .name = "Xiaba", .code = "XB", .placeholder = true});
    domain::Grid grid = town.grids.front();
    grid.id = GridId::trusted("g2");
    grid.number = 2;
    grid.community = CommunityId::trusted("xb");
    town.grids.push_back(grid);
    return town;
}

/// A data folder, the operator's commands on it, and a server that reads it at the same time.
struct Site {
    Site() {
        std::ostringstream faults;
        database = make_database(data(), faults);
        REQUIRE(database != nullptr);
        const Result<void> imported = engine::import_town(*database, town_with_places());
        INFO((imported.ok() ? "" : imported.error().detail));
        REQUIRE(imported.ok());
    }
    [[nodiscard]] std::string data() const { return folder / "data"; }

    int admin(std::vector<std::string> arguments) {
        std::ostringstream the_out;
        std::ostringstream the_err;
        arguments.insert(arguments.end(), {"--data", data()});
        const int exit_code = run_admin(
            arguments, {.random = random, .now = small_town_now, .out = the_out, .err = the_err});
        out = the_out.str();
        err = the_err.str();
        return exit_code;
    }
    int import(std::string_view csv) {
        std::ofstream(folder.path() / "accounts.csv", std::ios::binary) << csv;
        return admin({"import", folder / "accounts.csv"});
    }
    domain::Person person(const PersonId& id) {
        return store::find_person(*database, town, id).value().value();
    }
    domain::Person person_of_phone(std::string_view phone) {
        return store::find_person_by_phone(*database, town, phone).value().value();
    }
    std::int64_t count(std::string_view table) {
        return store::query_integer(*database, std::string("SELECT COUNT(*) FROM ").append(table),
                                    {})
            .value();
    }
    std::int64_t feed_version(const PersonId& id) {
        return store::query_integer(*database,
                                    "SELECT version FROM feed WHERE scope = ?1 AND id = ?2",
                                    {"user:" + id.text(), id})
            .value();
    }
    void put_session(const PersonId& id) {
        REQUIRE(store::put_session(
                    *database, town,
                    {"hash of " + id.text(), id, small_town_now, small_town_now + day_ms})
                    .ok());
    }

    TemporaryFolder folder;
    CountingRandom random;
    TownId town = TownId::trusted("small");
    std::unique_ptr<store::Database> database;
    std::string out;
    std::string err;
};

TEST_CASE("The operator is told how, and what is wrong with a command") {
    Site site;
    CHECK(site.admin({"--help"}) == exit_ok);
    CHECK_THAT(site.out, ContainsSubstring("admin import FILE.csv"));
    CHECK(site.admin({}) == exit_input);
    CHECK(site.admin({"dance"}) == exit_input);
    CHECK(site.admin({"list", "--what"}) == exit_input);
    CHECK_THAT(site.err, ContainsSubstring("--what"));
    CHECK(site.admin({"set", "nobody", "--name", "x"}) == exit_input);
    CHECK_THAT(site.err, ContainsSubstring("no account nobody"));
    std::ostringstream out;
    std::ostringstream err;
    CHECK(run_admin({"list", "--data", site.folder / "elsewhere"},
                    {.random = site.random, .now = 0, .out = out, .err = err}) == exit_failed);
    CHECK_THAT(err.str(), ContainsSubstring("--data"));
    CHECK_FALSE(std::filesystem::exists(site.folder.path() / "elsewhere"));
}

TEST_CASE("Staff are listed with their places and whether they have a second step") {
    Site site;
    CHECK(site.admin({"list"}) == exit_ok);
    CHECK_THAT(site.out, ContainsSubstring("s1  community_staff  Staff  139****0004") &&
                             ContainsSubstring("grid g1") && ContainsSubstring("NO second step"));
    CHECK_THAT(site.out, !ContainsSubstring("Resident one"));
    CHECK(site.admin({"list", "--role", "resident"}) == exit_ok);
    CHECK_THAT(site.out, ContainsSubstring("Resident one") && !ContainsSubstring("Staff"));
    CHECK(site.admin({"list", "--role", "king"}) == exit_input);
}

TEST_CASE("An account is made with its role and place") {
    Site site;
    CHECK(site.admin({"create", "--phone", "+86 137 0000 0001", "--name", "网格员（示例）",
                      "--role", "grid_worker", "--grid", "g2"}) == exit_ok);
    const domain::Person made = site.person_of_phone("13700000001");
    CHECK(made.role == Role::grid_worker);
    CHECK(made.grid == GridId::trusted("g2"));
    CHECK(made.community == CommunityId::trusted("xb"));
    CHECK(made.name == "网格员（示例）");
    CHECK(is_uuid_v7(made.id.text()));
    CHECK(site.feed_version(made.id) > 0);
    CHECK_THAT(site.out, ContainsSubstring(made.id.text()));
}

TEST_CASE("An account with a fault is not made, and each fault is named with field and value") {
    Site site;
    const std::int64_t before = site.count("person");
    CHECK(site.admin({"create", "--phone", "12", "--name", " ", "--role", "king", "--grid", "g9",
                      "--unit", "No"}) == exit_input);
    for (const char* fault :
         {"phone \"12\" is not a mainland mobile number", "name \" \" is not one line",
          "role \"king\" is not one of resident", "grid \"g9\" is not a grid of the town",
          "unit \"No\" is not a unit of the town"}) {
        CHECK_THAT(site.err, ContainsSubstring(fault));
    }
    CHECK(site.admin({"create", "--phone", "13900000001", "--name", "x", "--role", "operator"}) ==
          exit_input);
    CHECK_THAT(site.err, ContainsSubstring("phone \"13900000001\" belongs to account p1"));
    CHECK(site.admin({"create", "--phone", "13700000001", "--name", "x", "--role",
                      "grid_worker"}) == exit_input);
    CHECK_THAT(site.err, ContainsSubstring("grid \"\" is missing: role grid_worker needs one"));
    CHECK(site.admin({"create", "--phone", "13700000001", "--name", "x", "--role", "operator",
                      "--unit", "u1"}) == exit_input);
    CHECK_THAT(site.err, ContainsSubstring("unit \"u1\" is not for role operator"));
    CHECK(site.admin({"create", "--phone", "13700000001", "--name", "x", "--role", "grid_lead",
                      "--grid", "g2", "--community", "xc"}) == exit_input);
    CHECK_THAT(site.err, ContainsSubstring("community \"xc\" is not the community of grid g2"));
    CHECK(site.admin({"create", "--phone", "13700000001", "--name", "x"}) == exit_input);
    CHECK_THAT(site.err, ContainsSubstring("--role"));
    CHECK(site.count("person") == before);
}

TEST_CASE("Another role lets go of places it doesn't take and signs the account out") {
    Site site;
    site.put_session(resident);
    const std::int64_t version = site.feed_version(resident);
    CHECK(site.admin({"set", "p1", "--role", "department_staff", "--unit", "u1"}) == exit_ok);
    const domain::Person person = site.person(resident);
    CHECK(person.role == Role::department_staff);
    CHECK(person.unit == UnitId::trusted("u1"));
    CHECK(person.grid.empty());
    CHECK(person.community.empty());
    CHECK(person.name == "Resident one");
    CHECK(site.count("session") == 0);
    CHECK(site.feed_version(resident) > version);
}

TEST_CASE("Another telephone number signs the account out, another name doesn't") {
    Site site;
    site.put_session(resident);
    CHECK(site.admin({"set", "13900000001", "--name", "Somebody"}) == exit_ok);
    CHECK(site.person(resident).name == "Somebody");
    CHECK(site.count("session") == 1);
    CHECK(site.admin({"set", "p1", "--phone", "139 0000 0001"}) == exit_ok);  // The same.
    CHECK(site.count("session") == 1);
    CHECK(site.admin({"set", "p1", "--phone", "13700000001"}) == exit_ok);
    CHECK(site.count("session") == 0);
    CHECK(site.person(resident).phone == "13700000001");
}

TEST_CASE("Another grid brings its community, and keeps the account signed in") {
    Site site;
    site.put_session(resident);
    CHECK(site.admin({"set", "p1", "--grid", "g2"}) == exit_ok);
    CHECK(site.person(resident).community == CommunityId::trusted("xb"));
    CHECK(site.count("session") == 1);
    CHECK(site.admin({"set", "p1", "--grid", "", "--community", ""}) == exit_ok);
    CHECK(site.person(resident).grid.empty());
}

TEST_CASE("A table of accounts is imported: new numbers make accounts, known ones change") {
    Site site;
    CHECK(site.import("\xEF\xBB\xBFrole,phone,name,grid,unit\r\n"
                      "grid_worker,137 0000 0001,\"网格员，甲（示例）\",g2,\r\n"
                      "\r\n"
                      "department_staff,13900000001,部门（示例）,,u1\r\n") == exit_ok);
    CHECK_THAT(site.out, ContainsSubstring("1 accounts made, 1 changed"));
    CHECK(site.person_of_phone("13700000001").name == "网格员，甲（示例）");
    CHECK(site.person_of_phone("13700000001").community == CommunityId::trusted("xb"));
    CHECK(site.person(resident).role == Role::department_staff);
    CHECK(site.person(resident).grid.empty());
    // Once more changes nothing further.
    CHECK(site.count("person") == 5);
}

TEST_CASE("A table with one wrong row changes nothing, and all of its faults are told") {
    Site site;
    site.put_session(resident);
    const std::int64_t feed = site.count("feed");
    CHECK(site.import("phone,name,role,grid\n"
                      "13700000001,ok,resident,\n"
                      "13900000001,ok,town_staff,\n"
                      "137,bad,resident,\n"
                      "13700000002,bad,king,\n"
                      "13700000001,twice,resident,\n"
                      "13700000003,short\n"
                      "13700000004,bad,grid_worker,g9\n") == exit_input);
    for (const char* fault : {"line 4: phone \"137\" is not", "line 5: role \"king\" is not one of",
                              "line 6: phone \"13700000001\" is on line 2 already",
                              "line 7: has 2 fields, the first line 4",
                              "line 8: grid \"g9\" is not a grid", "Nothing was changed"}) {
        CHECK_THAT(site.err, ContainsSubstring(fault));
    }
    CHECK(site.count("person") == 4);
    CHECK(site.count("session") == 1);
    CHECK(site.count("feed") == feed);
    CHECK(site.person(resident).role == Role::resident);
}

TEST_CASE("The first line of a table must name its columns") {
    Site site;
    CHECK(site.import("13700000001,x,resident\n") == exit_input);
    CHECK_THAT(site.err, ContainsSubstring("line 1: there is no column \"13700000001\"") &&
                             ContainsSubstring("line 1: column \"phone\" is missing"));
    CHECK(site.import("phone,name,role,phone\n") == exit_input);
    CHECK_THAT(site.err, ContainsSubstring("column \"phone\" is there twice"));
    CHECK(site.import("") == exit_input);
    CHECK_THAT(site.err, ContainsSubstring("it is empty"));
    CHECK(site.import("phone,name,role\n\"137") == exit_input);
    CHECK_THAT(site.err, ContainsSubstring("line 2: a quote is never closed"));
    CHECK(site.admin({"import", site.folder / "missing.csv"}) == exit_input);
    CHECK_THAT(site.err, ContainsSubstring("can't be read"));
}

TEST_CASE("A second step is printed once, kept sealed, and signs the account out") {
    Site site;
    const PersonId staff = PersonId::trusted("s1");
    site.put_session(staff);
    CHECK(site.admin({"totp", "s1"}) == exit_ok);
    CHECK_THAT(site.out, ContainsSubstring("otpauth://totp/Small%20town:Staff?secret="));
    CHECK(site.count("session") == 0);
    const std::string first = site.out;
    const auto kept = store::find_totp(*site.database, site.town, staff).value();
    REQUIRE(kept.has_value());
    const auto secret = provide_server_secret(site.data(), site.random).value();
    const auto opened = secret.open(kept->sealed_secret);
    REQUIRE(opened.has_value());
    CHECK_THAT(first, ContainsSubstring(to_base32(*opened)));
    CHECK(site.admin({"totp", "s1"}) == exit_ok);
    CHECK(site.out != first);
    CHECK(site.admin({"list"}) == exit_ok);
    CHECK_THAT(site.out, ContainsSubstring("  second step"));
    CHECK(site.admin({"totp", "p1"}) == exit_input);
    CHECK_THAT(site.err, ContainsSubstring("without a second step"));
}

TEST_CASE("Sessions of an account are listed and ended") {
    Site site;
    CHECK(site.admin({"sessions", "p1"}) == exit_ok);
    CHECK_THAT(site.out, ContainsSubstring("Not signed in anywhere"));
    site.put_session(resident);
    site.put_session(PersonId::trusted("p2"));
    CHECK(site.admin({"sessions", "p1"}) == exit_ok);
    CHECK_THAT(site.out, ContainsSubstring("since 2026-11-24  last seen 2026-11-24"));
    CHECK(site.count("session") == 2);
    CHECK(site.admin({"sessions", "p1", "--revoke"}) == exit_ok);
    CHECK_THAT(site.out, ContainsSubstring("1 ended"));
    CHECK(site.count("session") == 1);
}

TEST_CASE("A phone whose account lost its role learns it with the next pull, and loses its rows") {
    TestServer server;
    const std::string cookie = server.sign_in("p2");
    codec::PullRequest request{.client_id = server.new_client(), .cookie = {}, .outcomes_after = 0};
    codec::PullAnswer answer = server.pull(request, cookie);
    REQUIRE_FALSE(answer.more);
    REQUIRE(answer.cookie.contains("user:p2"));
    request.cookie = answer.cookie;

    domain::Person person =
        store::find_person(*server.database, server.town, PersonId::trusted("p2")).value().value();
    const std::optional<domain::Person> before = person;
    person.role = Role::town_staff;
    REQUIRE(save_account(*server.database, server.town, before, person).ok());

    answer = server.pull(request, cookie);
    CHECK_FALSE(answer.person.has_value());
    CHECK(answer.reset == std::vector<std::string>{"public", "user:p2"});
    CHECK_FALSE(answer.cookie.contains("user:p2"));
    const std::string again = server.sign_in("p2");
    const auto rows = server.pull_all(request.client_id, again);
    CHECK(rows.at("user:p2 person p2").data.find("\"role\":6") != std::string::npos);
}

}  // namespace
}  // namespace yg::server
