#include "server/api/sign_in.hpp"

#include "server/auth/secrets.hpp"
#include "server/sign_in_browser.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::server {
namespace {

using domain::Refusal;

const std::string new_number = "13700000001";

TEST_CASE("The right code signs in, whoever's number it is") {
    TestServer server(false);
    SignInBrowser browser(server);
    const Response response = browser.sign_in("139 0000 0001");
    REQUIRE(response.status == 200);
    const auto answer = codec::decode_session_answer(response.content()).value();
    CHECK(answer.person->id == PersonId::trusted("p1"));
    CHECK_FALSE(answer.demo);
    CHECK(server.sender.sent.back().phone == "13900000001");
    CHECK(browser.person()->id == PersonId::trusted("p1"));
}

TEST_CASE("A new number gets an account once its code is right, not before") {
    TestServer server(false);
    SignInBrowser browser(server);
    REQUIRE(browser.start(new_number).status == 200);
    CHECK(server.count("person") == 4);
    REQUIRE(browser.finish(server.sender.sent.back().code).status == 200);
    const auto person = browser.person();
    REQUIRE(person.has_value());
    CHECK(person->role == domain::Role::resident);
    CHECK(person->name == "居民0001");
    CHECK(person->grid.empty());
    CHECK(server.count("person") == 5);
    // It learns its own row.
    const auto rows = server.pull_all(server.new_client(), browser.cookie);
    CHECK(rows.contains("user:" + person->id.text() + " person " + person->id.text()));

    SignInBrowser again(server);
    server.now += hour_ms;
    REQUIRE(again.sign_in(new_number).status == 200);
    CHECK(again.person()->id == person->id);
    CHECK(server.count("person") == 5);
}

TEST_CASE("Known and unknown numbers get the same answer") {
    TestServer server(false);
    const auto shape = [&](const std::string& phone) {
        SignInBrowser browser(server);
        Response response = browser.start(phone);
        const std::string body = response.body;
        CHECK(body.find(browser.request) != std::string::npos);
        std::string same = body;
        same.replace(body.find(browser.request), browser.request.size(), "REQUEST");
        return std::to_string(response.status) + same;
    };
    CHECK(shape("13900000001") == shape(new_number));
    CHECK(shape("13900000004") == shape("13700000002"));  // One of them is staff.
    CHECK(server.sender.sent.size() == 4);
}

TEST_CASE("What is no mobile number gets no code") {
    TestServer server(false);
    SignInBrowser browser(server);
    const Response response = browser.start("12345");
    CHECK(response.status == 400);
    CHECK(refusal_of(response) == Refusal::phone_malformed);
    CHECK(code_of(response) == "phone_malformed");
    CHECK(server.sender.sent.empty());
    CHECK(server.count("sign_in_send") == 0);
}

TEST_CASE("Neither code nor request are in the database") {
    TestServer server(false);
    SignInBrowser browser(server);
    REQUIRE(browser.start(new_number).status == 200);
    const std::string code = server.sender.sent.back().code;
    CHECK(code.size() == 6);
    const std::string dump = server.dump();
    CHECK(dump.find(browser.request) == std::string::npos);
    CHECK(dump.find("'" + code + "'") == std::string::npos);
    CHECK(dump.find("127.0.0.1") == std::string::npos);
    // Six digits could be tried out against a plain hash.
    CHECK(dump.find(hash_token(code)) == std::string::npos);
    CHECK(dump.find(hash_token(browser.request + " " + code)) == std::string::npos);
    // Nor does the same code of two requests look the same.
    CHECK(dump.find(server.secret.keyed_hash("code", code)) == std::string::npos);
    CHECK(dump.find(server.secret.keyed_hash("code", browser.request + " " + code)) !=
          std::string::npos);
}

TEST_CASE("A code works for the browser that asked alone") {
    TestServer server(false);
    SignInBrowser owner(server);
    SignInBrowser thief(server);
    REQUIRE(owner.start("13900000001").status == 200);
    const std::string code = server.sender.sent.back().code;
    REQUIRE(thief.start(new_number).status == 200);
    CHECK(refusal_of(thief.finish(code)) == Refusal::code_wrong);
    thief.request = std::string(64, '0');
    CHECK(refusal_of(thief.finish(code)) == Refusal::code_expired);
    thief.request = "";
    CHECK(refusal_of(thief.finish(code)) == Refusal::code_expired);
    CHECK(owner.finish(code).status == 200);
}

TEST_CASE("A code is over after five minutes") {
    TestServer server(false);
    SignInBrowser browser(server);
    REQUIRE(browser.start("13900000001").status == 200);
    const std::string code = server.sender.sent.back().code;
    server.now += 5 * minute_ms;
    const Response late = browser.finish(code);
    CHECK(late.status == 403);
    CHECK(refusal_of(late) == Refusal::code_expired);
    server.now -= 1;
    CHECK(browser.finish(code).status == 200);
}

TEST_CASE("A wrong code says how many tries are left, after five even the right one is refused") {
    TestServer server(false);
    SignInBrowser browser(server);
    REQUIRE(browser.start("13900000001").status == 200);
    const std::string code = server.sender.sent.back().code;
    for (int left = 4; left >= 1; --left) {
        const auto answer = refused(browser.finish(another_code(code)));
        CHECK(answer.refusal == Refusal::code_wrong);
        CHECK(answer.tries_left == left);
    }
    CHECK(refusal_of(browser.finish("12x")) == Refusal::code_malformed);  // Is no try.
    CHECK(refusal_of(browser.finish(another_code(code))) == Refusal::code_tries_used_up);
    CHECK(refusal_of(browser.finish(code)) == Refusal::code_tries_used_up);
    CHECK(server.count("session") == 0);
}

TEST_CASE("A finish that is sent again makes no second session") {
    TestServer server(false);
    SignInBrowser browser(server);
    REQUIRE(browser.sign_in("13900000001").status == 200);
    const std::string code = server.sender.sent.back().code;
    CHECK(server.count("session") == 1);
    CHECK(refusal_of(browser.finish(code)) == Refusal::code_already_used);
    CHECK(server.count("session") == 1);
    CHECK(browser.person().has_value());
}

TEST_CASE("Signing in ends the session the browser had before and makes a new one") {
    TestServer server(false);
    SignInBrowser browser(server);
    REQUIRE(browser.sign_in("13900000001").status == 200);
    const std::string before = browser.cookie;
    server.now += hour_ms;
    REQUIRE(browser.sign_in("13900000002").status == 200);
    CHECK(browser.cookie != before);
    CHECK(server.count("session") == 1);
    CHECK(browser.person()->id == PersonId::trusted("p2"));
    browser.cookie = before;
    CHECK_FALSE(browser.person().has_value());
}

TEST_CASE("A session that somebody else planted is not taken over") {
    TestServer server(false);
    SignInBrowser browser(server);
    browser.cookie = "session=" + std::string(64, 'a');
    REQUIRE(browser.sign_in("13900000001").status == 200);
    CHECK(browser.cookie != "session=" + std::string(64, 'a'));
    CHECK_FALSE(server.dump().find(hash_token(std::string(64, 'a'))) != std::string::npos);
}

TEST_CASE("A number gets one code in sixty seconds") {
    TestServer server(false);
    SignInBrowser browser(server);
    SignInBrowser other(server, "10.0.0.2");
    REQUIRE(browser.start("13900000001").status == 200);
    server.now += 59 * second_ms;
    const Response soon = other.start("+86 139 0000 0001");
    CHECK(soon.status == 429);
    CHECK(soon.header("Retry-After") == "1");
    CHECK(refused(soon).refusal == Refusal::code_too_soon);
    CHECK(refused(soon).wait_s == 1);
    CHECK(browser.start("13900000002").status == 200);
    server.now += second_ms;
    CHECK(other.start("13900000001").status == 200);
}

TEST_CASE("A number gets five codes in a day") {
    TestServer server(false);
    for (int i = 0; i < 5; ++i) {
        SignInBrowser browser(server, "10.0.0." + std::to_string(i));
        REQUIRE(browser.start("13900000001").status == 200);
        server.now += hour_ms;
    }
    SignInBrowser browser(server);
    const auto answer = refused(browser.start("13900000001"));
    CHECK(answer.refusal == Refusal::code_too_many);
    CHECK(answer.wait_s == 19 * hour_ms / second_ms);
    CHECK(browser.start("13900000002").status == 200);
    server.now += 19 * hour_ms;
    CHECK(browser.start("13900000001").status == 200);
}

TEST_CASE("An address gets ten codes in an hour, whatever the numbers") {
    TestServer server(false);
    SignInBrowser browser(server, "2001:db8::1");
    for (int i = 0; i < 10; ++i) {
        REQUIRE(browser.start("1390000010" + std::to_string(i)).status == 200);
        server.now += minute_ms;
    }
    SignInBrowser neighbour(server, "2001:db8::2");  // The same customer's network.
    const auto answer = refused(neighbour.start(new_number));
    CHECK(answer.refusal == Refusal::code_too_many_here);
    CHECK(answer.wait_s == 50 * 60);
    SignInBrowser other(server, "2001:db8:1::1");
    CHECK(other.start(new_number).status == 200);
    server.now += 50 * minute_ms;
    CHECK(neighbour.start("13700000009").status == 200);
}

TEST_CASE("A code that was certainly not sent doesn't count for its number, but the pause stays") {
    TestServer server(false);
    SignInBrowser browser(server);
    server.sender.outcome = Sending::not_sent;
    for (int i = 0; i < 6; ++i) {
        const Response response = browser.start("13900000001");
        CHECK(response.status == 503);
        CHECK(refused(response).refusal == Refusal::code_not_sent);
        CHECK(refused(response).wait_s == 60);
        server.now += 59 * second_ms;
        CHECK(refusal_of(browser.start("13900000001")) == Refusal::code_too_soon);
        server.now += second_ms;
    }
    CHECK(server.count("sign_in_request") == 0);
    server.sender.outcome = Sending::sent;
    CHECK(browser.sign_in("13900000001").status == 200);
}

TEST_CASE("A code that may have been sent counts") {
    TestServer server(false);
    SignInBrowser browser(server);
    server.sender.outcome = Sending::unknown;
    for (int i = 0; i < 5; ++i) {
        CHECK(refusal_of(browser.start("13900000001")) == Refusal::code_not_sent);
        server.now += minute_ms;
    }
    CHECK(refusal_of(browser.start("13900000001")) == Refusal::code_too_many);
}

TEST_CASE("The whole town gets three hundred codes in an hour, from however many addresses") {
    TestServer server(false);
    const auto ask = [&](int i) {
        const std::string digits = std::to_string(1000 + i);
        SignInBrowser browser(server,
                              "10.0." + std::to_string(i / 100) + "." + std::to_string(i % 100));
        return browser.start("1390000" + digits);
    };
    for (int i = 0; i < 300; ++i) REQUIRE(ask(i).status == 200);
    const Response response = ask(300);
    CHECK(response.status == 503);
    CHECK(refused(response).refusal == Refusal::code_not_sent);
    CHECK(refused(response).wait_s == 3600);
    REQUIRE_FALSE(server.logged.empty());
    CHECK(server.logged.back().ends_with("event=code_ceiling_reached"));
    server.now += hour_ms;
    CHECK(ask(301).status == 200);
}

TEST_CASE("Only in demo mode the answer carries the code") {
    TestServer demo;
    SignInBrowser browser(demo);
    const Response shown = browser.start("13900000001");
    const std::string code = codec::decode_start_sign_in_answer(shown.content()).value().demo_code;
    CHECK(browser.finish(code).status == 200);

    TestServer server(false);
    SignInBrowser other(server);
    const Response hidden = other.start("13900000001");
    CHECK(codec::decode_start_sign_in_answer(hidden.content()).value().demo_code.empty());
    CHECK(hidden.body.find(server.sender.sent.back().code) == std::string::npos);
}

TEST_CASE("What is kept of codes and counts goes when it is over") {
    TestServer server(false);
    SignInBrowser browser(server);
    REQUIRE(browser.start("13900000001").status == 200);
    server.now += day_ms;
    REQUIRE(browser.start(new_number).status == 200);
    CHECK(server.count("sign_in_request") == 1);
    CHECK(server.count("sign_in_send") == 4);
}

TEST_CASE("Malformed sign-in messages change nothing") {
    TestServer server(false);
    const std::string before = server.dump();
    for (const auto* path : {"/api/v1/sign_in/start", "/api/v1/sign_in/finish"}) {
        for (const auto* body : {"", "{}", R"({"phone":7})", R"({"request":[],"code":""})"}) {
            INFO(path << " " << body);
            const Response response = server.post(path, body);
            CHECK(response.status == 400);
            CHECK(code_of(response) == "malformed");
        }
    }
    CHECK(server.dump() == before);
}

TEST_CASE("Codes are spread over all six digits") {
    TestServer server(false);
    SignInBrowser browser(server);
    std::array<bool, 10> first_digits{};
    for (int i = 0; i < 60; ++i) {
        server.now += hour_ms;
        const std::string phone = "139100000" + std::to_string(10 + i);
        REQUIRE(browser.start(phone).status == 200);
        const std::string& code = server.sender.sent.back().code;
        REQUIRE(code.size() == 6);
        REQUIRE(code.find_first_not_of("0123456789") == std::string::npos);
        first_digits[static_cast<std::size_t>(code[0] - '0')] = true;
    }
    CHECK(std::count(first_digits.begin(), first_digits.end(), true) >= 8);
}

}  // namespace
}  // namespace yg::server
