// A person with a phone: sees what the semantic tree says, uses what it offers, by role and name.
// Behind it are the real screens, the real portal and the real server core, in one process.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/headless/headless_glyphs.hpp"
#include "platform/headless/headless_page.hpp"
#include "platform/headless/headless_preferences.hpp"
#include "platform/headless/headless_semantics.hpp"
#include "sim/world.hpp"
#include "ui/kit/geometry.hpp"
#include "ui/shell.hpp"

namespace yg::ui {

using platform::NodeRole;
using platform::SemanticNode;

class Person {
public:
    using Preferences = std::vector<std::pair<std::string_view, std::string_view>>;
    explicit Person(sim::World& world, std::string_view language = "zh-CN",
                    const Preferences& chosen = {});
    ~Person();

    /// Lets everything that is under way happen, and draws until nothing more is wanted.
    void settle();
    /// Draws one frame, 16 ms after the last one.
    void frame();

    // Seeing
    [[nodiscard]] bool sees(NodeRole role, std::string_view name);
    [[nodiscard]] bool sees_text(std::string_view words);
    [[nodiscard]] std::string screen_text();
    /// Texts that nobody can read whole: cut, leaving the screen, or standing on another text.
    [[nodiscard]] std::vector<std::string> spoilt_words() const;
    /// Around what has the keyboard's focus, as drawn.
    [[nodiscard]] std::optional<Rect> focus_ring() const;
    /// What the mouse is over; no_node when that is nothing.
    [[nodiscard]] platform::NodeId hovered() const;
    /// The node; the test fails when there is none.
    const SemanticNode& node(NodeRole role, std::string_view name);

    // Doing
    void go(std::string_view route);
    void back();
    /// As a screen reader, a keyboard or a tester does it.
    void activate(NodeRole role, std::string_view name);
    /// One right after the other, before a frame is drawn.
    void activate_both(NodeRole first_role, std::string_view first, NodeRole second_role,
                       std::string_view second);
    /// Types and activates before a frame is drawn, as when an input method is done only because of
    /// the tap.
    void type_and_activate(std::string_view field, std::string_view text, NodeRole role,
                           std::string_view name);
    /// With a finger, in the middle of the node's visible part.
    void tap(NodeRole role, std::string_view name);
    void tap_at(float x, float y);
    void type(std::string_view field, std::string_view text);
    /// Events of a mouse; nothing is drawn yet.
    void mouse(platform::PointerPhase phase, float x, float y);
    void wheel(float x, float y, float delta_y, bool zoom = false);
    /// Into a field that has the focus, which stays there.
    void keep_typing(std::string_view field, std::string_view text);
    /// Enter in the field, as its real input tells it.
    void press_enter_in(std::string_view field);
    /// What the page asks when a finger comes down: does it only stop what rolls?
    [[nodiscard]] bool stops_roll(float x, float y) const;
    /// One event of one finger; nothing is drawn yet.
    void finger(platform::PointerPhase phase, float x, float y, int id = 1);
    void drag(float x, float from_y, float to_y);
    void drag(Vec2 from, Vec2 to);
    void press(platform::Key key);
    void press_escape() { press(platform::Key::escape); }
    void focus(platform::NodeId node);
    /// Signs in with a sample account through 我的.
    void sign_in(std::string_view account);

    sim::World& world;
    sim::Phone& phone;
    platform::HeadlessPage page;
    platform::HeadlessGlyphs glyphs;
    platform::HeadlessSemantics semantics;
    platform::HeadlessPreferences preferences;
    platform::HeadlessPictures pictures;
    Shell::FrameInput input = {.width = 390, .height = 844, .density = 2};
    int frames = 0;

private:
    std::unique_ptr<Shell> shell_;
};

}  // namespace yg::ui
