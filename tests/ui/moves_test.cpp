// How pages move: along one axis, until a finger stops them, and to where a person expects them.
#include "ui/person.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

using platform::PointerPhase;

platform::NodeRect first_day(Person& person) {
    const platform::NodeId group = person.node(NodeRole::radio_group, "选一天").id;
    for (const SemanticNode& node : person.semantics.nodes) {
        if (node.parent == group) return node.rect;
    }
    FAIL("no day");
    return {};
}

/// A finger throws what lies under it and is gone.
void fling(Person& person, Vec2 from, Vec2 by) {
    person.finger(PointerPhase::down, from.x, from.y);
    person.frame();
    for (int step = 1; step <= 4; ++step) {
        const float share = static_cast<float>(step) / 4;
        person.finger(PointerPhase::move, from.x + by.x * share, from.y + by.y * share);
        person.frame();
    }
    person.finger(PointerPhase::up, from.x + by.x, from.y + by.y);
    person.frame();
    person.frame();
}

TEST_CASE("a slightly slanting drag moves the strip or the page, never both") {
    sim::World world;
    Person person(world);
    person.go("/rooms/shuhua");
    const platform::NodeRect start = first_day(person);
    const float y = start.y + start.height / 2;
    person.drag(Vec2{300, y}, {262, y - 14});
    const platform::NodeRect sideways = first_day(person);
    CHECK(sideways.x < start.x - 20);
    CHECK(sideways.y == start.y);
    person.drag(Vec2{300, y}, {290, y - 120});
    const platform::NodeRect upwards = first_day(person);
    CHECK(upwards.x == sideways.x);
    CHECK(upwards.y < sideways.y - 60);
}

TEST_CASE("a rolling strip is stopped by a press, which means nothing else") {
    sim::World world;
    Person person(world, "zh-CN", {{"elder", "on"}});
    person.input.width = 360;
    person.go("/rooms/shuhua");
    const platform::NodeRect start = first_day(person);
    const float y = start.y + start.height / 2;
    std::string chosen;
    for (const SemanticNode& node : person.semantics.nodes) {
        if (node.role == NodeRole::radio && node.selected) chosen = node.name;
    }
    fling(person, {200, y}, {-20, 0});
    const float rolling = first_day(person).x;
    person.frame();
    REQUIRE(first_day(person).x < rolling);
    person.finger(PointerPhase::down, 200, y);
    person.frame();
    const float stopped = first_day(person).x;
    person.frame();
    CHECK(first_day(person).x == stopped);
    person.finger(PointerPhase::up, 200, y);
    person.settle();
    CHECK(first_day(person).x == stopped);
    CHECK(person.node(NodeRole::radio, chosen).selected);
}

TEST_CASE("a rolling page is stopped by a press, which means nothing else") {
    sim::World world;
    Person person(world);
    person.go("/rooms");
    const auto top = [&] { return person.node(NodeRole::link, "书画室").rect.y; };
    fling(person, {200, 600}, {0, -60});
    const float rolling = top();
    person.frame();
    REQUIRE(top() < rolling);
    person.finger(PointerPhase::down, 200, 400);
    person.frame();
    const float stopped = top();
    person.finger(PointerPhase::up, 200, 400);
    person.settle();
    CHECK(top() == stopped);
    CHECK(person.page.route() == "/rooms");
}

TEST_CASE("a tap on the current tab leads to the top of its page") {
    sim::World world;
    Person person(world);
    person.go("/rooms");
    const float before = person.node(NodeRole::link, "书画室").rect.y;
    person.drag(200, 600, 200);
    REQUIRE(person.node(NodeRole::link, "书画室").rect.y < before);
    const auto steps = person.page.history.size();
    person.tap(NodeRole::link, "约场地");
    CHECK(person.node(NodeRole::link, "书画室").rect.y == before);
    CHECK(person.page.history.size() == steps);
}

TEST_CASE("a fresh visit begins at the top, the way back leads to where one was") {
    sim::World world;
    Person person(world);
    const auto top = [&] { return person.node(NodeRole::radio_group, "选一天").rect.y; };
    person.go("/rooms");
    person.activate(NodeRole::link, "书画室");
    const float at_top = top();
    person.drag(20, 600, 400);
    const float left_at = top();
    REQUIRE(left_at < at_top);
    person.back();
    person.activate(NodeRole::link, "曲艺室");
    CHECK(top() == at_top);
    person.go("/rooms/shuhua");
    CHECK(top() == at_top);
    person.drag(20, 600, 400);
    const float second = top();
    person.go("/me");
    person.back();
    CHECK(top() == second);
}

TEST_CASE("choosing from a list leaves the list where it is") {
    sim::World world;
    Person person(world);
    person.input.width = 1280;
    person.input.height = 500;
    person.go("/rooms/shuhua");
    person.drag(380, 400, 250);
    const float before = person.node(NodeRole::link, "曲艺室").rect.y;
    person.activate(NodeRole::link, "曲艺室");
    CHECK(person.node(NodeRole::link, "曲艺室").rect.y == before);
}

}  // namespace
}  // namespace yg::ui
