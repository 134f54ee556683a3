// A listener on a thread of its own, for as long as a test lasts.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "server/http/listener.hpp"

namespace yg::server {

inline Response plain(std::string body) {
    return {.status = 200, .headers = {}, .body = std::move(body), .shared_body = nullptr};
}

/// Answers with what it understood of the request.
inline void echo(const Request& request, const Respond& respond) {
    const char* method = request.method == Method::post   ? "POST"
                         : request.method == Method::head ? "HEAD"
                                                          : "GET";
    respond(plain(std::string(method) + " " + request.path + "?" + request.query + " " +
                  request.host + " " + request.peer + " " + request.body));
}

inline ListenerOptions on_any_port() {
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

}  // namespace yg::server
