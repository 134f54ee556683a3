#include "server/auth/totp.hpp"
#include "server/sign_in_browser.hpp"
#include "store/person_store.hpp"
#include "store/sign_in_store.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::server {
namespace {

using domain::Refusal;

const std::string staff_number = "13900000004";
const PersonId staff = PersonId::trusted("s1");

/// Gives the account a second step; its secret.
std::string enrol(TestServer& server, const PersonId& person) {
    const std::string secret = make_totp_secret(server.random);
    REQUIRE(store::put_totp(
                *server.database, server.town,
                {.person = person, .sealed_secret = server.secret.seal(secret, server.random)})
                .ok());
    return secret;
}

/// As far as the second step; gives the first one's code.
std::string pass_first_step(TestServer& server, SignInBrowser& browser) {
    REQUIRE(browser.start(staff_number).status == 200);
    return server.sender.sent.back().code;
}

std::string code_now(TestServer& server, const std::string& secret) {
    return totp_code(secret, totp_step(server.now));
}

TEST_CASE("Staff without a second step can't sign in") {
    TestServer server(false);
    SignInBrowser browser(server);
    const Response response = browser.sign_in(staff_number);
    CHECK(response.status == 403);
    CHECK(refusal_of(response) == Refusal::totp_not_enrolled);
    CHECK(server.count("session") == 0);
}

TEST_CASE("In demo mode staff without a second step can sign in") {
    TestServer server;
    SignInBrowser browser(server);
    CHECK(browser.sign_in(staff_number).status == 200);
    CHECK(browser.person()->id == staff);
}

TEST_CASE("Staff with a second step need both codes, in demo mode too") {
    for (const bool demo : {false, true}) {
        TestServer server(demo);
        const std::string secret = enrol(server, staff);
        SignInBrowser browser(server);
        const std::string code = pass_first_step(server, browser);
        CHECK(refusal_of(browser.finish(code)) == Refusal::totp_needed);
        CHECK(server.count("session") == 0);
        CHECK(refusal_of(browser.finish(another_code(code), code_now(server, secret))) ==
              Refusal::code_wrong);
        CHECK(browser.finish(code, code_now(server, secret)).status == 200);
        CHECK(browser.person()->id == staff);
    }
}

TEST_CASE("Residents are asked for no second step") {
    TestServer server(false);
    enrol(server, PersonId::trusted("p1"));
    SignInBrowser browser(server);
    CHECK(browser.sign_in("13900000001").status == 200);
}

TEST_CASE("A code of the second step works once") {
    TestServer server(false);
    const std::string secret = enrol(server, staff);
    SignInBrowser browser(server);
    server.now = server.now / minute_ms * minute_ms;
    REQUIRE(browser.finish(pass_first_step(server, browser), code_now(server, secret)).status ==
            200);
    const std::string used = code_now(server, secret);
    // Whoever saw it may be quick: there is another number's code in hand at once.
    SignInBrowser other(server);
    server.now += 60 * second_ms - 1;
    CHECK(refusal_of(other.start(staff_number)) == Refusal::code_too_soon);
    server.now += 1;
    const std::string code = pass_first_step(server, other);
    server.now -= 31 * second_ms;
    CHECK(refusal_of(other.finish(code, used)) == Refusal::totp_wrong);
    CHECK(other.finish(code, code_now(server, secret)).status == 403);
    server.now += 31 * second_ms;
    CHECK(other.finish(code, code_now(server, secret)).status == 200);
}

TEST_CASE("Who hasn't agreed yet keeps the code of the second step for when they have") {
    TestServer server(false);
    const std::string secret = enrol(server, staff);
    SignInBrowser browser(server);
    const std::string code = pass_first_step(server, browser);
    const int agreed_to = std::exchange(browser.consent, 0);
    CHECK(refusal_of(browser.finish(code, code_now(server, secret))) == Refusal::consent_needed);
    browser.consent = agreed_to;
    CHECK(browser.finish(code, code_now(server, secret)).status == 200);
}

TEST_CASE("The second step has five tries, after them the right code is refused, too") {
    TestServer server(false);
    const std::string secret = enrol(server, staff);
    SignInBrowser browser(server);
    const std::string code = pass_first_step(server, browser);
    for (int left = 4; left >= 1; --left) {
        const auto answer = refused(browser.finish(code, "00000x"));
        CHECK(answer.refusal == Refusal::totp_wrong);
        CHECK(answer.tries_left == left);
    }
    const std::string right = code_now(server, secret);
    CHECK(refusal_of(browser.finish(code, another_code(right))) == Refusal::totp_tries_used_up);
    CHECK(refusal_of(browser.finish(code, right)) == Refusal::totp_tries_used_up);
    CHECK(server.count("session") == 0);
}

TEST_CASE("The second step's secret is not in the database") {
    TestServer server(false);
    const std::string secret = enrol(server, staff);
    std::string hex;
    for (const char c : secret) {
        constexpr std::string_view digits = "0123456789ABCDEF";
        const auto byte = static_cast<unsigned char>(c);
        hex.append({digits[byte >> 4], digits[byte & 15]});
    }
    const std::string dump = server.dump();
    CHECK(dump.find("totp 'small'") != std::string::npos);
    CHECK(dump.find(hex) == std::string::npos);
    CHECK(dump.find(to_base32(secret)) == std::string::npos);
}

TEST_CASE("A second step sealed with another secret lets nobody in") {
    TestServer server(false);
    REQUIRE(store::put_totp(*server.database, server.town,
                            {.person = staff, .sealed_secret = store::Bytes(80, 1)})
                .ok());
    SignInBrowser browser(server);
    const std::string code = pass_first_step(server, browser);
    CHECK(browser.finish(code, "000000").status == 503);
    CHECK(server.count("session") == 0);
}

}  // namespace
}  // namespace yg::server
