// Speaks HTTP/1.1 on a socket: limits, time-outs, keep-alive, draining. Must not know what a
// request means: that is the Handler's.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "server/http/connection_counts.hpp"
#include "server/http/message.hpp"

namespace yg::server {

struct ListenerLimits {
    std::size_t header_bytes = 16 * 1024;
    std::size_t body_bytes = 1024 * 1024;
    /// Bodies of requests and answers in memory at once, of all connections. What would pass it is
    /// answered with 503; small answers always go out.
    std::size_t bytes_in_flight = 256 * 1024 * 1024;
    std::size_t small_answer_bytes = 16 * 1024;
    std::size_t connections = 4096;
    /// Of one address (or IPv6 network, see network_of), which may be a mobile network's gateway
    /// with hundreds of phones behind it.
    std::size_t connections_by_address = 1024;
    std::chrono::milliseconds idle_timeout{60'000};
    std::chrono::milliseconds header_timeout{10'000};
    std::chrono::milliseconds body_timeout{30'000};
    /// An answer may take this long, and on top the time its bytes take at the slowest rate.
    std::chrono::milliseconds write_timeout{30'000};
    std::size_t slowest_bytes_per_second = 16 * 1024;
    // Of streams: what is written must arrive in this time; something is written at least this
    // often, and news at most once in `stream_pause`.
    std::chrono::milliseconds stream_write_timeout{30'000};
    std::chrono::milliseconds stream_heartbeat{25'000};
    std::chrono::milliseconds stream_pause{2'000};
    /// How long requests in flight may go on after stop().
    std::chrono::milliseconds drain_timeout{10'000};
};

/// How long a body may be that is sent to `path` (without its query).
using BodyLimit = std::function<std::size_t(Method method, std::string_view path)>;

struct ListenerOptions {
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0: any free one, see Listener::port().
    int threads = 2;
    bool stop_on_signals = true;  ///< SIGINT and SIGTERM drain; a second one cuts off.
    ListenerLimits limits;
    /// Asked before a body is read; none of them is longer than `limits.body_bytes` all the same.
    BodyLimit body_limit = [](Method, std::string_view) { return static_cast<std::size_t>(-1); };
    /// Addresses of our own proxies: everybody comes from there, so they are not limited alone.
    std::vector<std::string> proxies = {};
    std::shared_ptr<ConnectionCounts> counts = std::make_shared<ConnectionCounts>();
};

class Listener {
public:
    /// Binds and listens. invalid_input: `host` is not an address; conflict: the port is taken;
    /// denied: the port may not be used; unavailable: anything else.
    static Result<std::unique_ptr<Listener>> open(ListenerOptions options, Handler handler);

    ~Listener();

    /// The port that is listened on.
    [[nodiscard]] std::uint16_t port() const;

    /// Serves until stop() or a signal, then lets requests in flight end. Blocks.
    void run();

    /// From any thread, any number of times.
    void stop();

private:
    struct Core;
    explicit Listener(std::shared_ptr<Core> core);
    std::shared_ptr<Core> core_;  // Shared with answers that come after the drain gave up.
};

}  // namespace yg::server
