#include "server/http/json_poster.hpp"

#include <cstdlib>
#include <future>

#include "server/auth/webhook_sender.hpp"
#include "server/message_service.hpp"
#include "server/temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

namespace yg::server {
namespace {

const std::string taken_answer = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";

std::unique_ptr<JsonPoster> poster_to(const std::string& address,
                                      std::chrono::milliseconds timeout = std::chrono::seconds(10),
                                      std::size_t in_flight = 64) {
    JsonPoster::Options options;
    options.to = parse_web_address(address).value();
    options.bearer_token = "the-token";
    options.timeout = timeout;
    options.in_flight = in_flight;
    return JsonPoster::start(std::move(options)).value();
}

/// Waits for the answer.
Posting post(JsonPoster& poster, std::string json = "{}") {
    std::promise<Posting> posted;
    poster.post(std::move(json), [&posted](Posting posting) { posted.set_value(posting); });
    return posted.get_future().get();
}

/// Trusts this certificate alone for the length of a test.
struct Trust {
    explicit Trust(const std::string& path) { setenv("SSL_CERT_FILE", path.c_str(), 1); }
    ~Trust() { unsetenv("SSL_CERT_FILE"); }
};

TEST_CASE("An address is taken apart, or refused with the reason") {
    CHECK(parse_web_address("https://sms.example/send?x=1").value() ==
          WebAddress{true, "sms.example", "443", "/send?x=1"});
    CHECK(parse_web_address("https://sms.example:8443").value() ==
          WebAddress{true, "sms.example", "8443", "/"});
    CHECK(parse_web_address("https://[2001:db8::1]:1/a").value() ==
          WebAddress{true, "2001:db8::1", "1", "/a"});
    CHECK(parse_web_address("http://127.0.0.1:9/a").value() ==
          WebAddress{false, "127.0.0.1", "9", "/a"});
    CHECK(parse_web_address("http://[::1]/").value() == WebAddress{false, "::1", "80", "/"});
    for (const char* wrong :
         {"", "sms.example", "ftp://sms.example", "https://", "https:///a", "https://a b/",
          "https://user@sms.example/", "https://sms.example:/", "https://sms.example:123456/",
          "https://sms.example:1x/", "https://[::1/", "https://[sms.example]/",
          "https://sms.example/a#b", "https://sms.example/a\r\nX: y", "HTTPS://sms.example/"}) {
        INFO(wrong);
        CHECK_FALSE(parse_web_address(wrong).ok());
    }
    for (const char* elsewhere :
         {"http://sms.example/", "http://127.0.0.1.evil.example/", "http://192.168.1.1/"}) {
        INFO(elsewhere);
        const auto address = parse_web_address(elsewhere);
        REQUIRE_FALSE(address.ok());
        CHECK(address.error().detail.find("in the clear") != std::string::npos);
    }
}

TEST_CASE("A code goes to the message service with the token, and only there") {
    MessageService service(taken_answer);
    WebhookSender sender(poster_to("http://127.0.0.1:" + service.port() + "/send"));
    std::promise<Sending> sent;
    sender.send({.phone = "13800000001", .code = "012345"},
                [&sent](Sending sending) { sent.set_value(sending); });
    CHECK(sent.get_future().get() == Sending::sent);
    REQUIRE(service.requests().size() == 1);
    const std::string request = service.requests()[0];
    CHECK(request.starts_with("POST /send HTTP/1.1\r\n"));
    CHECK(request.find("Host: 127.0.0.1:" + service.port() + "\r\n") != std::string::npos);
    CHECK(request.find("Authorization: Bearer the-token\r\n") != std::string::npos);
    CHECK(request.find("Content-Type: application/json\r\n") != std::string::npos);
    CHECK(request.ends_with("\r\n\r\n{\"phone\":\"13800000001\",\"code\":\"012345\"}"));
}

TEST_CASE("Only a 2xx is taken, and only a 4xx certainly isn't") {
    const auto [answer, posting] = GENERATE(table<const char*, Posting>(
        {{"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", Posting::taken},
         {"HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n", Posting::refused},
         {"HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", Posting::unknown},
         {"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n",
          Posting::unknown},
         {"nonsense\r\n\r\n", Posting::unknown},
         {"HTTP/1.1 2", Posting::unknown}}));
    INFO(answer);
    MessageService service(answer);
    CHECK(post(*poster_to("http://127.0.0.1:" + service.port())) == posting);
}

TEST_CASE("A service that isn't there or stays silent has failed in time") {
    std::string port;
    {
        const MessageService gone(taken_answer);
        port = gone.port();
    }
    CHECK(post(*poster_to("http://127.0.0.1:" + port)) == Posting::refused);
    MessageService silent("");
    const auto started = std::chrono::steady_clock::now();
    CHECK(post(*poster_to("http://127.0.0.1:" + silent.port(), std::chrono::milliseconds(200))) ==
          Posting::unknown);
    CHECK(std::chrono::steady_clock::now() - started < std::chrono::seconds(8));
}

TEST_CASE("Only so many are under way, and closing ends them all as failed") {
    MessageService silent("");
    const auto poster = poster_to("http://127.0.0.1:" + silent.port(), std::chrono::seconds(60), 2);
    std::promise<Posting> first;
    std::promise<Posting> second;
    poster->post("{}", [&](Posting posting) { first.set_value(posting); });
    poster->post("{}", [&](Posting posting) { second.set_value(posting); });
    CHECK(post(*poster) == Posting::refused);
    poster->close();
    CHECK(first.get_future().get() == Posting::unknown);
    CHECK(second.get_future().get() == Posting::unknown);
    CHECK(post(*poster) == Posting::refused);
}

TEST_CASE("A certificate must be trusted and be the host's own") {
    const TemporaryFolder folder;
    const SelfSigned identity;
    const SelfSigned another;
    identity.write_certificate(folder / "trusted.pem");
    another.write_certificate(folder / "other.pem");
    MessageService service(taken_answer, &identity);
    const std::string localhost = "https://localhost:" + service.port() + "/";
    {
        const Trust trust(folder / "trusted.pem");
        CHECK(post(*poster_to(localhost)) == Posting::taken);
        CHECK(post(*poster_to("https://127.0.0.1:" + service.port() + "/")) == Posting::refused);
    }
    {
        const Trust trust(folder / "other.pem");
        CHECK(post(*poster_to(localhost)) == Posting::refused);
    }
    CHECK(service.requests().size() == 1);
}

}  // namespace
}  // namespace yg::server
