// Deleting an account: who it was is gone from every table at once, and what it held is free.
#include "server/privacy/erase_account.hpp"

#include <sstream>

#include "codec/my_data_codec.hpp"
#include "server/privacy/identity_views.hpp"
#include "server/sign_in_browser.hpp"
#include "store/town_checks.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

namespace yg::server {
namespace {

using Catch::Matchers::ContainsSubstring;

constexpr const char* path = "/api/v1/my_data/delete";

std::string asked(std::string_view person) {
    return codec::encode(codec::EraseAccountRequest{PersonId::trusted(person)});
}

/// Somebody with a number of their own, who used all there is.
struct Leaver {
    explicit Leaver(TestServer& the_server) : server(the_server), browser(the_server) {
        REQUIRE(browser.sign_in(phone).status == 200);
        id = browser.person()->id.text();
        open = server.concern("Broken lamp. 王𠮷, 13712344567");
        secret = server.concern("What 王𠮷 saw");
        secret.type = domain::ConcernType::report;
        released = server.concern("Released words");
        open.contact = "0939 7654321";
        booking = server.booking(9);
        sign_up = {server.new_id<SignUpId>(), ActivityId::trusted("a1")};
        const auto answer = push_answer(server.push(
            {.client_id = client,
             .settled_n = 0,
             .commands = {server.command(1, domain::CorrectPerson{"王𠮷", "0939-8765432"}),
                          server.command(2, open), server.command(3, secret),
                          server.command(4, released), server.command(5, booking),
                          server.command(6, sign_up)}},
            browser.cookie));
        for (const auto& outcome : answer.outcomes) CHECK(outcome.refusal == domain::Refusal::none);
        REQUIRE(server.database->run("UPDATE concern SET released = 1 WHERE id = ?1", {released.id})
                    .ok());
        REQUIRE(note_identity_view(
                    *server.database, server.town, PersonId::trusted(id),
                    {.viewer = {}, .reason = domain::ViewReason::account_listed, .now = server.now})
                    .ok());
        server.now += minute_ms;
        // A second device, and a code that was asked for and never used.
        REQUIRE(SignInBrowser(server).sign_in(phone).status == 200);
        server.now += minute_ms;
        REQUIRE(SignInBrowser(server).start(phone).status == 200);
    }
    Response leave() { return browser.post(path, asked(id)); }

    TestServer& server;
    SignInBrowser browser;
    const std::string phone = "13712344567";
    std::string id;
    ClientId client = server.new_client();
    domain::SubmitConcern open, secret, released;
    domain::BookRoom booking;
    domain::JoinActivity sign_up;
};

std::string lines_with(const std::string& text, std::string_view part) {
    std::string found;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        if (line.find(part) != std::string::npos) found += line + "\n";
    }
    return found;
}

TEST_CASE("A deleted account leaves neither name nor number in any table") {
    TestServer server(false);
    Leaver leaver(server);
    for (const char* part : {"王𠮷", "13712344567", "0939-8765432", "0939 7654321"}) {
        CHECK_THAT(server.dump(), ContainsSubstring(part));
    }
    const Response response = leaver.leave();
    INFO(response.body);
    REQUIRE(response.status == 200);
    const std::string after = server.dump();
    for (const char* part :
         {"王𠮷", "13712344567", "4567", "0939-8765432", "0939 7654321", "Choir"}) {
        INFO(lines_with(after, part));
        CHECK(lines_with(after, part).empty());
    }
}

TEST_CASE("Even the identifier of a deleted account is known to the feed and the list alone") {
    TestServer server(false);
    Leaver leaver(server);
    REQUIRE(leaver.leave().status == 200);
    std::istringstream lines(lines_with(server.dump(), leaver.id));
    int feed_rows = 0;
    for (std::string line; std::getline(lines, line);) {
        INFO(line);
        CHECK((line.starts_with("feed ") || line.starts_with("erased_person ")));
        feed_rows += line.starts_with("feed ") ? 1 : 0;
    }
    CHECK(feed_rows > 5);
    CHECK(server.count("feed WHERE scope LIKE 'user:" + leaver.id + "' AND removed = 0") == 0);
}

TEST_CASE("What a deleted account had taken is free for others, and everybody is told") {
    TestServer server(false);
    Leaver leaver(server);
    SignInBrowser other(server);
    REQUIRE(other.sign_in("13900000001").status == 200);
    const ClientId client = server.new_client();
    const auto try_both = [&](std::int64_t n) {
        domain::BookRoom same = server.booking(9);
        const auto answer = push_answer(server.push(
            {.client_id = client,
             .settled_n = 0,
             .commands = {server.command(n, same),
                          server.command(n + 1, domain::JoinActivity{server.new_id<SignUpId>(),
                                                                     ActivityId::trusted("a1")})}},
            other.cookie));
        return std::pair(answer.outcomes.at(0).refusal, answer.outcomes.at(1).refusal);
    };
    CHECK(try_both(1) == std::pair(domain::Refusal::room_taken, domain::Refusal::activity_full));
    codec::PullRequest request{.client_id = client, .cookie = {}, .outcomes_after = 0};
    request.cookie = server.pull(request, other.cookie).cookie;
    REQUIRE(leaver.leave().status == 200);
    const auto news = server.pull(request, other.cookie);
    std::map<std::string, bool> removed;
    for (const auto& row : news.rows) removed[row.entity + " " + row.id] = row.removed;
    CHECK(removed == std::map<std::string, bool>{{"booking " + leaver.booking.id.text(), true},
                                                 {"activity a1", false}});
    CHECK(try_both(3) == std::pair(domain::Refusal::none, domain::Refusal::none));
}

TEST_CASE("Of concerns the public fact stays: words only if released, reports not at all") {
    TestServer server(false);
    Leaver leaver(server);
    const ClientId stranger = server.new_client();
    const auto before = server.pull_all(stranger);
    REQUIRE(leaver.leave().status == 200);
    const auto after = server.pull_all(stranger);
    for (const domain::SubmitConcern* concern : {&leaver.open, &leaver.released}) {
        const std::string key = "public concern " + concern->id.text();
        CHECK(after.at(key).data == before.at(key).data);
        CHECK(after.contains("public concern_event " + concern->id.text()));
    }
    CHECK(server.count("concern WHERE id = '" + leaver.open.id.text() +
                       "' AND words = '' AND reporter_id = '' AND contact = ''") == 1);
    CHECK(server.count("concern WHERE id = '" + leaver.released.id.text() +
                       "' AND words = 'Released words' AND reporter_id = ''") == 1);
    CHECK(server.count("concern WHERE id = '" + leaver.secret.id.text() + "'") == 0);
    CHECK(server.count("concern_event WHERE concern_id = '" + leaver.secret.id.text() + "'") == 0);
}

TEST_CASE("What a reporter remarked along the way goes with the reporter, what staff did stays") {
    TestServer server(false);
    Leaver leaver(server);
    const std::string concern = leaver.open.id.text();
    REQUIRE(server.database
                ->run_script("INSERT INTO concern_event VALUES ('small', 'e-own', '" + concern +
                             "', 1, 9, 1, '', 'Ring 王𠮷'); INSERT INTO concern_event VALUES "
                             "('small', 'e-staff', '" +
                             concern + "', 2, 4, 1, '网格员', 'Lamp ordered')")
                .ok());
    REQUIRE(leaver.leave().status == 200);
    CHECK(server.count("concern_event WHERE id = 'e-own' AND remark = ''") == 1);
    CHECK(server.count("concern_event WHERE id = 'e-staff' AND remark = 'Lamp ordered'") == 1);
    CHECK(server.count("feed WHERE scope = 'public' AND id = 'e-own'") == 1);
}

TEST_CASE("Deleting ends every session and stream of the account, at once") {
    TestServer server(false);
    Leaver leaver(server);
    const std::string cookie = leaver.browser.cookie;
    const Response stream = server.get("/api/v1/poke", cookie);
    REQUIRE(stream.stream != nullptr);
    const Response response = leaver.leave();
    CHECK_THAT(std::string(response.header("Set-Cookie")), ContainsSubstring("Max-Age=0"));
    CHECK_FALSE(stream.stream->take().has_value());
    CHECK(server.count("session") == 0);
    CHECK(server.get("/api/v1/my_data", cookie).status == 401);
    CHECK(
        server.push({.client_id = leaver.client, .settled_n = 6, .commands = {}}, cookie).status ==
        401);
}

TEST_CASE(
    "A second tap, or a request whose answer was lost, is told the same and changes nothing") {
    TestServer server(false);
    Leaver leaver(server);
    const std::string cookie = leaver.browser.cookie;
    REQUIRE(leaver.leave().status == 200);
    const std::string after = server.dump();
    const Response again = server.post(path, asked(leaver.id), cookie);
    CHECK(again.status == 200);
    CHECK(server.post(path, asked(leaver.id)).status == 200);
    CHECK(again.header("Set-Cookie").empty());
    CHECK(server.dump() == after);
}

TEST_CASE("The same number begins again as somebody new") {
    TestServer server(false);
    Leaver leaver(server);
    REQUIRE(leaver.leave().status == 200);
    server.now += 2 * minute_ms;
    SignInBrowser again(server);
    REQUIRE(again.sign_in(leaver.phone).status == 200);
    CHECK(again.person()->id.text() != leaver.id);
    CHECK(again.person()->name == "居民4567");
    CHECK(server.count("consent") == 1);
}

TEST_CASE("Only one's own account can be deleted, by its name") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const std::string before = server.dump();
    CHECK(code_of(server.post(path, asked("p2"), cookie)) == "not_allowed");
    CHECK(code_of(server.post(path, asked("nobody"), cookie)) == "not_allowed");
    const Response nobody = server.post(path, asked("p1"));
    CHECK(nobody.status == 401);
    CHECK(code_of(nobody) == "not_signed_in");
    CHECK(server.post(path, "{}", cookie).status == 400);
    CHECK(server
              .post(path, asked("p1"), cookie,
                    [](Request& request) { request.origin = "http://elsewhere"; })
              .status == 403);
    CHECK(server.dump() == before);
}

TEST_CASE("Staff don't delete their accounts themselves") {
    TestServer server;
    for (const char* account : {"w1", "s1"}) {
        const std::string cookie = server.sign_in(account);
        const Response response = server.post(path, asked(account), cookie);
        CHECK(response.status == 403);
        CHECK(code_of(response) == "account_has_duties");
        CHECK(server.get("/api/v1/my_data", cookie).status == 200);
    }
}

TEST_CASE("A deletion that fails half-way has not happened") {
    TestServer server(false);
    Leaver leaver(server);
    REQUIRE(server.database->run_script("ALTER TABLE erased_person RENAME TO away").ok());
    REQUIRE(server.database
                ->run_script("CREATE TABLE erased_person (town_id TEXT NOT NULL, person_id TEXT, "
                             "at INTEGER CHECK (at < 0)) STRICT")
                .ok());
    const std::string before = server.dump();
    CHECK(leaver.leave().status == 503);
    CHECK(server.dump() == before);
}

TEST_CASE("Commands that waited for the writer while their account was deleted change nothing") {
    TestServer server(false);
    Leaver leaver(server);
    std::string after;
    server.writer->before_next = [&] {
        REQUIRE(leaver.leave().status == 200);
        after = server.dump();
    };
    const Response response =
        server.push({.client_id = server.new_client(),
                     .settled_n = 0,
                     .commands = {server.command(1, server.concern("Words that came too late"))}},
                    leaver.browser.cookie);
    CHECK(response.status == 401);
    CHECK(code_of(response) == "not_signed_in");
    REQUIRE_FALSE(after.empty());
    CHECK(server.dump() == after);
}

TEST_CASE("A town from which somebody left passes every check") {
    TestServer server(false);
    Leaver leaver(server);
    REQUIRE(leaver.leave().status == 200);
    for (const store::TownCheck& check : store::town_checks()) {
        INFO(check.name);
        CHECK(store::run_check(*server.database, check, 5).value().empty());
    }
}

TEST_CASE("Anybody learns whether an account they can name was deleted, and nothing more") {
    TestServer server(false);
    Leaver leaver(server);
    const auto erased = [&](std::string_view person) {
        const Response response = server.post("/api/v1/my_data/erased", asked(person));
        REQUIRE(response.status == 200);
        return codec::decode_erased_answer(response.content()).value().erased;
    };
    CHECK_FALSE(erased(leaver.id));
    REQUIRE(leaver.leave().status == 200);
    CHECK(erased(leaver.id));
    CHECK_FALSE(erased("p1"));
    CHECK_FALSE(erased("nobody"));
    CHECK(server.post("/api/v1/my_data/erased", "{}").status == 400);
}

}  // namespace
}  // namespace yg::server
