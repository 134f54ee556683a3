// The whole interface: takes input, frames and the address, draws the screen of the current route
// and hands its meaning on. Knows the models of app/, and nothing of browsers, SQL or JSON.
#pragma once

#include <memory>
#include <string_view>

#include "app/portal.hpp"
#include "platform/clock.hpp"
#include "platform/glyphs.hpp"
#include "platform/input.hpp"
#include "platform/page.hpp"
#include "platform/pictures.hpp"
#include "platform/preferences.hpp"
#include "platform/semantics.hpp"

namespace yg::ui {

struct Services {
    platform::Page& page;
    platform::GlyphSource& glyphs;
    platform::SemanticsView& semantics;
    platform::Preferences& preferences;
    platform::Clock& clock;
    platform::Pictures& pictures;
};

class Canvas;
class Kit;

class Shell {
public:
    Shell(app::Portal& portal, Services services);
    ~Shell();
    Shell(const Shell&) = delete;
    Shell& operator=(const Shell&) = delete;

    struct FrameInput {
        float width = 0;    ///< CSS pixels
        float height = 0;   ///< CSS pixels
        float density = 1;  ///< Device pixels per CSS pixel.
        platform::Insets insets = {};
        double steady_ms = 0;
        bool phone_prefers_dark = false;
        /// Nothing can be drawn: the semantic elements are the page, as long as its content is.
        bool plain = false;
    };
    /// Builds one frame. True when ImGui::GetDrawData() must now be rendered.
    bool frame(const FrameInput& input);

    // Input. Each asks the page for the frames it needs.
    void on_pointer(const platform::PointerEvent& event);
    /// True when a finger that comes down there stops what still rolls, and means nothing else.
    [[nodiscard]] bool stops_roll(float x, float y) const;
    void on_wheel(const platform::WheelEvent& event);
    void on_key(platform::Key key, bool down, bool shift);
    /// From the semantic elements: a screen reader, a keyboard or a test used this one.
    void on_node_activated(platform::NodeId node);
    void on_text_changed(platform::NodeId field, std::string_view text);
    void on_node_focused(platform::NodeId node);  ///< no_node when the focus left.

    void on_route_changed(std::string_view route);
    /// The graphics context came back empty: everything on it must be made anew.
    void on_context_restored();

    /// What the last frame drew, and what it drew in particular for a keyboard and a mouse.
    [[nodiscard]] const Canvas& canvas() const;
    [[nodiscard]] const Kit& kit() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace yg::ui
