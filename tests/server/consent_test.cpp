// Nobody is signed in, and nothing of them is kept, before they agreed to the text in force.
#include "server/sign_in_browser.hpp"
#include "store/consent_store.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::server {
namespace {

const domain::ConsentText& text() {
    return domain::personal_data_text();
}

std::vector<domain::Consent> consents_of(TestServer& server, std::string_view person) {
    return store::list_consents(*server.database, server.town, PersonId::trusted(person)).value();
}

TEST_CASE("Who signs in agrees to the version they read, once, at the moment the session is made") {
    TestServer server(false);
    SignInBrowser browser(server);
    REQUIRE(browser.sign_in("13900000001").status == 200);
    const TimeMs first = server.now;
    CHECK(consents_of(server, "p1") ==
          std::vector{domain::Consent{std::string(text().id), text().version, first}});
    server.now += day_ms;
    REQUIRE(SignInBrowser(server).sign_in("13900000001").status == 200);
    CHECK(consents_of(server, "p1").size() == 1);
    CHECK(consents_of(server, "p1").front().at == first);
}

TEST_CASE("Without consent there is no session, no account, and the code can still be used") {
    TestServer server(false);
    SignInBrowser browser(server);
    browser.consent = 0;
    REQUIRE(browser.start("13700001234").status == 200);
    const std::string code = server.sender.sent.back().code;
    const std::int64_t persons = server.count("person");
    CHECK(refusal_of(browser.finish(code)) == domain::Refusal::consent_needed);
    CHECK(server.count("person") == persons);
    CHECK(server.count("session") == 0);
    CHECK(server.count("consent") == 0);
    browser.consent = text().version;
    CHECK(browser.finish(code).status == 200);
    CHECK(server.count("consent") == 1);
}

TEST_CASE("An older text is not agreed to by who has not agreed to the one in force") {
    TestServer server(false);
    SignInBrowser browser(server);
    browser.consent = text().version + 1;
    REQUIRE(browser.start("13900000001").status == 200);
    const std::string code = server.sender.sent.back().code;
    CHECK(refusal_of(browser.finish(code)) == domain::Refusal::consent_outdated);
    CHECK(server.count("session") == 0);
}

TEST_CASE("Who agreed before is not asked for it again, a newer version is") {
    TestServer server(false);
    REQUIRE(SignInBrowser(server).sign_in("13900000001").status == 200);
    server.now += 2 * minute_ms;
    SignInBrowser again(server);
    again.consent = 0;
    CHECK(again.sign_in("13900000001").status == 200);
    // As if what was agreed to had been another version than the one in force now.
    REQUIRE(server.database->run("UPDATE consent SET version = version + 1").ok());
    server.now += 2 * minute_ms;
    CHECK(refusal_of(again.sign_in("13900000001")) == domain::Refusal::consent_needed);
}

TEST_CASE("A wrong code says nothing of consent, so that nobody learns who has an account") {
    TestServer server(false);
    SignInBrowser browser(server);
    browser.consent = 0;
    REQUIRE(browser.start("13900000001").status == 200);
    const std::string wrong = another_code(server.sender.sent.back().code);
    CHECK(refusal_of(browser.finish(wrong)) == domain::Refusal::code_wrong);
}

TEST_CASE("A sample account agrees by signing in, as its page says") {
    TestServer server;
    (void)server.sign_in("p1");
    CHECK(consents_of(server, "p1").size() == 1);
    CHECK(consents_of(server, "p2").empty());
}

// ---- The text changed while somebody was signed in ----------------------------------------------

/// As if what everybody agreed to had been the version before the one in force.
void change_text(TestServer& server) {
    REQUIRE(server.database->run("UPDATE consent SET version = version - 1").ok());
}

Response agree(TestServer& server, const std::string& cookie, int version = text().version) {
    return server.post("/api/v1/consent", codec::encode(codec::AgreeRequest{version}), cookie);
}

int wanted(TestServer& server, const std::string& cookie) {
    return server
        .pull({.client_id = server.new_client(), .cookie = {}, .outcomes_after = 0}, cookie)
        .consent_needed;
}

TEST_CASE("Before they agreed to the text in force nobody's new data is taken, and none is lost") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    change_text(server);
    const codec::PushRequest request{
        .client_id = server.new_client(),
        .commands = {server.command(1, server.concern()), server.command(2, server.booking(10))}};
    const std::string before = server.dump();
    const Response refused = server.push(request, cookie);
    CHECK(refused.status == 403);
    CHECK(code_of(refused) == "consent_needed");
    CHECK(server.dump() == before);  // Not even the numbers are used up.
    REQUIRE(agree(server, cookie).status == 200);
    const auto answer = push_answer(server.push(request, cookie));
    CHECK(answer.last_n == 2);
    CHECK(answer.outcomes.at(0).refusal == domain::Refusal::none);
    CHECK(answer.outcomes.at(1).refusal == domain::Refusal::none);
}

TEST_CASE("Each command that hands over personal data waits for consent") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    change_text(server);
    for (const domain::Command& command :
         {domain::Command(server.concern()), domain::Command(server.booking(10)),
          domain::Command(domain::JoinActivity{.id = server.new_id<SignUpId>(),
                                               .activity = ActivityId::trusted("a1")}),
          domain::Command(domain::CorrectPerson{.called = "Li", .contact = ""})}) {
        INFO(domain::name_of(command));
        CHECK(domain::hands_over_personal_data(command));
        const Response refused = server.push(
            {.client_id = server.new_client(), .commands = {server.command(1, command)}}, cookie);
        CHECK(code_of(refused) == "consent_needed");
    }
}

TEST_CASE("Taking something back needs no consent") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const ClientId client = server.new_client();
    const domain::BookRoom booking = server.booking(10);
    push_answer(
        server.push({.client_id = client, .commands = {server.command(1, booking)}}, cookie));
    change_text(server);
    const auto answer = push_answer(server.push(
        {.client_id = client, .commands = {server.command(2, domain::CancelBooking{booking.id})}},
        cookie));
    CHECK(answer.outcomes.at(0).refusal == domain::Refusal::none);
}

TEST_CASE("What comes before the first command that waits is answered, the rest stays to come") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    codec::PushRequest request{.client_id = server.new_client(),
                               .commands = {server.command(1, server.concern())}};
    push_answer(server.push(request, cookie));
    change_text(server);
    // The first one's answer was lost: it is sent again, with another behind it.
    request.commands.push_back(server.command(2, server.concern()));
    const auto answer = push_answer(server.push(request, cookie));
    CHECK(answer.last_n == 1);
    REQUIRE(answer.outcomes.size() == 1);
    CHECK(answer.outcomes[0].refusal == domain::Refusal::none);
    request.commands.erase(request.commands.begin());
    CHECK(code_of(server.push(request, cookie)) == "consent_needed");
    REQUIRE(agree(server, cookie).status == 200);
    CHECK(push_answer(server.push(request, cookie)).last_n == 2);
}

TEST_CASE("A command that can't be read is refused as ever, so that the queue drains") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    change_text(server);
    codec::PushCommand strange = server.command(1, server.concern());
    strange.name = "do_magic";
    const auto answer =
        push_answer(server.push({.client_id = server.new_client(), .commands = {strange}}, cookie));
    CHECK(answer.outcomes.at(0).refusal == domain::Refusal::unknown_command);
}

TEST_CASE("A pull says which text waits to be agreed to, to whom it is about, and still answers") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const std::string other = server.sign_in("p2");
    CHECK(wanted(server, cookie) == 0);
    CHECK(wanted(server, "") == 0);
    change_text(server);
    CHECK(wanted(server, cookie) == text().version);
    CHECK(wanted(server, "") == 0);
    CHECK_FALSE(server.pull_all(server.new_client(), cookie).empty());
    REQUIRE(agree(server, cookie).status == 200);
    CHECK(wanted(server, cookie) == 0);
    CHECK(wanted(server, other) == text().version);
}

TEST_CASE("Agreeing is noted once, with its moment, by whoever is signed in") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    change_text(server);
    server.now += hour_ms;
    const TimeMs first = server.now;
    REQUIRE(agree(server, cookie).status == 200);
    server.now += hour_ms;
    CHECK(agree(server, cookie).status == 200);
    const auto consents = consents_of(server, "p1");
    REQUIRE(consents.size() == 2);
    CHECK(consents[0] == domain::Consent{std::string(text().id), text().version, first});
    CHECK(consents[1].version == text().version - 1);
}

TEST_CASE("Another text than the one in force can't be agreed to, nor by nobody") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    change_text(server);
    const std::string before = server.dump();
    const Response newer = agree(server, cookie, text().version + 1);
    CHECK(newer.status == 403);
    CHECK(code_of(newer) == "consent_outdated");
    CHECK(code_of(agree(server, "")) == "not_signed_in");
    for (const char* body : {"", "{}", "[]", R"({"version":"1"})", R"({"version":0})"}) {
        INFO(body);
        CHECK(server.post("/api/v1/consent", body, cookie).status == 400);
    }
    CHECK(server.dump() == before);
}

}  // namespace
}  // namespace yg::server
