// A phone's stream of events over the server's own stream: what has news tells it, bytes become
// events. Must not know how the connection is made.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "platform/event_stream.hpp"
#include "platform/headless/headless_loop.hpp"
#include "server/http/body_stream.hpp"

namespace yg::sim {

class PhoneEvents final : public platform::EventStream {
public:
    /// The server's stream for a path; null when there is no way to the server.
    using Connect = std::function<std::shared_ptr<server::BodyStream>(const std::string& path)>;

    PhoneEvents(platform::HeadlessLoop& loop, Connect connect)
        : loop_(loop), connect_(std::move(connect)) {}
    ~PhoneEvents() override { close(); }
    void open(const std::string& path, const std::string& event,
              platform::EventHandlers handlers) override;
    void close() override;

    /// The connection breaks; the browser doesn't come back by itself.
    void lose();
    [[nodiscard]] bool is_open() const { return source_ != nullptr; }

    bool allowed = false;  ///< False: as in a browser whose streams never open.

private:
    /// Hands what the server has to say to the handlers, later, as it reaches a browser.
    void deliver();
    void post_delivery();

    platform::HeadlessLoop& loop_;
    Connect connect_;
    std::shared_ptr<server::BodyStream> source_;
    std::shared_ptr<platform::EventHandlers> handlers_;  ///< Null after `close`.
    std::string mark_;                                   ///< What stands before an event's data.
};

}  // namespace yg::sim
