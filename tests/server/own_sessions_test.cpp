#include "server/sign_in_browser.hpp"

#include "server/auth/secrets.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::server {
namespace {

codec::SessionsAnswer sessions(const Response& response) {
    INFO(response.body);
    REQUIRE(response.status == 200);
    return codec::decode_sessions_answer(response.content()).value();
}

Response revoke(TestServer& server, const std::string& id, const std::string& cookie) {
    return server.post("/api/v1/sessions/revoke", codec::encode(codec::RevokeSessionRequest{id}),
                       cookie);
}

bool is_signed_in(TestServer& server, const std::string& cookie) {
    const Response response = server.get("/api/v1/session", cookie);
    return codec::decode_session_answer(response.content()).value().person.has_value();
}

TEST_CASE("A person sees where the account is signed in, and no token") {
    TestServer server;
    const std::string phone = server.sign_in("p1");
    server.now += hour_ms;
    const std::string desk = server.sign_in("p1");
    server.sign_in("p2");
    const Response response = server.get("/api/v1/sessions", phone);
    const auto list = sessions(response).sessions;
    REQUIRE(list.size() == 2);
    CHECK(list[0].created_at == server.now);
    CHECK_FALSE(list[0].current);
    CHECK(list[1].current);
    CHECK(list[1].last_seen == "2026-11-24");
    for (const std::string& cookie : {phone, desk}) {
        const std::string token = cookie.substr(cookie.find('=') + 1);
        CHECK(response.body.find(token) == std::string::npos);
        CHECK(response.body.find(hash_token(token)) == std::string::npos);
    }
}

TEST_CASE("A session says on which day it was last used") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    server.now += 2 * day_ms;
    const std::string before = server.dump();
    CHECK(before.find("2026-11-26") == std::string::npos);
    server.pull({.client_id = server.new_client(), .cookie = {}}, cookie);
    const std::string after = server.dump();
    CHECK(sessions(server.get("/api/v1/sessions", cookie)).sessions[0].last_seen == "2026-11-26");
    // Once a day is enough.
    server.pull({.client_id = server.new_client(), .cookie = {}}, cookie);
    CHECK(server.dump() == after);
}

TEST_CASE("A session that is revoked ends at once, with its stream") {
    TestServer server;
    const std::string phone = server.sign_in("p1");
    const std::string desk = server.sign_in("p1");
    const Response stream = server.get("/api/v1/poke", desk);
    REQUIRE(stream.stream != nullptr);
    REQUIRE(stream.stream->take().has_value());
    const auto list = sessions(server.get("/api/v1/sessions", phone)).sessions;
    const auto& other = list[0].current ? list[1] : list[0];
    const auto left = sessions(revoke(server, other.id, phone)).sessions;
    REQUIRE(left.size() == 1);
    CHECK(left[0].current);
    CHECK_FALSE(is_signed_in(server, desk));
    CHECK_FALSE(stream.stream->take().has_value());
    CHECK(is_signed_in(server, phone));
}

TEST_CASE("Nobody revokes the session of another person") {
    TestServer server;
    const std::string mine = server.sign_in("p1");
    const std::string theirs = server.sign_in("p2");
    const std::string id = sessions(server.get("/api/v1/sessions", theirs)).sessions[0].id;
    const std::string before = server.dump();
    const Response response = revoke(server, id, mine);
    CHECK(response.status == 404);
    CHECK(code_of(response) == "session_unknown");
    CHECK(revoke(server, "", mine).status == 404);
    CHECK(server.dump() == before);
}

TEST_CASE("Sessions are for whoever is signed in") {
    TestServer server;
    CHECK(server.get("/api/v1/sessions").status == 401);
    CHECK(revoke(server, "0123456789abcdef", "").status == 401);
    const std::string cookie = server.sign_in("p1");
    CHECK(server.post("/api/v1/sessions/revoke", "{}", cookie).status == 400);
    const Response foreign =
        server.post("/api/v1/sessions/revoke", R"({"id":"x"})", cookie,
                    [](Request& request) { request.origin = "http://evil.example"; });
    CHECK(code_of(foreign) == "wrong_origin");
}

}  // namespace
}  // namespace yg::server
