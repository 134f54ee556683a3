#include "server/auth/sessions.hpp"
#include "server/auth/secrets.hpp"
#include "server/log.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

namespace yg::server {
namespace {

const std::string token_a(64, 'a');
const std::string token_b(64, 'b');

Request request(std::string host, std::string origin, std::string cookie) {
    Request request;
    request.host = std::move(host);
    request.origin = std::move(origin);
    request.cookie = std::move(cookie);
    return request;
}

TEST_CASE("A token is 256 random bits, and only its hash is like it") {
    SystemRandom random;
    const std::string token = make_token(random);
    CHECK(token.size() == 64);
    CHECK(token.find_first_not_of("0123456789abcdef") == std::string::npos);
    CHECK(make_token(random) != token);
    // FIPS 180-2, "abc"
    CHECK(hash_token("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("The session is found among other cookies and must look like a token") {
    CHECK(session_token(request("127.0.0.1:8080", "", "a=b; session=" + token_a + "; c=d")) ==
          token_a);
    CHECK(session_token(request("127.0.0.1", "", "xsession=" + token_a)).empty());
    CHECK(session_token(request("127.0.0.1", "", "session=" + token_a + "a")).empty());
    CHECK(session_token(request("127.0.0.1", "", "session=../../etc")).empty());
    CHECK(session_token(request("127.0.0.1", "", ";;=;session")).empty());
}

TEST_CASE("Away from loopback only the __Host- cookie counts, and it is Secure") {
    const std::string both = "session=" + token_a + "; __Host-session=" + token_b;
    CHECK(session_token(request("town.example", "", both)) == token_b);
    CHECK(session_token(request("localhost:8080", "", both)) == token_a);
    CHECK(session_cookie(request("town.example", "", ""), token_a) ==
          "__Host-session=" + token_a +
              "; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000; Secure");
    CHECK(session_cookie(request("127.0.0.1:8080", "", ""), "") ==
          "session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
}

TEST_CASE("A change must come from a page of this very server") {
    CHECK(is_same_origin(request("127.0.0.1:8080", "http://127.0.0.1:8080", "session=x")));
    CHECK(is_same_origin(request("town.example", "https://town.example", "x=y")));
    CHECK(is_same_origin(request("town.example", "", "")));
    const auto wrong =
        GENERATE(request("127.0.0.1:8080", "", "session=x"), request("127.0.0.1:8080", "null", ""),
                 request("127.0.0.1:8080", "http://127.0.0.1:8081", ""),
                 request("127.0.0.1:8080", "http://127.0.0.1", ""),
                 request("127.0.0.1:8080", "http://evil.example", "session=x"),
                 request("town.example", "http://town.example", ""),
                 request("town.example", "https://town.example.evil.example", ""),
                 request("town.example", "ftp://town.example", ""));
    INFO(wrong.host << " from " << wrong.origin);
    CHECK_FALSE(is_same_origin(wrong));
}

TEST_CASE("Loopback is told from everything that only looks like it") {
    for (const auto* host :
         {"127.0.0.1", "127.0.0.1:80", "localhost", "localhost:1", "::1", "[::1]", "[::1]:8080"}) {
        INFO(host);
        CHECK(is_loopback(host));
    }
    for (const auto* host : {"", "0.0.0.0", "127.0.0.1.evil.example", "localhost.evil.example",
                             "[::]", "::", "localhost:80:80", "192.168.1.1:8080"}) {
        INFO(host);
        CHECK_FALSE(is_loopback(host));
    }
}

TEST_CASE("A log line stays one line whatever is in it") {
    CHECK(format_log_line(1'764'000'000'123, "failure",
                          {{"detail", "a \"b\"\nevent=x"}, {"n", "1"}, {"empty", ""}}) ==
          "time=2025-11-24T16:00:00.123Z event=failure detail=\"a \\\"b\\\" event=x\" n=1 "
          "empty=\"\"");
}

}  // namespace
}  // namespace yg::server
