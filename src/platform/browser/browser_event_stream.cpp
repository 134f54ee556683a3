#include "platform/browser/browser_event_stream.hpp"

#include <emscripten/emscripten.h>

#include <utility>

#include "platform/browser/page_listener.hpp"

// web/library_stream.js
extern "C" bool yg_stream_open(const char* path, const char* event);
extern "C" void yg_stream_close();

namespace yg::platform {
namespace {

EventHandlers heard_by;

}  // namespace

void BrowserEventStream::open(const std::string& path, const std::string& event,
                              EventHandlers handlers) {
    if (yg_stream_open(path.c_str(), event.c_str())) heard_by = std::move(handlers);
}

void BrowserEventStream::close() {
    yg_stream_close();
    heard_by = {};
}

extern "C" {

EMSCRIPTEN_KEEPALIVE void yg_on_stream_open() {
    if (heard_by.on_open) heard_by.on_open();
    report_answered();
}

EMSCRIPTEN_KEEPALIVE void yg_on_stream_event(const char* data, int bytes) {
    if (heard_by.on_event) {
        heard_by.on_event(std::string_view(data, static_cast<std::size_t>(bytes)));
    }
    report_answered();
}

EMSCRIPTEN_KEEPALIVE void yg_on_stream_lost() {
    if (heard_by.on_lost) heard_by.on_lost();
    report_answered();
}

}  // extern "C"

}  // namespace yg::platform
