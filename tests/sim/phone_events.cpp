#include "sim/phone_events.hpp"

#include <optional>
#include <string_view>
#include <utility>

namespace yg::sim {

void PhoneEvents::open(const std::string& path, const std::string& event,
                       platform::EventHandlers handlers) {
    if (!allowed || source_) return;
    handlers_ = std::make_shared<platform::EventHandlers>(std::move(handlers));
    mark_ = "event: " + event + "\ndata: ";
    source_ = connect_(path);
    loop_.post([handlers = handlers_, opened = source_ != nullptr] {
        opened ? handlers->on_open() : handlers->on_lost();
    });
    if (!source_) return;
    source_->on_ready([this] { post_delivery(); });
    post_delivery();
}

void PhoneEvents::post_delivery() {
    loop_.post([this] { deliver(); });
}

void PhoneEvents::close() {
    if (source_) source_->on_ready(nullptr);
    source_ = nullptr;
    handlers_ = nullptr;
}

void PhoneEvents::lose() {
    source_ = nullptr;
    loop_.post([handlers = std::exchange(handlers_, nullptr)] { handlers->on_lost(); });
}

void PhoneEvents::deliver() {
    if (!source_) return;
    const std::optional<std::string> events = source_->take();
    if (!events) return lose();
    // A copy: a handler may close the stream.
    const std::shared_ptr<platform::EventHandlers> handlers = handlers_;
    for (std::size_t at = 0; (at = events->find(mark_, at)) != std::string::npos;) {
        at += mark_.size();
        handlers->on_event(std::string_view(*events).substr(at, events->find('\n', at) - at));
    }
}

}  // namespace yg::sim
