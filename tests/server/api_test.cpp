#include "server/api/api.hpp"
#include "server/portal.hpp"
#include "server/small_town.hpp"
#include "server/test_server.hpp"

#include <sys/resource.h>

#include <csignal>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

namespace yg::server {
namespace {

constexpr const char* json_type = "application/json";

TEST_CASE("A path that isn't there and a method that doesn't fit are told apart") {
    TestServer server;
    const Response unknown = server.get("/api/v1/nothing");
    CHECK(unknown.status == 404);
    CHECK(code_of(unknown) == "no_such_route");
    CHECK(server.get("/api/v1/push/").status == 404);
    const Response wrong = server.get("/api/v1/push");
    CHECK(wrong.status == 405);
    CHECK(code_of(wrong) == "method_not_allowed");
    CHECK(wrong.header("Allow") == "POST");
    CHECK(server.post("/api/v1/session", "{}").header("Allow") == "GET, HEAD");
}

TEST_CASE("What changes something must be JSON from this server's own page") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const std::string before = server.dump();
    const std::string path = GENERATE("/api/v1/push", "/api/v1/sign_out");
    const auto post = [&](const std::function<void(Request&)>& change) {
        return server.post(path, "{}", cookie, change);
    };
    CHECK(code_of(post([](Request& one) { one.content_type = "text/plain"; })) == "not_json");
    CHECK(code_of(post([](Request& one) { one.content_type = ""; })) == "not_json");
    CHECK(code_of(post([](Request& one) { one.content_type = "application/jsonp"; })) ==
          "not_json");
    CHECK(code_of(post([](Request& one) { one.origin = ""; })) == "wrong_origin");
    CHECK(code_of(post([](Request& one) { one.origin = "http://evil.example"; })) ==
          "wrong_origin");
    CHECK(code_of(post([](Request& one) { one.origin = "null"; })) == "wrong_origin");
    CHECK(server.dump() == before);
    CHECK(post([](Request& one) { one.content_type = "application/json; charset=utf-8"; }).status !=
          415);
}

TEST_CASE("Signing in with a sample account gives a session, signing out ends it") {
    TestServer server;
    const auto person = [&](const std::string& cookie) {
        const Response response = server.get("/api/v1/session", cookie);
        CHECK(response.status == 200);
        CHECK(response.header("Content-Type") == json_type);
        CHECK(response.header("Cache-Control") == "no-store");
        return codec::decode_session_answer(response.content()).value();
    };
    CHECK_FALSE(person("").person.has_value());
    CHECK(person("").demo);
    const std::string cookie = server.sign_in("w1");
    REQUIRE(person(cookie).person.has_value());
    CHECK(person(cookie).person->id == PersonId::trusted("w1"));
    CHECK(person(cookie).person->role == domain::Role::grid_worker);
    CHECK(server.dump().find(cookie.substr(cookie.find('=') + 1)) == std::string::npos);

    const Response out = server.post("/api/v1/sign_out", "{}", cookie);
    CHECK(out.status == 200);
    CHECK(out.header("Set-Cookie").starts_with("session=;"));
    CHECK_FALSE(person(cookie).person.has_value());
    CHECK(server.post("/api/v1/sign_out", "{}").status == 200);
}

TEST_CASE("Signing in again ends the session before") {
    TestServer server;
    const std::string first = server.sign_in("p1");
    const Response again = server.post("/api/v1/demo/sign_in", R"({"account":"p2"})", first);
    CHECK(again.status == 200);
    CHECK(server.count("session") == 1);
    CHECK_FALSE(codec::decode_session_answer(server.get("/api/v1/session", first).content())
                    .value()
                    .person.has_value());
}

TEST_CASE("A session ends when its time is over") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    server.now += 31 * day_ms;
    CHECK_FALSE(codec::decode_session_answer(server.get("/api/v1/session", cookie).content())
                    .value()
                    .person.has_value());
    server.sign_in("p2");
    CHECK(server.count("session") == 1);
}

TEST_CASE("An account that isn't there can't be signed in with") {
    TestServer server;
    const std::string before = server.dump();
    const Response unknown = server.post("/api/v1/demo/sign_in", R"({"account":"nobody"})");
    CHECK(unknown.status == 404);
    CHECK(code_of(unknown) == "account_unknown");
    CHECK(unknown.header("Set-Cookie").empty());
    for (const auto* body : {"", "{}", R"({"account":7})", R"({"account":"No Such"})"}) {
        INFO(body);
        const Response response = server.post("/api/v1/demo/sign_in", body);
        CHECK(response.status == 400);
        CHECK(code_of(response) == "malformed");
    }
    CHECK(server.dump() == before);
}

TEST_CASE("The sample accounts are listed in demo mode, without telephone numbers") {
    TestServer server;
    const Response response = server.get("/api/v1/demo/accounts");
    REQUIRE(response.status == 200);
    const auto answer = codec::decode_demo_accounts_answer(response.content()).value();
    CHECK(answer.accounts.size() == 4);
    CHECK(response.body.find("139") == std::string::npos);
}

TEST_CASE("Outside demo mode nobody signs in without proof") {
    TestServer server(false);
    CHECK(server.get("/api/v1/demo/accounts").status == 404);
    CHECK(server.post("/api/v1/demo/sign_in", R"({"account":"p1"})").status == 404);
    CHECK_FALSE(codec::decode_session_answer(server.get("/api/v1/session").content()).value().demo);
}

TEST_CASE("Health is told without a session") {
    TestServer server;
    const Response response = server.get("/healthz");
    CHECK(response.status == 200);
    CHECK(response.body == R"({"status":"ok"})");
}

/// No file of this process may grow meanwhile: what a full disk is for a database.
class FullDisk {
public:
    FullDisk() {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit none{.rlim_cur = 1, .rlim_max = before_.rlim_max};
        std::signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &none);
    }
    ~FullDisk() {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, SIG_DFL);
    }

private:
    rlimit before_{};
};

TEST_CASE("A server that can't write any more is not well, and is again once it can") {
    TestServer server;
    const std::string path = server.folder / "portal.db";
    REQUIRE(server.database->write_copy(path).ok());
    server.database = store::SqliteDatabase::open_file(path).value();
    server.restart();
    CHECK(server.get("/healthz").status == 200);
    const auto status_on_full_disk = [&] {
        const FullDisk full;
        return server.get("/healthz").status;
    };
    CHECK(status_on_full_disk() == 200);  // Nothing was written so soon again.
    server.now += 10 * second_ms;
    CHECK(status_on_full_disk() == 503);
    CHECK(status_on_full_disk() == 503);
    CHECK(server.get("/healthz").status == 200);
}

TEST_CASE("Every answer carries the headers that keep a page to itself") {
    TestServer server;
    const StaticFiles files = StaticFiles::from_memory({{"index.html", "page"}});
    const Handler handler = portal_handler(server.parts(files), {.loopback_only = true});
    for (const auto* path : {"/", "/missing", "/api/v1/session", "/api/v1/missing"}) {
        Request request;
        request.path = path;
        request.host = "127.0.0.1:8080";
        Response answer;
        handler(request, [&](Response response) { answer = std::move(response); });
        INFO(path);
        CHECK(answer.header("Content-Security-Policy") == files.content_security_policy());
        CHECK(answer.header("X-Content-Type-Options") == "nosniff");
        CHECK(answer.header("Referrer-Policy") == "same-origin");
        CHECK(answer.header("Cross-Origin-Opener-Policy") == "same-origin");
    }
}

TEST_CASE("In demo mode another host name is refused, so that DNS can't lead a page here") {
    TestServer server;
    const StaticFiles files = StaticFiles::from_memory({{"index.html", "page"}});
    const auto status = [&](bool loopback_only, std::string path) {
        Request request;
        request.path = std::move(path);
        request.host = "evil.example:8080";
        int got = 0;
        portal_handler(server.parts(files), {.loopback_only = loopback_only})(
            request, [&](const Response& response) { got = response.status; });
        return got;
    };
    CHECK(status(true, "/") == 421);
    CHECK(status(true, "/api/v1/demo/accounts") == 421);
    CHECK(status(false, "/") == 200);
}

}  // namespace
}  // namespace yg::server
