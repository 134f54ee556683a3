#include "server/api/pull.hpp"

#include <algorithm>

#include "server/small_town.hpp"
#include "server/test_server.hpp"
#include "store/feed_store.hpp"
#include "store/person_store.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::server {
namespace {

using domain::Refusal;

TEST_CASE("A first pull brings the town, a second one nothing") {
    TestServer server;
    const ClientId client = server.new_client();
    const codec::PullAnswer first =
        server.pull({.client_id = client, .cookie = {}, .outcomes_after = 0});
    CHECK(first.town == server.town);
    CHECK_FALSE(first.person.has_value());
    CHECK_FALSE(first.more);
    CHECK(first.reset.empty());
    CHECK(std::any_of(first.rows.begin(), first.rows.end(), [](const codec::PulledRow& row) {
        return row.entity == "room" && row.id == "r1" && !row.removed;
    }));
    CHECK(first.cookie.size() == 1);
    CHECK(first.cookie.at("public") > 0);
    const codec::PullAnswer second =
        server.pull({.client_id = client, .cookie = first.cookie, .outcomes_after = 0});
    CHECK(second.rows.empty());
    CHECK(second.cookie == first.cookie);
}

TEST_CASE(
    "What was pushed comes back with its outcome at the next pull, to everyone who may see it") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const ClientId client = server.new_client();
    const ClientId other = server.new_client();
    const auto before =
        server.pull({.client_id = client, .cookie = {}, .outcomes_after = 0}, cookie);
    const auto other_before = server.pull({.client_id = other, .cookie = {}, .outcomes_after = 0});
    const domain::BookRoom booking = server.booking(9);
    push_answer(server.push(
        {.client_id = client,
         .commands = {server.command(1, booking), server.command(2, server.booking(15))}},
        cookie));

    const auto mine =
        server.pull({.client_id = client, .cookie = before.cookie, .outcomes_after = 0}, cookie);
    CHECK(mine.person == PersonId::trusted("p1"));
    CHECK(mine.last_n == 2);
    REQUIRE(mine.outcomes.size() == 2);
    CHECK(mine.outcomes[0].refusal == Refusal::none);
    CHECK(mine.outcomes[1].refusal == Refusal::room_taken);
    const auto is_whole = [&](const codec::PulledRow& row) {
        return row.id == booking.id.text() && row.data.find("Choir") != std::string::npos;
    };
    CHECK(std::any_of(mine.rows.begin(), mine.rows.end(), is_whole));

    const auto theirs =
        server.pull({.client_id = other, .cookie = other_before.cookie, .outcomes_after = 0});
    REQUIRE(theirs.rows.size() == 1);
    CHECK(theirs.rows[0].id == booking.id.text());
    CHECK(theirs.rows[0].data.find("Choir") == std::string::npos);
    CHECK(theirs.rows[0].data.find("p1") == std::string::npos);

    const auto later =
        server.pull({.client_id = client, .cookie = mine.cookie, .outcomes_after = 2}, cookie);
    CHECK(later.rows.empty());
    CHECK(later.outcomes.empty());
    CHECK(later.last_n == 2);
}

TEST_CASE("The public rows never hold another person's name, number, words or purpose") {
    TestServer server;
    const ClientId client = server.new_client();
    for (const std::string& cookie : {std::string(), server.sign_in("p1")}) {
        for (const auto& [key, row] : server.pull_all(client, cookie)) {
            INFO(key << " " << row.data);
            CHECK(row.data.find("\"p2\"") == std::string::npos);
            CHECK(row.data.find("Resident two") == std::string::npos);
            CHECK(row.data.find("13900000002") == std::string::npos);
            CHECK(row.data.find("words-of-p2") == std::string::npos);
            CHECK(row.data.find("purpose-of-p2") == std::string::npos);
            CHECK(row.id != "k-secret");
        }
    }
}

TEST_CASE("A person's own rows come whole, in that person's scope") {
    TestServer server;
    const auto rows = server.pull_all(server.new_client(), server.sign_in("p2"));
    REQUIRE(rows.contains("user:p2 concern k-secret"));
    CHECK(rows.at("user:p2 concern k-secret").data.find("words-of-p2") != std::string::npos);
    REQUIRE(rows.contains("user:p2 booking b-p2"));
    CHECK(rows.at("user:p2 booking b-p2").data.find("purpose-of-p2") != std::string::npos);
    CHECK(std::none_of(rows.begin(), rows.end(),
                       [](const auto& row) { return row.second.scope == "user:p1"; }));
}

TEST_CASE("A scope that isn't held any more is reset and no longer in the cookie") {
    TestServer server;
    const ClientId client = server.new_client();
    auto pulled =
        server.pull({.client_id = client, .cookie = {}, .outcomes_after = 0}, server.sign_in("p2"));
    REQUIRE(pulled.cookie.contains("user:p2"));
    for (const std::string& cookie : {std::string(), server.sign_in("p1")}) {
        const auto answer = server.pull(
            {.client_id = client, .cookie = pulled.cookie, .outcomes_after = 0}, cookie);
        CHECK(answer.reset == std::vector<std::string>{"public", "user:p2"});
        CHECK_FALSE(answer.cookie.contains("user:p2"));
        CHECK(std::none_of(answer.rows.begin(), answer.rows.end(),
                           [](const codec::PulledRow& row) { return row.scope == "user:p2"; }));
    }
}

TEST_CASE("A version that the server never gave out resets the scope and sends all of it") {
    TestServer server;
    const ClientId client = server.new_client();
    const auto whole = server.pull({.client_id = client, .cookie = {}, .outcomes_after = 0});
    const auto answer =
        server.pull({.client_id = client, .cookie = {{"public", 1'000'000}}, .outcomes_after = 0});
    CHECK(answer.reset == std::vector<std::string>{"public"});
    CHECK(answer.rows.size() == whole.rows.size());
    CHECK(answer.cookie == whole.cookie);
}

TEST_CASE("Outcomes are told to nobody but the client's own person") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const ClientId client = server.new_client();
    push_answer(server.push(
        {.client_id = client, .commands = {server.command(1, server.concern())}}, cookie));
    for (const std::string& other : {std::string(), server.sign_in("p2")}) {
        const auto answer =
            server.pull({.client_id = client, .cookie = {}, .outcomes_after = 0}, other);
        CHECK(answer.last_n == 0);
        CHECK(answer.outcomes.empty());
    }
}

TEST_CASE("Pages follow each other without a gap or a repeat, whatever ends them") {
    TestServer server;
    const domain::Person person =
        store::find_person(*server.database, server.town, PersonId::trusted("p2")).value().value();
    codec::PullRequest request{.client_id = server.new_client(), .cookie = {}, .outcomes_after = 0};
    const auto whole = answer_pull(*server.database, server.town, person, request).value();
    REQUIRE(whole.rows.size() > 6);
    for (const PullLimits limits : {PullLimits{.rows = 2}, PullLimits{.bytes = 1}}) {
        std::vector<std::string> paged;
        request.cookie.clear();
        for (std::size_t pages = 0; pages <= whole.rows.size() + 1; ++pages) {
            const auto page =
                answer_pull(*server.database, server.town, person, request, limits).value();
            CHECK(page.rows.size() <= 2);
            for (const auto& row : page.rows) paged.push_back(row.scope + row.entity + row.id);
            request.cookie = page.cookie;
            if (!page.more) break;
        }
        std::vector<std::string> expected;
        for (const auto& row : whole.rows) expected.push_back(row.scope + row.entity + row.id);
        CHECK(paged == expected);
        CHECK(request.cookie == whole.cookie);
    }
}

TEST_CASE("Outcomes come in pages too, and nothing past the last one told counts as decided") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const ClientId client = server.new_client();
    push_answer(server.push(
        {.client_id = client,
         .commands = {server.command(1, server.concern()), server.command(2, server.booking(15)),
                      server.command(3, server.concern())}},
        cookie));
    const domain::Person person =
        store::find_person(*server.database, server.town, PersonId::trusted("p1")).value().value();
    const PullLimits limits{.outcomes = 2};
    const auto first = answer_pull(*server.database, server.town, person,
                                   {.client_id = client, .cookie = {}, .outcomes_after = 0}, limits)
                           .value();
    CHECK(first.last_n == 2);
    CHECK(first.outcomes.size() == 2);
    CHECK(first.more);
    const auto second =
        answer_pull(*server.database, server.town, person,
                    {.client_id = client, .cookie = first.cookie, .outcomes_after = 2}, limits)
            .value();
    CHECK(second.last_n == 3);
    CHECK(second.outcomes.size() == 1);
    CHECK_FALSE(second.more);
}

TEST_CASE("A row that leaves a scope is told as removed") {
    TestServer server;
    const ClientId client = server.new_client();
    const auto before = server.pull({.client_id = client, .cookie = {}, .outcomes_after = 0});
    REQUIRE(
        store::touch_feed(*server.database, server.town, "public", "concern", "k-open", true).ok());
    const auto answer =
        server.pull({.client_id = client, .cookie = before.cookie, .outcomes_after = 0});
    REQUIRE(answer.rows.size() == 1);
    CHECK(answer.rows[0].id == "k-open");
    CHECK(answer.rows[0].removed);
    CHECK(answer.rows[0].data.empty());
}

TEST_CASE("A malformed pull is refused and a long one not read") {
    TestServer server;
    const std::string client = server.new_client().text();
    for (const std::string& body :
         {std::string("{"), std::string(R"({"protocol":4})"),
          R"({"protocol":4,"client_id":")" + client + R"(","cookie":[],"outcomes_after":0})",
          R"({"protocol":4,"client_id":")" + client +
              R"(","cookie":{"public":"x"},"outcomes_after":0})",
          R"({"protocol":4,"client_id":")" + client + R"(","cookie":{},"outcomes_after":"0"})"}) {
        INFO(body);
        const Response response = server.post("/api/v1/pull", body);
        CHECK(response.status == 400);
        CHECK(code_of(response) == "malformed");
    }
    CHECK(server.post("/api/v1/pull", std::string(16 * 1024 + 1, ' ')).status == 413);
}

}  // namespace
}  // namespace yg::server
