#include "ui/person.hpp"

#include "ui/kit/canvas.hpp"
#include "ui/kit/kit.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {

using platform::PointerKind;
using platform::PointerPhase;

Person::Person(sim::World& the_world, std::string_view language, const Preferences& chosen)
    : world(the_world), phone(world.add_phone()) {
    preferences.set("language", language);
    for (const auto& [name, value] : chosen) preferences.set(name, value);
    shell_ = std::make_unique<Shell>(
        phone.portal(), Services{page, glyphs, semantics, preferences, world.clock, pictures});
    page.on_route_changed = [this](std::string_view route) { shell_->on_route_changed(route); };
    input.steady_ms = 1000;
    page.frame_wanted = true;
    settle();
}

Person::~Person() = default;

void Person::frame() {
    page.frame_wanted = false;
    input.steady_ms += 16;
    shell_->frame(input);
    ++frames;
}

void Person::settle() {
    constexpr int frames_max = 600;
    std::uint64_t drawn_revision = 0;
    for (int i = 0; i < frames_max; ++i) {
        world.settle();
        const std::uint64_t revision = phone.portal().revision();
        if (!page.frame_wanted && revision == drawn_revision) return;
        drawn_revision = revision;
        frame();
    }
    FAIL("the screen never comes to rest");
}

bool Person::sees(NodeRole role, std::string_view name) {
    return semantics.find(role, name) != nullptr;
}

std::string Person::screen_text() {
    return semantics.text();
}

bool Person::sees_text(std::string_view words) {
    return screen_text().find(words) != std::string::npos;
}

const SemanticNode& Person::node(NodeRole role, std::string_view name) {
    const SemanticNode* found = semantics.find(role, name);
    INFO("looking for \"" << name << "\" among:\n" << screen_text());
    REQUIRE(found != nullptr);
    return *found;
}

std::vector<std::string> Person::spoilt_words() const {
    const Canvas& canvas = shell_->canvas();
    std::vector<std::string> spoilt;
    for (const std::string& words : canvas.cut_words()) spoilt.push_back("cut: " + words);
    const auto& texts = canvas.drawn_texts();
    for (auto one = texts.begin(); one != texts.end(); ++one) {
        if (one->in_window) continue;
        if (one->rect.x < 0 || one->rect.right() > input.width) {
            spoilt.push_back("leaves the screen: " + one->words);
        }
        for (auto other = texts.begin(); other != one; ++other) {
            // Lines may touch; a pixel of each is only room around the letters.
            const Rect shared = one->rect.inset(1, 1).intersect(other->rect.inset(1, 1));
            if (!other->in_window && shared.width > 0 && shared.height > 0) {
                spoilt.push_back("on each other: " + one->words + " | " + other->words);
            }
        }
    }
    return spoilt;
}

void Person::go(std::string_view route) {
    page.history.emplace_back(route);
    shell_->on_route_changed(route);
    settle();
}

void Person::back() {
    page.go_back(1);
    settle();
}

void Person::activate(NodeRole role, std::string_view name) {
    const SemanticNode& found = node(role, name);
    INFO("\"" << name << "\" can't be used");
    REQUIRE_FALSE(found.disabled);
    shell_->on_node_activated(found.id);
    settle();
}

void Person::activate_both(NodeRole first_role, std::string_view first, NodeRole second_role,
                           std::string_view second) {
    const platform::NodeId second_id = node(second_role, second).id;
    shell_->on_node_activated(node(first_role, first).id);
    shell_->on_node_activated(second_id);
    settle();
}

void Person::type_and_activate(std::string_view field, std::string_view text, NodeRole role,
                               std::string_view name) {
    const platform::NodeId button_id = node(role, name).id;
    shell_->on_text_changed(node(NodeRole::text_field, field).id, text);
    shell_->on_node_activated(button_id);
    settle();
}

void Person::tap(NodeRole role, std::string_view name) {
    const SemanticNode& found = node(role, name);
    float top = found.rect.y;
    float bottom = found.rect.y + found.rect.height;
    if (found.clip.height > 0) {
        top = std::max(top, found.clip.y);
        bottom = std::min(bottom, found.clip.y + found.clip.height);
    }
    INFO("\"" << name << "\" is not on the screen");
    REQUIRE(top < bottom);
    tap_at(found.rect.x + found.rect.width / 2, (top + bottom) / 2);
}

void Person::tap_at(float x, float y) {
    finger(PointerPhase::down, x, y);
    finger(PointerPhase::up, x, y);
    settle();
}

void Person::mouse(PointerPhase phase, float x, float y) {
    shell_->on_pointer({phase, PointerKind::mouse, 1, x, y, input.steady_ms});
}

void Person::wheel(float x, float y, float delta_y, bool zoom) {
    shell_->on_wheel({.x = x, .y = y, .delta_y = delta_y, .zoom = zoom});
}

std::optional<Rect> Person::focus_ring() const {
    return shell_->kit().focus_ring();
}

platform::NodeId Person::hovered() const {
    return shell_->kit().hovered_id();
}

void Person::finger(PointerPhase phase, float x, float y, int id) {
    shell_->on_pointer({phase, PointerKind::touch, id, x, y, input.steady_ms});
}

void Person::type(std::string_view field, std::string_view text) {
    const SemanticNode& found = node(NodeRole::text_field, field);
    const platform::NodeId id = found.id;
    shell_->on_node_focused(id);
    settle();
    shell_->on_text_changed(id, text);
    settle();
    shell_->on_node_focused(platform::no_node);
    settle();
}

void Person::keep_typing(std::string_view field, std::string_view text) {
    shell_->on_text_changed(node(NodeRole::text_field, field).id, text);
    settle();
}

void Person::press_enter_in(std::string_view field) {
    const SemanticNode& found = node(NodeRole::text_field, field);
    INFO("Enter means nothing in \"" << field << "\"");
    REQUIRE(found.submits);
    shell_->on_node_focused(platform::no_node);
    shell_->on_node_activated(found.id);
    settle();
}

bool Person::stops_roll(float x, float y) const {
    return shell_->stops_roll(x, y);
}

void Person::drag(float x, float from_y, float to_y) {
    drag({x, from_y}, {x, to_y});
}

void Person::drag(Vec2 from, Vec2 to) {
    const auto event = [&](PointerPhase phase, Vec2 at) {
        finger(phase, at.x, at.y);
        frame();
    };
    event(PointerPhase::down, from);
    for (int step = 1; step <= 8; ++step) {
        const float share = static_cast<float>(step) / 8;
        event(PointerPhase::move,
              {from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share});
    }
    // The finger rests before it leaves: no fling.
    input.steady_ms += 300;
    event(PointerPhase::up, to);
    settle();
}

void Person::press(platform::Key key) {
    shell_->on_key(key, true, false);
    settle();
}

void Person::focus(platform::NodeId node) {
    shell_->on_node_focused(node);
    settle();
}

void Person::sign_in(std::string_view account) {
    go("/me");
    activate(NodeRole::button, account);
    REQUIRE(phone.portal().me().person.has_value());
}

}  // namespace yg::ui
