// Where the keyboard and the mouse are, as a person sees it.
#include "ui/person.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

using platform::PointerPhase;

Rect ring_of(const SemanticNode& node) {
    return to_rect(node.rect).inset(-3, -3);
}

TEST_CASE("the focus ring stays with what has the focus when a wheel scrolls the page") {
    sim::World world;
    Person person(world);
    person.go("/rooms");
    person.focus(person.node(NodeRole::link, "书画室").id);
    REQUIRE(person.focus_ring() == ring_of(person.node(NodeRole::link, "书画室")));
    const float before = person.node(NodeRole::link, "书画室").rect.y;
    person.wheel(200, 400, 60);
    person.frame();
    CHECK(person.node(NodeRole::link, "书画室").rect.y == before - 60);
    CHECK(person.focus_ring() == ring_of(person.node(NodeRole::link, "书画室")));
}

TEST_CASE("the focus on a bar doesn't scroll the page") {
    sim::World world;
    Person person(world);
    person.go("/rooms");
    person.drag(200, 600, 300);
    const float before = person.node(NodeRole::link, "书画室").rect.y;
    person.focus(person.node(NodeRole::link, "首页").id);
    CHECK(person.node(NodeRole::link, "书画室").rect.y == before);
}

TEST_CASE("the focus in the list doesn't scroll the detail beside it") {
    sim::World world;
    Person person(world);
    person.input.width = 1280;
    person.input.height = 500;
    person.go("/rooms/shuhua");
    person.drag(900, 350, 200);
    const float before = person.node(NodeRole::radio_group, "选一天").rect.y;
    person.focus(person.node(NodeRole::link, "书画室").id);
    CHECK(person.node(NodeRole::radio_group, "选一天").rect.y == before);
}

TEST_CASE(
    "what the mouse is over shows it in the next frame, and no more once the mouse has left") {
    sim::World world;
    Person person(world);
    person.go("/rooms");
    const SemanticNode room = person.node(NodeRole::link, "书画室");
    person.mouse(PointerPhase::move, room.rect.x + 40, room.rect.y + 20);
    person.frame();
    CHECK(person.hovered() == room.id);
    person.mouse(PointerPhase::cancel, 0, 0);
    person.frame();
    CHECK(person.hovered() == platform::no_node);
}

TEST_CASE("what scrolls away from under a mouse at rest is not hovered any more") {
    sim::World world;
    Person person(world);
    person.go("/rooms");
    const SemanticNode room = person.node(NodeRole::link, "书画室");
    const float y = room.rect.y + room.rect.height / 2;
    person.mouse(PointerPhase::move, 200, y);
    person.settle();
    REQUIRE(person.hovered() == room.id);
    person.wheel(200, y, room.rect.height + 12);
    person.settle();
    CHECK(person.hovered() != room.id);
    CHECK_FALSE(person.page.frame_wanted);
}

}  // namespace
}  // namespace yg::ui
