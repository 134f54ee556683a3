// What the phone itself decides: its notches, its colours, and its rest.
#include "ui/person.hpp"

#include "ui/kit/semantics.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

bool belongs_to(Person& person, const SemanticNode& node, NodeRole role) {
    for (const SemanticNode* at = &node; at != nullptr;) {
        if (at->role == role) return true;
        const SemanticNode* parent = nullptr;
        for (const SemanticNode& other : person.semantics.nodes) {
            if (other.id == at->parent) parent = &other;
        }
        at = parent;
    }
    return false;
}

/// What can be used keeps clear of notches and of the phone's own bar; what scrolls may go on under
/// an edge, but only inside its window.
void check_insets(Person& person) {
    const platform::Insets& insets = person.input.insets;
    for (const SemanticNode& node : person.semantics.nodes) {
        if (!is_interactive(node.role)) continue;
        INFO(node.name);
        Rect seen = to_rect(node.rect);
        if (node.clip.width > 0) seen = seen.intersect(to_rect(node.clip));
        if (seen.empty()) continue;
        CHECK(seen.x >= insets.left);
        CHECK(seen.right() <= person.input.width - insets.right);
        CHECK(seen.y >= insets.top);
        if (belongs_to(person, node, NodeRole::navigation) ||
            belongs_to(person, node, NodeRole::main)) {
            CHECK(seen.bottom() <= person.input.height - insets.bottom);
        }
    }
}

TEST_CASE("bars, pages and sheets keep clear of the phone's notches, upright and sideways") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    const auto visit = [&] {
        for (const char* route : {"/", "/raise", "/concerns", "/rooms", "/rooms/shuhua",
                                  "/activities", "/me", "/gallery"}) {
            INFO(route);
            person.go(route);
            check_insets(person);
        }
        person.go("/rooms/shuhua");
        person.activate(NodeRole::button, "场地说明");
        check_insets(person);
        person.press_escape();
    };
    person.input.insets = {.top = 47, .right = 0, .bottom = 34, .left = 0};
    visit();
    person.input.width = 844;
    person.input.height = 390;
    person.input.insets = {.top = 0, .right = 47, .bottom = 21, .left = 47};
    visit();
    person.input.width = 1180;
    person.input.height = 820;
    person.input.insets = {.top = 24, .right = 30, .bottom = 20, .left = 50};
    visit();
}

TEST_CASE("the colours follow the phone while the page is open, unless others were chosen") {
    sim::World world;
    Person person(world);
    person.go("/me");
    const auto phone_turns = [&](bool dark) {
        person.input.phone_prefers_dark = dark;
        person.page.request_frame();
        person.settle();
    };
    CHECK_FALSE(person.page.dark);
    phone_turns(true);
    CHECK(person.page.dark);
    phone_turns(false);
    CHECK_FALSE(person.page.dark);
    person.activate(NodeRole::radio, "浅色");
    phone_turns(true);
    CHECK_FALSE(person.page.dark);
    person.activate(NodeRole::radio, "跟手机");
    CHECK(person.page.dark);
}

TEST_CASE("signed in, each tab comes to rest and asks for nothing more") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.input.steady_ms += 10'000;  // The welcome is gone.
    for (const char* route : {"/", "/raise", "/rooms", "/rooms/shuhua", "/concerns", "/activities",
                              "/me", "/me/data", "/gallery"}) {
        INFO(route);
        person.go(route);
        person.page.wake_ms = 0;
        person.frame();
        CHECK_FALSE(person.page.frame_wanted);
        CHECK(person.page.wake_ms == 0);
    }
}

}  // namespace
}  // namespace yg::ui
