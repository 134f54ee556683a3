// 我的数据: all that the town keeps of the one who asks, and nothing of anybody else.
#include "server/privacy/my_data.hpp"

#include <set>

#include "codec/my_data_codec.hpp"
#include "server/privacy/identity_views.hpp"
#include "server/sign_in_browser.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

namespace yg::server {
namespace {

using Catch::Matchers::ContainsSubstring;

std::string export_of(TestServer& server, const std::string& cookie) {
    const Response response = server.get("/api/v1/my_data", cookie);
    REQUIRE(response.status == 200);
    return std::string(response.content());
}

/// p1 raises a concern, books, joins, and was looked at.
std::string use_everything(TestServer& server) {
    const std::string cookie = server.sign_in("p1");
    const auto answer = push_answer(server.push(
        {.client_id = server.new_client(),
         .settled_n = 0,
         .commands = {server.command(1, server.concern("words-of-p1")),
                      server.command(2, server.booking(9)),
                      server.command(3, domain::JoinActivity{server.new_id<SignUpId>(),
                                                             ActivityId::trusted("a1")}),
                      server.command(4, domain::CancelBooking{BookingId::trusted("b-p2")})}},
        cookie));
    REQUIRE(answer.outcomes.size() == 4);
    REQUIRE(note_identity_view(
                *server.database, server.town, PersonId::trusted("p1"),
                {.viewer = {PersonId::trusted("s1"), domain::Role::community_staff, "Staff"},
                 .reason = domain::ViewReason::concern_handled,
                 .now = server.now,
                 .concern = ConcernId::trusted("k-1")})
                .ok());
    return cookie;
}

TEST_CASE("The export holds what every table keeps of the person") {
    TestServer server;
    const std::string cookie = use_everything(server);
    const std::string json = export_of(server, cookie);
    for (const char* part :
         {"Resident one", "13900000001", "words-of-p1", "Choir", "Sweeping", "concern_events",
          "\"outcome\": \"booking_unknown\"", "\"text\": \"personal_data\"", "\"complete\": true",
          "\"viewer\": \"Staff\""}) {
        CHECK_THAT(json, ContainsSubstring(part));
    }
    const auto summary = codec::decode_my_data(json);
    INFO((summary.ok() ? "" : summary.error().detail));
    REQUIRE(summary.ok());
    CHECK(summary.value().at == server.now);
    CHECK(summary.value().account.id == PersonId::trusted("p1"));
    CHECK(summary.value().concerns == 1);
    CHECK(summary.value().bookings == 1);
    CHECK(summary.value().sign_ups == 1);
    CHECK(summary.value().sessions == 1);
    CHECK(summary.value().consents.size() == 1);
    REQUIRE(summary.value().views.size() == 1);
    CHECK(summary.value().views[0].concern == ConcernId::trusted("k-1"));
}

/// Tables whose rows say whose they are; a new one must be exported, or named here with the reason.
TEST_CASE("No table that names a person is left out of the export") {
    TestServer server;
    std::set<std::string> tables;
    REQUIRE(server.database
                ->query("SELECT DISTINCT m.name FROM sqlite_schema m "
                        "JOIN pragma_table_info(m.name) c WHERE m.type = 'table' "
                        "AND c.name IN ('person_id', 'reporter_id', 'phone')",
                        {}, [&](const store::Row& row) { tables.insert(row.string(0)); })
                .ok());
    const std::set<std::string> known = {
        "person",          "booking", "sign_up", "concern",       "session",
        "client",          "totp",    "consent", "identity_view",
        "sign_in_request",  // A code under way; gone in five minutes.
        "erased_person",    // Of accounts that are no more.
    };
    CHECK(tables == known);
}

TEST_CASE("Nothing of another person is in the export") {
    TestServer server;
    (void)use_everything(server);
    const std::string json = export_of(server, server.sign_in("w1"));
    for (const char* other : {"p1", "p2", "Resident", "13900000001", "13900000002", "words-of",
                              "Choir", "purpose-of-p2"}) {
        CHECK_THAT(json, !ContainsSubstring(other));
    }
    const std::string of_p1 = export_of(server, server.sign_in("p1"));
    for (const char* other : {"p2", "13900000002", "words-of-p2", "k-secret"}) {
        CHECK_THAT(of_p1, !ContainsSubstring(other));
    }
}

TEST_CASE("Who isn't signed in gets no data") {
    TestServer server;
    const Response response = server.get("/api/v1/my_data");
    CHECK(response.status == 401);
    CHECK(code_of(response) == "not_signed_in");
}

TEST_CASE("An account's data can be asked for five times, then once a minute") {
    RateLimits limits;
    TestServer server(true, limits);
    const std::string cookie = server.sign_in("p1");
    for (int i = 0; i < 5; ++i) CHECK(server.get("/api/v1/my_data", cookie).status == 200);
    const Response refused = server.get("/api/v1/my_data", cookie);
    CHECK(refused.status == 429);
    CHECK(refused.header("Retry-After") == "60");
    CHECK(server.get("/api/v1/session", cookie).status == 200);
    server.now += minute_ms;
    CHECK(server.get("/api/v1/my_data", cookie).status == 200);
}

TEST_CASE("A file that can't take all says so") {
    TestServer server;
    (void)use_everything(server);
    const auto person = store::query_one(*server.database, "SELECT id FROM person WHERE id = 'p1'",
                                         {}, [](const store::Row& row) { return row.string(0); });
    REQUIRE(person.value().has_value());
    domain::Person p1;
    p1.id = PersonId::trusted("p1");
    const auto few = collect_my_data(*server.database, server.town, p1, "", server.now, 1);
    CHECK_FALSE(few.value().complete);
    CHECK(collect_my_data(*server.database, server.town, p1, "", server.now).value().complete);
}

}  // namespace
}  // namespace yg::server
