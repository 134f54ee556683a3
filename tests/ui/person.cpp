#include "ui/person.hpp"

#include "ui/kit/canvas.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {

using platform::PointerKind;
using platform::PointerPhase;

Person::Person(sim::World& the_world, std::string_view language)
    : world(the_world), phone(world.add_phone()) {
    preferences.set("language", language);
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

const std::vector<std::string>& Person::cut_words() const {
    return shell_->canvas().cut_words();
}

void Person::go(std::string_view route) {
    page.history.emplace_back(route);
    shell_->on_route_changed(route);
    settle();
}

void Person::back() {
    page.go_back();
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
    const float x = found.rect.x + found.rect.width / 2;
    const float y = (top + bottom) / 2;
    finger(PointerPhase::down, x, y);
    finger(PointerPhase::up, x, y);
    settle();
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
    const auto event = [&](PointerPhase phase, float y) {
        finger(phase, x, y);
        frame();
    };
    event(PointerPhase::down, from_y);
    for (int step = 1; step <= 8; ++step) {
        event(PointerPhase::move, from_y + (to_y - from_y) * static_cast<float>(step) / 8);
    }
    // The finger rests before it leaves: no fling.
    input.steady_ms += 300;
    event(PointerPhase::up, to_y);
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
