// What every widget needs for one frame: the look, a place to stand, an identity, and whether it
// was used. Knows the platform's interfaces; knows no screen and no model.
//
// There is one way in for fingers, mice, keyboards, screen readers and tests: a semantic node is
// activated, and the widget with that id hears of it in the next frame. What can't be found in the
// tree can't be used, and what can be used is always in the tree.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/input.hpp"
#include "platform/page.hpp"
#include "platform/pictures.hpp"
#include "platform/semantics.hpp"
#include "ui/kit/canvas.hpp"
#include "ui/kit/geometry.hpp"
#include "ui/kit/page_turn.hpp"
#include "ui/kit/scroll_motion.hpp"
#include "ui/kit/semantics.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/touch.hpp"

namespace yg::ui {

using platform::NodeId;
using platform::NodeRole;

/// What the page being drawn has for itself.
enum class PaneKind : std::uint8_t {
    whole,   ///< The screen, or all that the rail leaves of it.
    list,    ///< On a wide screen: what leads to the details beside it.
    detail,  ///< On a wide screen: what was chosen from the list beside it.
};

struct Pane {
    Rect area;  ///< Up to the edges of the glass.
    PaneKind kind = PaneKind::whole;
};

enum class Axis : std::uint8_t { vertical, horizontal };

/// How a widget is being used in this frame.
struct Use {
    bool pressed = false;  ///< Do it now.
    bool held = false;     ///< A finger lies on it: look pressed.
    bool hovered = false;  ///< A mouse is over it.
};

/// What was done inside a zone that interprets touches itself (the grid map) since the last frame.
struct ZoneMotion {
    Vec2 pan;
    float zoom = 1;
    Vec2 center;  ///< Of the zoom.
    std::optional<Vec2> tap;
};

/// How a zone's content is shown: scaled around the zone's centre, then moved.
struct ZoneView {
    float zoom = 1;
    Vec2 pan;
    int choice = -1;  ///< The one that was last picked here, or brought into view.
};

struct Toast {
    enum class Tone : std::uint8_t { plain, good, bad };
    std::string words;
    Tone tone = Tone::plain;
    std::string action = {};            ///< The name of a button, such as "撤销"; or none.
    std::function<void()> act = [] {};  ///< What that button does.
    double until_ms = 0;
    std::uint32_t number = 0;  ///< Counts up.
};

class Kit {
public:
    Kit(platform::Page& page, platform::GlyphSource& glyphs, platform::SemanticsView& view,
        platform::Pictures& pictures);
    ~Kit();
    Kit(const Kit&) = delete;
    Kit& operator=(const Kit&) = delete;

    // --- The frame ---------------------------------------------------------------------------
    struct Frame {
        float width = 0;
        float height = 0;
        float density = 1;
        platform::Insets insets;
        double now_ms = 0;
        Theme theme;
        /// Nobody sees what is drawn: the semantic elements are the page, and scroll by themselves.
        bool plain = false;
    };
    void begin_frame(const Frame& frame);
    /// True when something was used or measured anew: build the frame again before showing it. Only
    /// when `may_repeat`.
    [[nodiscard]] bool end_frame(bool may_repeat);
    /// Hands the drawn frame's meaning on. Call once, after the last end_frame.
    void publish();

    [[nodiscard]] const Theme& theme() const { return frame_.theme; }
    [[nodiscard]] const Palette& colors() const { return frame_.theme.colors(); }
    [[nodiscard]] Canvas& canvas() { return canvas_; }
    [[nodiscard]] const Canvas& canvas() const { return canvas_; }
    [[nodiscard]] Semantics& semantics() { return semantics_; }
    [[nodiscard]] platform::Page& page() { return page_; }
    [[nodiscard]] platform::Pictures& pictures() { return pictures_; }
    [[nodiscard]] double now_ms() const { return frame_.now_ms; }
    [[nodiscard]] const Frame& frame() const { return frame_; }
    /// What the page is about, as last published; a dialog over it changes nothing.
    [[nodiscard]] const PageMark& page_mark() const { return page_mark_; }
    void request_frame();
    void wake_at(double steady_ms);

    // --- Identity ----------------------------------------------------------------------------
    /// Of a widget named `name` inside the open scopes. Stable from frame to frame.
    [[nodiscard]] NodeId id(std::string_view name) const;
    /// Of the next nameless thing (a text) inside the innermost scope.
    [[nodiscard]] NodeId next_id();
    void push_id(std::string_view name);
    void pop_id();

    // --- Use ---------------------------------------------------------------------------------
    [[nodiscard]] Use use(NodeId id) const;
    [[nodiscard]] bool focused(NodeId id) const { return focused_ != 0 && focused_ == id; }
    /// True once when the dialog is to close: by Escape, or by the phone's own way back.
    bool take_escape();
    /// As Escape does.
    void dismiss_dialog();
    /// One lies over the page that was built last.
    [[nodiscard]] bool has_dialog() const { return dialog_ != 0; }
    /// What the person typed into the field since the last frame.
    [[nodiscard]] const std::string* typed(NodeId field) const;
    /// The field's text as the program now has it; the device is told when it isn't what was typed.
    void field_shows(NodeId field, const std::string& text);
    void blur();

    /// Adds a node unless an enclosing widget speaks for its content.
    platform::SemanticNode* node(NodeId id, NodeRole role, std::string_view name, const Rect& rect);
    void mute() { ++muted_; }
    void unmute() { --muted_; }
    [[nodiscard]] bool muted() const { return muted_ > 0; }

    // --- Room --------------------------------------------------------------------------------
    /// The part of the screen, or of the pane, that bars have not taken yet.
    [[nodiscard]] Rect& rest() { return rest_; }
    [[nodiscard]] Pane& pane() { return pane_; }
    /// A desk's screen or a tablet held sideways.
    [[nodiscard]] bool wide() const { return frame_.width >= Theme::wide_from; }
    /// The widest column that reads well here.
    [[nodiscard]] float content_width_max() const {
        return wide() ? Theme::wide_content_width_max : Theme::content_width_max;
    }
    void push_column(Rect area, float gap);
    /// Returns the height its content took.
    float pop_column();
    /// The next `height` pixels of the innermost column, in its full width.
    Rect place(float height);
    /// Extra room before the next thing.
    void space(float height) { columns_.back().y += height; }
    /// Nothing stands in the innermost column yet.
    [[nodiscard]] bool is_at_top() const { return columns_.back().fresh; }
    [[nodiscard]] float width() const { return columns_.back().width; }
    [[nodiscard]] float column_gap() const { return columns_.back().gap; }
    /// Where the next thing will stand.
    [[nodiscard]] Vec2 cursor() const;

    /// What was measured in an earlier frame; `guess` before that.
    [[nodiscard]] float measured(NodeId id, float guess) const;
    void measure(NodeId id, float value);

    // --- Motion ------------------------------------------------------------------------------
    ScrollMotion& scroll(NodeId id) { return scrolls_[id]; }
    void register_scroller(NodeId id, const Rect& rect, Axis axis);
    /// A zone takes pinches, taps that hit none of its foreign nodes, and, when `takes_drag`,
    /// drags.
    void register_zone(NodeId id, const Rect& rect, bool takes_drag);
    ZoneMotion take_zone_motion(NodeId id);
    ZoneView& zone_view(NodeId id) { return zone_views_[id]; }
    /// Pages that are drawn in this frame begin at their top: somebody came to a new one.
    void begin_at_top() { at_top_ = true; }
    [[nodiscard]] bool begins_at_top() const { return at_top_; }
    /// The pages that are shown glide there.
    void glide_to_top() { to_top_ = true; }
    [[nodiscard]] bool glides_to_top() const { return to_top_; }
    /// True in the frame in which the keyboard, a new focus or what was typed may hide the focused
    /// field.
    [[nodiscard]] bool focus_moved() const { return focus_moved_; }
    /// As drawn around what has the keyboard's focus, unless that shows it in its own way.
    [[nodiscard]] const std::optional<Rect>& focus_ring() const { return focus_ring_; }
    /// What is under the mouse and can be used.
    [[nodiscard]] NodeId hovered_id() const { return hovered_; }
    /// A text field has the focus.
    [[nodiscard]] bool is_typing() const;
    /// Pulled down this far over its top and let go, a page refreshes.
    static constexpr float pull_distance = 72;
    [[nodiscard]] bool pulled_and_let_go(NodeId scroller) const {
        return let_go_ == scroller && let_go_far_;
    }
    /// The finger that dragged it left, wherever its content was then.
    [[nodiscard]] bool let_go(NodeId scroller) const { return let_go_ == scroller; }
    /// Scrolls so that what has just got the focus, if it lies in this area, is seen whole.
    void keep_focus_in_view(NodeId scroller, const Rect& window, float content_top);
    /// From 0 to 1 in `duration_ms` after `id` came to be asked for in each frame.
    float appear(NodeId id, double duration_ms);

    /// Something readable that was drawn, but is in no node of the published tree. Debug builds
    /// stop there: what a person sees, a screen reader must find.
    [[nodiscard]] std::optional<std::string> untold_words() const;

    /// Everything drawn so far can't be used: the dialog with this id stands over it. It gets the
    /// keyboard's focus when it opens; what had it before gets it back. A tap beside `area`
    /// dismisses it.
    void cover_everything(NodeId dialog, const Rect& area);

    /// Shows it for a few seconds; longer when something can be done about it.
    void toast(Toast toast);
    [[nodiscard]] const std::vector<Toast>& toasts() const { return toasts_; }
    /// Its button was pressed: it leaves, and does what it offered.
    void act_on_toast(std::uint32_t number);

    // --- Input -------------------------------------------------------------------------------
    void on_pointer(const platform::PointerEvent& event);
    [[nodiscard]] bool stops_roll(Vec2 point);
    void on_wheel(const platform::WheelEvent& event);
    void on_key(platform::Key key, bool down, bool shift);
    void on_node_activated(NodeId node);
    void on_text_changed(NodeId field, std::string_view text);
    void on_node_focused(NodeId node);

private:
    struct Column {
        float x = 0;
        float y = 0;
        float width = 0;
        float top = 0;
        float gap = 0;
        bool fresh = true;
    };
    struct Scope {
        NodeId seed = 0;
        std::uint32_t counter = 0;
    };
    struct Scroller {
        NodeId id = 0;
        Rect rect;
        Axis axis = Axis::vertical;
    };
    struct Zone {
        NodeId id = 0;
        Rect rect;
        bool takes_drag = false;
        ZoneMotion motion;
    };

    void handle_gestures();
    void handle_gesture(const Gesture& gesture);
    void begin_pan(const Gesture& gesture);
    void tap(Vec2 position);
    void tick_scrolls();
    void draw_focus_ring();
    /// What still moves by itself there.
    std::vector<ScrollMotion*> rolling_at(Vec2 point);
    void find_hovered();
    void show_cursor();
    /// True when it gave the focus to something.
    bool move_dialog_focus();
    /// Whoever read something that is gone goes on where the new page begins.
    void follow_reader(NodeId focused_before);
    /// Arrows choose among radios, as they do in every desktop program.
    bool choose_neighbour(const platform::SemanticNode& radio, platform::Key arrow);
    bool choose(const platform::SemanticNode* radio);
    /// Up and down lead from one row of a list, or slot of a day, to the next.
    bool focus_neighbour(const platform::SemanticNode& row, platform::Key arrow);
    void scroll_by_key(platform::Key key);
    /// The area that holds the focus, else the one that the page is about.
    const Scroller* scroller_of_keys() const;
    void accept_textures();
    Zone* zone_at(Vec2 point);
    [[nodiscard]] const Scroller* scroller_at(Vec2 point, Axis axis) const;

    platform::Page& page_;
    platform::SemanticsView& view_;
    platform::Pictures& pictures_;
    Fonts fonts_;
    Canvas canvas_;
    Semantics semantics_;
    Frame frame_;
    Rect rest_;
    Pane pane_;
    std::vector<Column> columns_;
    std::vector<Scope> scopes_;
    int muted_ = 0;
    bool relayout_ = false;
    bool used_ = false;  ///< Something was used since the last frame.
    int frames_wanted_ = 0;

    Touch touch_;
    /// In the order of the taps: a frame hears of one, so that each finds what the last one
    /// changed.
    std::vector<NodeId> activated_;
    NodeId held_ = 0;
    double held_from_ms_ = 0;
    double held_until_ms_ = 0;
    std::optional<Vec2> mouse_;
    NodeId hovered_ = 0;
    platform::Cursor cursor_ = platform::Cursor::arrow;
    NodeId focused_ = 0;
    bool focus_moved_ = false;
    std::optional<Rect> focus_ring_;
    bool escape_ = false;
    std::unordered_map<NodeId, std::string> typed_;
    std::unordered_map<NodeId, std::string> field_texts_;  ///< As both sides last knew them.

    std::unordered_map<NodeId, ScrollMotion> scrolls_;
    std::vector<Scroller> scrollers_;
    std::vector<Zone> zones_;
    std::vector<Zone> old_zones_;
    std::unordered_map<NodeId, ZoneView> zone_views_;
    NodeId panned_scroller_ = 0;
    Axis pan_axis_ = Axis::vertical;
    NodeId panned_zone_ = 0;
    bool stopped_roll_ = false;
    bool at_top_ = false;
    bool to_top_ = false;
    NodeId let_go_ = 0;
    bool let_go_far_ = false;
    std::unordered_map<NodeId, float> measured_;
    struct Appearance {
        double since_ms = 0;
        std::uint64_t last_frame = 0;
    };
    std::unordered_map<NodeId, Appearance> appeared_;
    std::uint64_t frame_number_ = 0;
    NodeId dialog_ = 0;  ///< Of the frame being built.
    Rect dialog_area_;
    NodeId focused_dialog_ = 0;  ///< Of the frame last published.
    NodeId focused_before_dialog_ = 0;
    PageMark page_mark_;
    std::vector<Toast> toasts_;
    std::uint32_t last_toast_ = 0;
};

/// Names everything drawn while it lives.
class IdScope {
public:
    IdScope(Kit& kit, std::string_view name) : kit_(kit) { kit_.push_id(name); }
    ~IdScope() { kit_.pop_id(); }
    IdScope(const IdScope&) = delete;
    IdScope& operator=(const IdScope&) = delete;

private:
    Kit& kit_;
};

}  // namespace yg::ui
