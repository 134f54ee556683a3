// What a page reports to the program that runs in it. Events come one at a time, on the same
// thread.
#pragma once

#include <string_view>

#include "platform/input.hpp"
#include "platform/semantics.hpp"

namespace yg::platform {

class PageListener {
public:
    virtual ~PageListener() = default;

    virtual void on_frame(double steady_ms) = 0;
    virtual void on_alarm() = 0;
    virtual void on_viewport_changed() = 0;
    /// After every answer of Http or Storage was handled: what waits for it may now have timers.
    virtual void on_answered() = 0;
    /// A picture that a frame asked for can be drawn.
    virtual void on_picture_ready() = 0;

    virtual void on_pointer(const PointerEvent& event) = 0;
    /// True when a finger that comes down there stops what still rolls, and means nothing else.
    virtual bool stops_roll(float x, float y) = 0;
    virtual void on_wheel(const WheelEvent& event) = 0;
    virtual void on_key(Key key, bool down, bool shift) = 0;

    /// By a keyboard or assistive technology; fingers and mice come as pointers.
    virtual void on_node_activated(NodeId node) = 0;
    virtual void on_text_changed(NodeId field, std::string_view text) = 0;
    /// no_node when the focus left.
    virtual void on_node_focused(NodeId node) = 0;

    virtual void on_route_changed(std::string_view route) = 0;
    virtual void on_visible() = 0;
    virtual void on_online() = 0;

    virtual void on_context_lost() = 0;
    virtual void on_context_restored() = 0;
};

/// From now on `listener`, which must live as long as the page, hears everything.
void listen_to_page(PageListener& listener);

/// For the services of this folder: tells the listener that an answer was handled.
void report_answered();
void report_picture_ready();

}  // namespace yg::platform
