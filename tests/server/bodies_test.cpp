#include "codec/photo_answer.hpp"
#include "server/api/api.hpp"
#include "server/http/listener.hpp"
#include "server/raw_client.hpp"
#include "server/running_listener.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace yg::server {
namespace {

std::string header(std::string_view method_and_target, std::size_t bytes) {
    return std::string(method_and_target)
        .append(" HTTP/1.1\r\nHost: h\r\nContent-Length: ")
        .append(std::to_string(bytes))
        .append("\r\n\r\n");
}

/// The answer to a request whose body is never sent, if the header alone decides.
std::string ask_with_header_alone(Running& server, std::string_view method_and_target,
                                  std::size_t bytes) {
    RawClient client(server.port());
    return client.ask(header(method_and_target, bytes));
}

TEST_CASE("A body is refused by path and method before a byte of it is read") {
    ListenerOptions options = on_any_port();
    options.body_limit = [](Method method, std::string_view path) -> std::size_t {
        return method == Method::post && path == "/take" ? 10 : 0;
    };
    Running server(echo, options);
    RawClient client(server.port());
    CHECK(client.ask(header("POST /take?more", 10) + "0123456789").ends_with(" 0123456789"));
    for (const auto* wrong : {"POST /take", "GET /take", "POST /other", "POST /take/more"}) {
        INFO(wrong);
        CHECK(ask_with_header_alone(server, wrong, 11).starts_with("HTTP/1.1 413 "));
    }
    CHECK(client.ask(header("GET /take", 0)).starts_with("HTTP/1.1 200 "));
}

TEST_CASE("The portal reads no body where it takes none") {
    CHECK(Api::body_limit(Method::post, "/api/v1/push") == codec::max_request_bytes);
    CHECK(Api::body_limit(Method::post, "/api/v1/sign_in/start") == 1024);
    CHECK(Api::body_limit(Method::post, "/api/v1/photos/a") == codec::photo_piece_bytes);
    CHECK(Api::body_limit(Method::get, "/api/v1/photos/a") == 0);
    for (const auto* path : {"/", "/api/v1/session", "/api/v1/nothing", "/index.html"}) {
        INFO(path);
        CHECK(Api::body_limit(Method::post, path) == 0);
        CHECK(Api::body_limit(Method::get, path) == 0);
    }
}

/// Keeps every request until it is told to answer.
class Keeper {
public:
    Handler handler() {
        return [this](const Request& request, Respond respond) {
            if (request.path != "/keep")
                return respond(plain(std::string(request.path.size(), 'x')));
            const std::lock_guard lock(mutex_);
            kept_.push_back(std::move(respond));
            changed_.notify_all();
        };
    }
    void wait_for(std::size_t requests) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return kept_.size() >= requests; });
    }
    void answer_all() {
        const std::lock_guard lock(mutex_);
        for (const Respond& respond : kept_) respond(plain("done"));
        kept_.clear();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Respond> kept_;
};

TEST_CASE("All bodies together take so much memory, and those that end make room") {
    ListenerOptions options = on_any_port();
    options.limits.bytes_in_flight = 100;
    Keeper keeper;
    Running server(keeper.handler(), options);
    RawClient first(server.port());
    first.send(header("POST /keep", 80) + std::string(80, 'a'));
    keeper.wait_for(1);
    CHECK(options.counts->bytes == 80);
    const std::string refusal = ask_with_header_alone(server, "POST /keep", 21);
    CHECK(refusal.starts_with("HTTP/1.1 503 "));
    CHECK(refusal.find("Retry-After: ") != std::string::npos);
    CHECK(ask_with_header_alone(server, "GET /small", 0).starts_with("HTTP/1.1 200 "));
    keeper.answer_all();
    CHECK(first.read_answer().ends_with("done"));
    // What was answered is forgotten once the last byte is out, which the client may see earlier.
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (options.counts->bytes != 0 && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::yield();
    }
    CHECK(options.counts->bytes == 0);
    CHECK(
        first.ask(header("POST /other", 100) + std::string(100, 'a')).starts_with("HTTP/1.1 200 "));
}

TEST_CASE("A long answer that doesn't fit into memory any more is not given, a short one is") {
    ListenerOptions options = on_any_port();
    options.limits.bytes_in_flight = 100;
    options.limits.small_answer_bytes = 30;
    Keeper keeper;
    Running server(keeper.handler(), options);
    RawClient busy(server.port());
    busy.send(header("POST /keep", 80) + std::string(80, 'a'));
    keeper.wait_for(1);
    RawClient client(server.port());
    CHECK(client.ask(header("GET /" + std::string(29, 'a'), 0)).starts_with("HTTP/1.1 200 "));
    CHECK(client.ask(header("GET /" + std::string(30, 'a'), 0)).starts_with("HTTP/1.1 503 "));
    keeper.answer_all();
}

}  // namespace
}  // namespace yg::server
