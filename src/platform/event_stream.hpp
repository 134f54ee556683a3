// News that the portal's own server sends by itself (server-sent events). Knows nothing of what
// they mean.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace yg::platform {

/// Called on the same thread, never from inside a call of EventStream.
struct EventHandlers {
    std::function<void()> on_open;
    std::function<void(std::string_view data)> on_event;
    /// It was open and isn't any more, or could not be opened. It may still open by itself.
    std::function<void()> on_lost;
};

class EventStream {
public:
    virtual ~EventStream() = default;

    /// Tries to get events called `event` from `path` ("/api/v1/poke"). While a stream is open or
    /// on its way, and while nobody looks at the page, this does nothing: call it again now and
    /// then.
    virtual void open(const std::string& path, const std::string& event,
                      EventHandlers handlers) = 0;
    /// After this no handler is called. Also when there is none open.
    virtual void close() = 0;
};

}  // namespace yg::platform
