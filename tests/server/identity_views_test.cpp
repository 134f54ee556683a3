// Who looks at somebody's name or number is noted for that person.
#include "server/privacy/identity_views.hpp"

#include <sstream>

#include "engine/town_import.hpp"
#include "server/admin/admin.hpp"
#include "server/data_folder.hpp"
#include "server/small_town.hpp"
#include "server/temporary_folder.hpp"
#include "server/test_server.hpp"
#include "store/identity_view_store.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::server {
namespace {

using domain::ViewReason;

struct Office {
    Office() {
        std::ostringstream faults;
        auto database = make_database(data, faults);
        REQUIRE(database != nullptr);
        REQUIRE(engine::import_town(*database, small_town()).ok());
    }
    void run(std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--data", data});
        std::ostringstream out;
        std::ostringstream err;
        INFO(err.str());
        REQUIRE(run_admin(arguments, {.random = random, .now = now, .out = out, .err = err}) == 0);
    }
    std::vector<domain::IdentityView> views_of(std::string_view person) const {
        auto database = store::SqliteDatabase::open_file(database_path(data)).value();
        return store::list_identity_views(*database, TownId::trusted("small"),
                                          PersonId::trusted(person), 100)
            .value();
    }
    [[nodiscard]] std::vector<ViewReason> reasons_of(std::string_view person) const {
        std::vector<ViewReason> reasons;
        for (const auto& view : views_of(person)) reasons.push_back(view.reason);
        return reasons;
    }
    TemporaryFolder folder;
    std::string data = folder / "data";
    CountingRandom random;
    TimeMs now = small_town_now;
};

TEST_CASE("Each command of the operator that shows a person is noted with its reason") {
    Office office;
    office.run({"list", "--role", "resident"});
    office.now += hour_ms;
    office.run({"set", "p1", "--name", "Somebody"});
    office.run({"sessions", "13900000001"});
    office.run({"totp", "w1"});
    CHECK(office.reasons_of("p1") == std::vector{ViewReason::sessions_checked,
                                                 ViewReason::account_changed,
                                                 ViewReason::account_listed});
    CHECK(office.reasons_of("p2") == std::vector{ViewReason::account_listed});
    CHECK(office.reasons_of("w1") == std::vector{ViewReason::second_step});
    CHECK(office.reasons_of("s1").empty());
    const auto first = office.views_of("p1").back();
    CHECK(first == domain::IdentityView{.at = small_town_now,
                                        .reason = ViewReason::account_listed,
                                        .viewer_role = domain::Role::operator_,
                                        .viewer = "",
                                        .concern = {}});
}

TEST_CASE("What a command refuses to show is not noted") {
    Office office;
    std::ostringstream out;
    std::ostringstream err;
    CHECK(run_admin({"set", "p1", "--phone", "12", "--data", office.data},
                    {.random = office.random, .now = office.now, .out = out, .err = err}) != 0);
    CHECK(run_admin({"totp", "p1", "--data", office.data},
                    {.random = office.random, .now = office.now, .out = out, .err = err}) != 0);
    CHECK(office.views_of("p1").empty());
}

TEST_CASE("A look at one's own data is not noted, one at nobody's neither") {
    TestServer server;
    const Look look{.viewer = {PersonId::trusted("s1"), domain::Role::community_staff, "Staff"},
                    .reason = ViewReason::concern_handled,
                    .now = server.now};
    REQUIRE(note_identity_view(*server.database, server.town, PersonId::trusted("s1"), look).ok());
    REQUIRE(note_identity_view(*server.database, server.town, PersonId(), look).ok());
    CHECK(server.count("identity_view") == 0);
    REQUIRE(note_identity_view(*server.database, server.town, PersonId::trusted("p1"), look).ok());
    CHECK(server.count("identity_view") == 1);
}

TEST_CASE("The operator deletes an account and lists those that are gone; staff need a role less") {
    Office office;
    const auto run = [&](std::vector<std::string> arguments, std::ostream& out) {
        arguments.insert(arguments.end(), {"--data", office.data});
        std::ostringstream err;
        return run_admin(arguments,
                         {.random = office.random, .now = office.now, .out = out, .err = err});
    };
    std::ostringstream out;
    CHECK(run({"erase", "w1"}, out) != 0);
    CHECK(run({"erase", "13900000001"}, out) == 0);
    CHECK(run({"erase", "p1"}, out) != 0);
    std::ostringstream listed;
    CHECK(run({"erased"}, listed) == 0);
    CHECK(listed.str() == "p1\n");
    std::ostringstream left;
    CHECK(run({"list", "--role", "resident"}, left) == 0);
    CHECK(left.str().find("p1 ") == std::string::npos);
    CHECK(left.str().find("p2 ") != std::string::npos);
}

}  // namespace
}  // namespace yg::server
