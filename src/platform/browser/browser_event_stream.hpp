// Server-sent events through the browser's EventSource, from the page's own origin. One stream.
#pragma once

#include "platform/event_stream.hpp"

namespace yg::platform {

class BrowserEventStream : public EventStream {
public:
    void open(const std::string& path, const std::string& event, EventHandlers handlers) override;
    void close() override;
};

}  // namespace yg::platform
