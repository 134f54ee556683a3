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

}  // namespace
}  // namespace yg::server
