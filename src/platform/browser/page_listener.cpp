#include "platform/browser/page_listener.hpp"

#include <emscripten/emscripten.h>

// web/library_events.js
extern "C" void yg_events_listen();

namespace yg::platform {
namespace {

PageListener* heard_by = nullptr;

}  // namespace

void listen_to_page(PageListener& listener) {
    heard_by = &listener;
    yg_events_listen();
}

void report_answered() {
    if (heard_by != nullptr) heard_by->on_answered();
}

void report_picture_ready() {
    if (heard_by != nullptr) heard_by->on_picture_ready();
}

extern "C" {

EMSCRIPTEN_KEEPALIVE void yg_on_frame(double steady_ms) {
    heard_by->on_frame(steady_ms);
}
EMSCRIPTEN_KEEPALIVE void yg_on_alarm() {
    heard_by->on_alarm();
}
EMSCRIPTEN_KEEPALIVE void yg_on_viewport_changed() {
    heard_by->on_viewport_changed();
}

EMSCRIPTEN_KEEPALIVE void yg_on_pointer(int phase, int kind, int pointer_id, float x, float y,
                                        double time_ms) {
    heard_by->on_pointer({.phase = static_cast<PointerPhase>(phase),
                          .kind = static_cast<PointerKind>(kind),
                          .pointer_id = pointer_id,
                          .x = x,
                          .y = y,
                          .time_ms = time_ms});
}

EMSCRIPTEN_KEEPALIVE bool yg_stops_roll(float x, float y) {
    return heard_by->stops_roll(x, y);
}

EMSCRIPTEN_KEEPALIVE void yg_on_wheel(float x, float y, float delta_x, float delta_y, bool zoom) {
    heard_by->on_wheel({.x = x, .y = y, .delta_x = delta_x, .delta_y = delta_y, .zoom = zoom});
}

EMSCRIPTEN_KEEPALIVE void yg_on_key(int key, bool down, bool shift) {
    heard_by->on_key(static_cast<Key>(key), down, shift);
}

EMSCRIPTEN_KEEPALIVE void yg_on_node_activated(NodeId node) {
    heard_by->on_node_activated(node);
}

EMSCRIPTEN_KEEPALIVE void yg_on_text_changed(NodeId field, const char* text, int bytes) {
    heard_by->on_text_changed(field, std::string_view(text, static_cast<std::size_t>(bytes)));
}

EMSCRIPTEN_KEEPALIVE void yg_on_node_focused(NodeId node) {
    heard_by->on_node_focused(node);
}
EMSCRIPTEN_KEEPALIVE void yg_on_route_changed(const char* route) {
    heard_by->on_route_changed(route);
}
EMSCRIPTEN_KEEPALIVE void yg_on_visible() {
    heard_by->on_visible();
}
EMSCRIPTEN_KEEPALIVE void yg_on_online() {
    heard_by->on_online();
}
EMSCRIPTEN_KEEPALIVE void yg_on_context_lost() {
    heard_by->on_context_lost();
}
EMSCRIPTEN_KEEPALIVE void yg_on_context_restored() {
    heard_by->on_context_restored();
}

}  // extern "C"

}  // namespace yg::platform
