// A wide screen: the rail at the left, a list and what was chosen from it side by side.
#include "ui/person.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

void widen(Person& person) {
    person.input.width = 1280;
    person.input.height = 800;
    person.go("/");
}

TEST_CASE("on a wide screen the tabs stand at the left, on every page") {
    sim::World world;
    Person person(world);
    widen(person);
    for (const char* route : {"/", "/raise", "/concerns", "/rooms/shuhua", "/me", "/gallery"}) {
        INFO(route);
        person.go(route);
        const SemanticNode& rooms = person.node(NodeRole::link, "约场地");
        CHECK(rooms.rect.x < 200);
        CHECK(rooms.rect.y < 400);
    }
    person.tap(NodeRole::link, "约场地");
    CHECK(person.sees(NodeRole::heading, "约场地"));
}

TEST_CASE("on a wide screen what is chosen from a list stands beside it") {
    sim::World world;
    Person person(world);
    widen(person);
    person.go("/rooms");
    CHECK(person.sees_text("从左边选一项"));
    person.tap(NodeRole::link, "书画室");
    CHECK(person.page.history.back() == "/rooms/shuhua");
    const SemanticNode& choice = person.node(NodeRole::link, "书画室");
    const SemanticNode& days = person.node(NodeRole::radio_group, "选一天");
    CHECK(days.rect.x > choice.rect.x + choice.rect.width);
    CHECK_FALSE(person.sees(NodeRole::button, "返回"));
    // Another one, without a way back first.
    person.tap(NodeRole::link, "曲艺室");
    CHECK(person.sees(NodeRole::heading, "曲艺室"));
}

TEST_CASE("list and detail scroll apart on a wide screen") {
    sim::World world;
    Person person(world);
    widen(person);
    person.input.height = 500;
    person.go("/rooms/shuhua");
    const float list_before = person.node(NodeRole::link, "书画室").rect.y;
    const float detail_before = person.node(NodeRole::radio_group, "选一天").rect.y;
    person.drag(380, 400, 250);
    CHECK(person.node(NodeRole::link, "书画室").rect.y < list_before);
    CHECK(person.node(NodeRole::radio_group, "选一天").rect.y == detail_before);
}

TEST_CASE("a tablet that is turned becomes a wide screen and back, on the same page") {
    sim::World world;
    Person person(world);
    person.go("/rooms/shuhua");
    CHECK(person.sees(NodeRole::button, "返回"));
    person.input.width = 1024;
    person.input.height = 600;
    person.page.request_frame();
    person.settle();
    CHECK(person.sees(NodeRole::link, "书画室"));
    CHECK(person.sees(NodeRole::radio_group, "选一天"));
    person.input.width = 600;
    person.input.height = 1024;
    person.page.request_frame();
    person.settle();
    CHECK(person.sees(NodeRole::button, "返回"));
    CHECK(person.sees(NodeRole::radio_group, "选一天"));
}

}  // namespace
}  // namespace yg::ui
