#include "server/http/listener.hpp"
#include "server/raw_client.hpp"
#include "server/running_listener.hpp"

#include <condition_variable>
#include <csignal>
#include <memory>
#include <mutex>
#include <thread>

#include <catch2/catch_test_macros.hpp>

namespace yg::server {
namespace {

TEST_CASE("A request reaches the handler as plain data and its answer goes back") {
    Running server(echo);
    RawClient client(server.port());
    const std::string answer = client.ask(
        "POST /api/v1/push?a=1 HTTP/1.1\r\nHost: here:1\r\nContent-Length: 5\r\n\r\nhello");
    CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(answer.ends_with("\r\n\r\nPOST /api/v1/push?a=1 here:1 127.0.0.1 hello"));
}

TEST_CASE("A connection serves one request after the other, also when they come at once") {
    Running server(echo);
    RawClient client(server.port());
    const std::string request = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
    client.send(request + request);
    CHECK(client.read_answer().ends_with("GET /a? h 127.0.0.1 "));
    CHECK(client.read_answer().ends_with("GET /a? h 127.0.0.1 "));
    CHECK(client.ask(request).ends_with("GET /a? h 127.0.0.1 "));
}

TEST_CASE("HEAD gets the length of the answer but no body") {
    Running server(echo);
    RawClient client(server.port());
    client.send("HEAD /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    const std::string answer = client.read_all();
    CHECK(answer.find("Content-Length: 21\r\n") != std::string::npos);
    CHECK(answer.ends_with("\r\n\r\n"));
}

TEST_CASE("An answer may come later and from another thread") {
    std::thread later;
    Running server([&later](const Request&, const Respond& respond) {
        later = std::thread([respond] { respond(plain("late")); });
    });
    RawClient client(server.port());
    CHECK(client.ask("GET /a HTTP/1.1\r\nHost: h\r\n\r\n").ends_with("late"));
    later.join();
}

TEST_CASE("More connections than allowed are told to come back") {
    ListenerOptions options = on_any_port();
    options.limits.connections = 1;
    Running server(echo, options);
    RawClient first(server.port());
    CHECK(first.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").starts_with("HTTP/1.1 200 "));
    RawClient second(server.port());
    CHECK(second.read_all().starts_with("HTTP/1.1 503 "));
}

TEST_CASE("One address can't take the connections of all") {
    constexpr const char* request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    ListenerOptions options = on_any_port();
    options.limits.connections_by_address = 2;
    Running server(echo, options);
    auto first = std::make_unique<RawClient>(server.port());
    RawClient second(server.port());
    CHECK(first->ask(request).starts_with("HTTP/1.1 200 "));
    CHECK(second.ask(request).starts_with("HTTP/1.1 200 "));
    const std::string refusal = RawClient(server.port()).read_all();
    CHECK(refusal.starts_with("HTTP/1.1 503 "));
    CHECK(refusal.find("Retry-After: ") != std::string::npos);
    RawClient elsewhere(server.port(), "127.0.0.2");
    CHECK(elsewhere.ask(request).starts_with("HTTP/1.1 200 "));

    // What ended counts no more, as soon as the server has seen its end; what was refused never
    // did.
    first->send_end();
    first->read_all();
    first.reset();
    bool let_in = false;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!let_in && std::chrono::steady_clock::now() < deadline) {
        RawClient again(server.port());
        again.send(request);
        let_in = again.read_answer().starts_with("HTTP/1.1 200 ");
    }
    CHECK(let_in);
}

TEST_CASE("A proxy of ours isn't limited as one address") {
    ListenerOptions options = on_any_port();
    options.limits.connections_by_address = 1;
    options.proxies = {"127.0.0.1"};
    Running server(echo, options);
    RawClient first(server.port());
    RawClient second(server.port());
    constexpr const char* request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    CHECK(first.ask(request).starts_with("HTTP/1.1 200 "));
    CHECK(second.ask(request).starts_with("HTTP/1.1 200 "));
    RawClient other(server.port(), "127.0.0.2");
    CHECK(other.ask(request).starts_with("HTTP/1.1 200 "));
    CHECK(RawClient(server.port(), "127.0.0.2").read_all().starts_with("HTTP/1.1 503 "));
}

TEST_CASE("Stopping lets a request in flight end, and takes no other") {
    std::mutex mutex;
    std::condition_variable changed;
    Respond pending;
    Running server([&](const Request&, const Respond& respond) {
        const std::lock_guard lock(mutex);
        pending = respond;
        changed.notify_one();
    });
    RawClient idle(server.port());
    RawClient busy(server.port());
    busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return static_cast<bool>(pending); });
    }
    server.begin_stop();
    CHECK(idle.read_all().empty());
    const RawClient late(server.port());
    CHECK_FALSE(late.connected());
    {
        const std::lock_guard lock(mutex);
        pending(plain("finished"));
        pending = nullptr;
    }
    const std::string answer = busy.read_all();
    CHECK(answer.starts_with("HTTP/1.1 200 "));
    CHECK(answer.find("Connection: close\r\n") != std::string::npos);
    CHECK(answer.ends_with("finished"));
    server.stop();
}

TEST_CASE("Stopping gives up on an answer that never comes, and survives it coming after all") {
    ListenerOptions options = on_any_port();
    options.limits.drain_timeout = std::chrono::milliseconds(50);
    std::mutex mutex;
    std::condition_variable changed;
    Respond pending;
    {
        Running server(
            [&](const Request&, const Respond& respond) {
                const std::lock_guard lock(mutex);
                pending = respond;
                changed.notify_one();
            },
            options);
        RawClient client(server.port());
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        {
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return static_cast<bool>(pending); });
        }
        server.stop();
        CHECK(client.read_all().empty());
    }
    pending(plain("too late"));
}

TEST_CASE("SIGTERM stops the listener") {
    ListenerOptions options = on_any_port();
    options.stop_on_signals = true;
    Running server(echo, options);
    RawClient client(server.port());
    REQUIRE(client.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").starts_with("HTTP/1.1 200 "));
    REQUIRE(kill(getpid(), SIGTERM) == 0);
    CHECK(client.read_all().empty());
    server.join();
}

TEST_CASE("A port in use and a host that is no address are told apart") {
    Running server(echo);
    ListenerOptions options = on_any_port();
    options.port = server.port();
    CHECK(Listener::open(options, echo).error().kind == ErrorKind::conflict);
    options.host = "town.example";
    CHECK(Listener::open(options, echo).error().kind == ErrorKind::invalid_input);
}

}  // namespace
}  // namespace yg::server
