// Answers that go on, over real sockets.
#include "server/raw_client.hpp"
#include "server/running_listener.hpp"

#include <atomic>
#include <csignal>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <catch2/catch_test_macros.hpp>

namespace yg::server {
namespace {

using std::chrono::milliseconds;

constexpr std::string_view listen_request = "GET /poke HTTP/1.1\r\nHost: a\r\n\r\n";

/// News that a test makes.
class Source final : public BodyStream {
public:
    void say(std::string words) {
        std::function<void()> wake;
        {
            const std::lock_guard lock(mutex_);
            pending_ += words;
            wake = wake_;
        }
        if (wake) wake();
    }
    void end() {
        over_ = true;
        say("");
    }
    /// Never runs out of words.
    void babble() { babbling_ = true; }
    [[nodiscard]] int taken() const { return taken_; }

    void on_ready(std::function<void()> wake) override {
        const std::lock_guard lock(mutex_);
        wake_ = std::move(wake);
    }
    std::optional<std::string> take() override {
        ++taken_;
        if (babbling_) return std::string(64 * 1024, 'x');
        const std::lock_guard lock(mutex_);
        if (over_ && pending_.empty()) return std::nullopt;
        return std::exchange(pending_, "");
    }
    std::string heartbeat() override { return "beat\n"; }
    std::string farewell() override { return "farewell\n"; }

private:
    std::mutex mutex_;
    std::string pending_ = "hello\n";
    std::function<void()> wake_;
    std::atomic<bool> over_ = false;
    std::atomic<bool> babbling_ = false;
    std::atomic<int> taken_ = 0;
};

/// A listener whose every answer to /poke is the stream `source`.
struct Streaming {
    explicit Streaming(const ListenerOptions& options)
        : counts(options.counts),
          server(
              [this](const Request& request, const Respond& respond) {
                  Response response = plain(request.path);
                  if (request.path == "/poke") response.stream = source;
                  respond(std::move(response));
              },
              options) {}

    /// True once so many streams are open; false when that isn't so within 20 s.
    [[nodiscard]] bool comes_to(std::int64_t streams) const {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (counts->streams != streams) {
            if (std::chrono::steady_clock::now() > deadline) return false;
            std::this_thread::yield();
        }
        return true;
    }

    std::shared_ptr<Source> source = std::make_shared<Source>();
    std::shared_ptr<ConnectionCounts> counts;
    Running server;
};

ListenerOptions without_pause() {
    ListenerOptions options = on_any_port();
    options.limits.stream_pause = milliseconds(0);
    return options;
}

TEST_CASE("A stream sends what its source has, when it has it, and ends with it") {
    Streaming streaming(without_pause());
    RawClient client(streaming.server.port());
    client.send(listen_request);
    const std::string header = client.read_until("\r\n\r\n");
    CHECK(header.starts_with("HTTP/1.1 200 "));
    CHECK(header.find("Content-Length") == std::string::npos);
    CHECK(header.find("Connection: close\r\n") != std::string::npos);
    CHECK(client.read_until("\n") == "hello\n");
    for (const auto* words : {"one\n", "two\n", "three\n"}) {
        streaming.source->say(words);
        CHECK(client.read_until("\n") == words);
    }
    streaming.source->end();
    CHECK(client.read_all().empty());
    CHECK(streaming.comes_to(0));
    RawClient next(streaming.server.port());
    CHECK(next.ask("GET / HTTP/1.1\r\nHost: a\r\n\r\n").ends_with("/"));
}

TEST_CASE("News that come while a stream rests are sent as one") {
    ListenerOptions options = on_any_port();
    options.limits.stream_pause = milliseconds(300);
    Streaming streaming(options);
    RawClient client(streaming.server.port());
    client.send(listen_request);
    CHECK(client.read_until("hello\n").ends_with("hello\n"));
    for (int i = 0; i < 1000; ++i) streaming.source->say(".");
    streaming.source->say("\n");
    CHECK(client.read_until("\n") == std::string(1000, '.') + "\n");
    CHECK(streaming.source->taken() < 10);
}

TEST_CASE("A stream without news shows that it lives") {
    ListenerOptions options = without_pause();
    options.limits.stream_heartbeat = milliseconds(20);
    Streaming streaming(options);
    RawClient client(streaming.server.port());
    client.send(listen_request);
    CHECK(client.read_until("hello\n").ends_with("hello\n"));
    for (int i = 0; i < 3; ++i) CHECK(client.read_until("\n") == "beat\n");
}

TEST_CASE("HEAD of a stream is its header alone") {
    Streaming streaming(without_pause());
    RawClient client(streaming.server.port());
    client.send("HEAD /poke HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(client.read_all().ends_with("\r\n\r\n"));
    CHECK(streaming.source->taken() == 0);
}

TEST_CASE("A client that leaves ends its stream at once, and so does one that goes on talking") {
    Streaming streaming(without_pause());
    std::optional<RawClient> client(std::in_place, streaming.server.port());
    client->send(listen_request);
    CHECK(client->read_until("hello\n").ends_with("hello\n"));
    REQUIRE(streaming.comes_to(1));
    SECTION("leaves") {
        client.reset();
        CHECK(streaming.comes_to(0));
    }
    SECTION("talks") {
        client->send(listen_request);
        CHECK(client->read_all().empty());
        CHECK(streaming.comes_to(0));
    }
}

TEST_CASE("A client that doesn't read its stream is dropped") {
    ListenerOptions options = without_pause();
    options.limits.stream_write_timeout = milliseconds(200);
    Streaming streaming(options);
    streaming.source->babble();
    RawClient client(streaming.server.port());
    client.send(listen_request);
    CHECK(client.read_until("\r\n\r\n").starts_with("HTTP/1.1 200 "));
    while (streaming.source->taken() == 0) std::this_thread::yield();
    CHECK(streaming.comes_to(0));
    // Bytes were asked for as they went out, not for as long as there were any.
    CHECK(streaming.source->taken() < 1000);
    CHECK(client.read_all().find_first_not_of('x') == std::string::npos);
}

TEST_CASE("SIGTERM ends streams with a farewell") {
    ListenerOptions options = on_any_port();
    options.stop_on_signals = true;
    options.limits.stream_pause = std::chrono::hours(1);  // Doesn't hold it up.
    Streaming streaming(options);
    RawClient client(streaming.server.port());
    client.send(listen_request);
    CHECK(client.read_until("hello\n").ends_with("hello\n"));
    REQUIRE(kill(getpid(), SIGTERM) == 0);
    CHECK(client.read_all() == "farewell\n");
    streaming.server.join();
}

}  // namespace
}  // namespace yg::server
