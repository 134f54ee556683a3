// What no proper client sends, byte for byte: each is refused or cut off, and the next is served.
#include "server/raw_client.hpp"
#include "server/running_listener.hpp"

#include <atomic>
#include <fstream>
#include <memory>
#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

namespace yg::server {
namespace {

constexpr std::string_view good = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr std::size_t mebibyte = 1024 * 1024;

struct Case {
    std::string name;
    std::string request;
    std::string status;
};

std::string post(std::string_view headers, std::string_view body) {
    return std::string("POST / HTTP/1.1\r\nHost: a\r\n")
        .append(headers)
        .append("\r\n\r\n")
        .append(body);
}

std::string chunked(std::string_view chunks) {
    return post("Transfer-Encoding: chunked", chunks);
}

std::string get(std::string_view headers) {
    return std::string("GET / HTTP/1.1\r\n").append(headers).append("\r\n\r\n");
}

const std::string many(20'000, 'x');

/// Where a body ends must have one reading: two readers on the way would see two requests.
std::vector<Case> unclear_lengths() {
    return {
        {"conflicting lengths", post("Content-Length: 5\r\nContent-Length: 6", "hello!"), "400"},
        {"repeated length", post("Content-Length: 5\r\nContent-Length: 5", "hello"), "400"},
        {"list of lengths", post("Content-Length: 5, 5", "hello"), "400"},
        {"signed length", post("Content-Length: +5", "hello"), "400"},
        {"negative length", post("Content-Length: -5", "hello"), "400"},
        {"length with letters", post("Content-Length: 5abc", "hello"), "400"},
        {"hexadecimal length", post("Content-Length: 0x5", "hello"), "400"},
        {"empty length", post("Content-Length: ", "hello"), "400"},
        {"length past 64 bits", post("Content-Length: 18446744073709551621", "hello"), "400"},
        {"length and chunks", post("Content-Length: 5\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
         "400"},
        {"chunks and length", post("Transfer-Encoding: chunked\r\nContent-Length: 5", "0\r\n\r\n"),
         "400"},
        {"proper chunks", chunked("5\r\nhello\r\n0\r\n\r\n"), "411"},
        {"chunk size +5", chunked("+5\r\nhello\r\n0\r\n\r\n"), "411"},
        {"chunk size 5abc", chunked("5abc\r\nhello\r\n0\r\n\r\n"), "411"},
        {"chunk size 0x5", chunked("0x5\r\nhello\r\n0\r\n\r\n"), "411"},
        {"chunks, spelt oddly", post("Transfer-Encoding: xchunked", "0\r\n\r\n"), "411"},
        {"identity", post("Transfer-Encoding: identity", "hello"), "411"},
    };
}

std::vector<Case> bad_headers() {
    return {
        {"no host", get("Accept: a"), "400"},
        {"empty host", get("Host: "), "400"},
        {"two hosts", get("Host: a\r\nHost: b"), "400"},
        {"the same host twice", get("Host: a\r\nhost: a"), "400"},
        {"a list of hosts", get("Host: a, b"), "400"},
        {"a host with a path", get("Host: a/b"), "400"},
        {"a host with a user", get("Host: me@a"), "400"},
        {"two origins", get("Host: a\r\nOrigin: a\r\nOrigin: b"), "400"},
        {"two cookies", get("Host: a\r\nCookie: a=b\r\nCookie: a=c"), "400"},
        {"header line without colon", get("Host: a\r\nnonsense"), "400"},
        {"header line without name", get("Host: a\r\n: x"), "400"},
        {"space before colon", get("Host : a"), "400"},
        {"NUL in a header", get(std::string("Host: a\r\nX: ") + '\0' + "b"), "400"},
        {"bare carriage return", get("Host: a\r\nX: a\rb"), "400"},
        {"bare line feeds", "GET / HTTP/1.1\nHost: a\n\n", "400"},
        {"long header", get("Host: a\r\nX: " + many), "431"},
    };
}

std::vector<Case> bad_requests() {
    return {
        {"no HTTP", "hello there\r\n\r\n", "400"},
        {"TLS", "\x16\x03\x01\x02\x01\x01\xfc\x03\x03\r\n\r\n", "400"},
        {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400"},
        {"another version", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", "400"},
        {"a proxy's target", "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
        {"space in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
        {"another method", "DELETE / HTTP/1.1\r\nHost: a\r\n\r\n", "405"},
        {"long target", "GET /" + many + " HTTP/1.1\r\nHost: a\r\n\r\n", "431"},
        {"long body", post("Content-Length: 1048577", ""), "413"},
        {"longest body", post("Content-Length: 18446744073709551615", ""), "413"},
    };
}

void check_served(std::uint16_t port) {
    RawClient next(port);
    CHECK(next.ask(good).starts_with("HTTP/1.1 200 "));
}

/// Resident memory of this process, which the listener runs in.
std::size_t resident_bytes() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        std::size_t kibibytes = 0;
        if (word == "VmRSS:" && status >> kibibytes) return kibibytes * 1024;
    }
    FAIL("/proc/self/status has no VmRSS");
    return 0;
}

TEST_CASE("Malformed HTTP is refused once and the next connection is served") {
    Running server(echo);
    for (const auto& cases : {unclear_lengths(), bad_headers(), bad_requests()}) {
        for (const Case& one : cases) {
            INFO(one.name);
            RawClient client(server.port());
            client.send(one.request);
            client.send_end();
            const std::string answer = client.read_all();
            INFO(answer);
            CHECK(answer.starts_with("HTTP/1.1 " + one.status + " "));
            CHECK(answer.find("{\"code\":\"") != std::string::npos);
            CHECK(answer.find("Connection: close\r\n") != std::string::npos);
            CHECK(answer.find("HTTP/1.1", 5) == std::string::npos);
            check_served(server.port());
        }
    }
}

TEST_CASE("Garbage after a request ends the connection, after the request was answered") {
    Running server(echo);
    const std::string garbage = GENERATE("nonsense\r\n\r\n", "hello\r\n\r\nGET /b HTTP/1.1\r\n\r\n",
                                         "GET / HTTP/1.1\r\nnonsense\r\n\r\n");
    RawClient client(server.port());
    client.send(std::string(good) + garbage + std::string(good));
    CHECK(client.read_answer().starts_with("HTTP/1.1 200 "));
    CHECK(client.read_answer().starts_with("HTTP/1.1 400 "));
    client.send_end();
    CHECK(client.read_all().empty());
    check_served(server.port());
}

TEST_CASE("A body longer than it says is not taken for more of the body") {
    Running server(echo);
    RawClient client(server.port());
    client.send(post("Content-Length: 5", "hello there, this is no request\r\n\r\n"));
    CHECK(client.read_answer().ends_with(" hello"));
    CHECK(client.read_answer().starts_with("HTTP/1.1 400 "));
}

TEST_CASE("Endless headers are cut off and don't take memory") {
    Running server(echo);
    constexpr std::size_t clients = 32;
    constexpr std::size_t patience = 8 * mebibyte;
    const std::string line =
        GENERATE("X-Line: " + std::string(1000, 'x') + "\r\n", std::string(1000, 'x'));
    check_served(server.port());
    const std::size_t before = resident_bytes();
    std::vector<std::unique_ptr<RawClient>> kept;
    for (std::size_t i = 0; i < clients; ++i) {
        RawClient& client = *kept.emplace_back(std::make_unique<RawClient>(server.port()));
        client.send("GET / HTTP/1.1\r\nHost: a\r\nX: ");
        std::size_t sent = 0;
        while (sent < patience && client.send(line)) sent += line.size();
        CHECK(sent < patience);
    }
    // What came in is more than this by far; what each connection holds is less.
    CHECK(resident_bytes() < before + clients * mebibyte);
    check_served(server.port());
}

TEST_CASE("A client that never ends its request is cut off by the clock, however it goes on") {
    ListenerOptions options = on_any_port();
    options.limits.header_timeout = std::chrono::milliseconds(200);
    options.limits.body_timeout = std::chrono::milliseconds(200);
    options.limits.idle_timeout = std::chrono::milliseconds(200);
    Running server(echo, options);
    SECTION("silent") {
        const auto* start =
            GENERATE("", "GET / HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab");
        RawClient client(server.port());
        client.send(start);
        CHECK(client.read_all().empty());
    }
    SECTION("a byte now and then") {
        const std::string start =
            GENERATE(std::string("GET / HTTP/1.1\r\nHost: a\r\nX: "),
                     post("Content-Length: 1000000", ""), std::string(good) + "GET /");
        RawClient client(server.port());
        client.send(start);
        // Each byte comes well within every time-out: only the whole takes too long.
        constexpr int patience = 1000;
        int sent = 0;
        while (sent < patience && client.send("x") &&
               !client.is_over_within(std::chrono::milliseconds(20))) {
            ++sent;
        }
        CHECK(sent > 0);
        CHECK(sent < patience);
    }
    check_served(server.port());
}

TEST_CASE("A client that doesn't read its answer is cut off") {
    ListenerOptions options = on_any_port();
    options.limits.write_timeout = std::chrono::milliseconds(200);
    options.limits.slowest_bytes_per_second = 1024 * mebibyte;
    std::atomic<bool> asked = false;
    const auto large = std::make_shared<const std::string>(64 * mebibyte, 'x');
    Running server(
        [&](const Request& request, const Respond& respond) {
            if (request.path == "/") return respond(plain("small"));
            Response response{.status = 200, .headers = {}, .body = {}, .shared_body = large};
            asked = true;
            respond(std::move(response));
        },
        options);
    RawClient client(server.port());
    client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
    // The listener lets go of the answer: nobody else holds it then.
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!asked || large.use_count() > 1) {
        if (std::chrono::steady_clock::now() > deadline) FAIL("still held after 20 s");
        std::this_thread::yield();
    }
    CHECK(client.read_all().size() < large->size());
    check_served(server.port());
}

}  // namespace
}  // namespace yg::server
