#include "server/http/listener.hpp"
#include "server/raw_client.hpp"

#include <condition_variable>
#include <csignal>
#include <mutex>
#include <thread>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

namespace yg::server {
namespace {

Response plain(std::string body) {
    return {.status = 200, .headers = {}, .body = std::move(body), .shared_body = nullptr};
}

/// Answers with what it understood of the request.
void echo(const Request& request, const Respond& respond) {
    const char* method = request.method == Method::post   ? "POST"
                         : request.method == Method::head ? "HEAD"
                                                          : "GET";
    respond(plain(std::string(method) + " " + request.path + "?" + request.query + " " +
                  request.host + " " + request.peer + " " + request.body));
}

ListenerOptions on_any_port() {
    ListenerOptions options;
    options.port = 0;
    options.stop_on_signals = false;
    return options;
}

/// A listener that runs until the test ends.
class Running {
public:
    explicit Running(Handler handler, ListenerOptions options = on_any_port())
        : listener_(Listener::open(std::move(options), std::move(handler)).value()),
          port_(listener_->port()),
          thread_([this] { listener_->run(); }) {}
    ~Running() { stop(); }

    void begin_stop() { listener_->stop(); }
    void stop() {
        listener_->stop();
        join();
    }
    void join() {
        if (thread_.joinable()) thread_.join();
    }
    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    std::unique_ptr<Listener> listener_;
    std::uint16_t port_;
    std::thread thread_;
};

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

TEST_CASE("Malformed HTTP is refused and the next connection is served") {
    struct Case {
        std::string name;
        std::string request;
        std::string status;
    };
    const std::string many(20'000, 'x');
    const auto one = GENERATE_COPY(
        Case{"no host", "GET / HTTP/1.1\r\n\r\n", "400"},
        Case{"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
        Case{"two origins", "GET / HTTP/1.1\r\nHost: a\r\nOrigin: a\r\nOrigin: b\r\n\r\n", "400"},
        Case{"conflicting lengths",
             "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
             "400"},
        Case{"repeated length",
             "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
             "400"},
        Case{"list of lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nhello",
             "400"},
        Case{"signed length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nhello",
             "400"},
        Case{"length with letters", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5a\r\n\r\nhello",
             "400"},
        Case{"length and chunks",
             "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: "
             "chunked\r\n\r\n0\r\n\r\n",
             "400"},
        Case{"chunks",
             "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n",
             "411"},
        Case{"header line without colon", "GET / HTTP/1.1\r\nHost: a\r\nnonsense\r\n\r\n", "400"},
        Case{"space before colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", "400"},
        Case{"bare line feeds", "GET / HTTP/1.1\nHost: a\n\n", "400"},
        Case{"no HTTP", "hello there\r\n\r\n", "400"},
        Case{"a proxy's target", "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n", "400"},
        Case{"another method", "DELETE / HTTP/1.1\r\nHost: a\r\n\r\n", "405"},
        Case{"long header", "GET / HTTP/1.1\r\nHost: a\r\nX: " + many + "\r\n\r\n", "431"},
        Case{"long target", "GET /" + many + " HTTP/1.1\r\nHost: a\r\n\r\n", "431"},
        Case{"long body", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n", "413"});
    Running server(echo);
    {
        INFO(one.name);
        RawClient client(server.port());
        client.send(one.request);
        client.send_end();
        const std::string answer = client.read_all();
        CHECK(answer.starts_with("HTTP/1.1 " + one.status + " "));
        CHECK(answer.find("{\"code\":\"") != std::string::npos);
        CHECK(answer.find("HTTP/1.1", 5) == std::string::npos);
    }
    RawClient next(server.port());
    CHECK(next.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").starts_with("HTTP/1.1 200 "));
}

TEST_CASE("Endless headers are cut off") {
    Running server(echo);
    RawClient client(server.port());
    client.send("GET / HTTP/1.1\r\nHost: a\r\n");
    const std::string line = "X-Line: " + std::string(1000, 'x') + "\r\n";
    std::size_t sent = 0;
    while (sent < 64u * 1024 * 1024 && client.send(line)) sent += line.size();
    CHECK(sent < 64u * 1024 * 1024);
}

TEST_CASE("A client that sends a byte now and then is cut off") {
    ListenerOptions options = on_any_port();
    options.limits.header_timeout = std::chrono::milliseconds(100);
    options.limits.body_timeout = std::chrono::milliseconds(100);
    options.limits.idle_timeout = std::chrono::milliseconds(100);
    const auto* start =
        GENERATE("", "GET / HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab");
    Running server(echo, options);
    RawClient client(server.port());
    client.send(start);
    CHECK(client.read_all().empty());
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
