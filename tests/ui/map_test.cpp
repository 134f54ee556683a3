// The map of the grids under fingers and keys.
#include "ui/person.hpp"

#include <cmath>

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

using platform::PointerPhase;

void open_map(Person& person) {
    person.go("/raise");
    person.type("说说是什么事", "路灯不亮");
    person.activate(NodeRole::radio, "路灯");
    person.activate(NodeRole::button, "下一步：在哪里");
    REQUIRE(person.sees(NodeRole::radio_group, "网格图"));
}

std::vector<SemanticNode> grids(Person& person) {
    const platform::NodeId map = person.node(NodeRole::radio_group, "网格图").id;
    std::vector<SemanticNode> found;
    for (const SemanticNode& node : person.semantics.nodes) {
        if (node.parent == map && node.role == NodeRole::radio) found.push_back(node);
    }
    return found;
}

std::vector<platform::NodeRect> places(Person& person) {
    std::vector<platform::NodeRect> found;
    for (const SemanticNode& node : grids(person)) found.push_back(node.rect);
    return found;
}

Vec2 middle(const platform::NodeRect& rect) {
    return to_rect(rect).center();
}

void pinch(Person& person, Vec2 at, float from, float to) {
    person.finger(PointerPhase::down, at.x - from, at.y, 1);
    person.finger(PointerPhase::down, at.x + from, at.y, 2);
    person.frame();
    for (int step = 1; step <= 6; ++step) {
        const float now = from + (to - from) * static_cast<float>(step) / 6;
        person.finger(PointerPhase::move, at.x - now, at.y, 1);
        person.finger(PointerPhase::move, at.x + now, at.y, 2);
        person.frame();
    }
    person.finger(PointerPhase::up, at.x - to, at.y, 1);
    person.finger(PointerPhase::up, at.x + to, at.y, 2);
    person.settle();
}

/// The grid whose middle lies nearest to that of the map.
SemanticNode middle_grid(Person& person) {
    const Vec2 at = middle(person.node(NodeRole::radio_group, "网格图").rect);
    SemanticNode nearest;
    float best = 1e9F;
    for (const SemanticNode& node : grids(person)) {
        const Vec2 c = middle(node.rect);
        const float away = std::abs(c.x - at.x) + std::abs(c.y - at.y);
        if (away >= best) continue;
        best = away;
        nearest = node;
    }
    return nearest;
}

TEST_CASE("a pinch makes the map larger around the fingers, and a drag then moves the map alone") {
    sim::World world;
    Person person(world);
    open_map(person);
    const auto map = person.node(NodeRole::radio_group, "网格图").rect;
    const Vec2 at = middle(map);
    const SemanticNode before = middle_grid(person);
    pinch(person, at, 30, 60);
    const SemanticNode larger = person.node(NodeRole::radio, before.name);
    CHECK(larger.rect.width > before.rect.width * 1.7F);
    person.drag(at, {at.x - 40, at.y + 30});
    const SemanticNode moved = person.node(NodeRole::radio, before.name);
    CHECK(moved.rect.x < larger.rect.x - 25);
    CHECK(moved.rect.y > larger.rect.y + 15);
    // The page under it stayed where it was, and nothing was picked.
    CHECK(person.node(NodeRole::radio_group, "网格图").rect == map);
    CHECK(person.phone.portal().raise().grid.text().empty());
    // Not larger than that: fingers that close bring the whole town back.
    pinch(person, at, 120, 20);
    CHECK(person.node(NodeRole::radio, before.name).rect == before.rect);
}

TEST_CASE("a drag over the whole map scrolls the page") {
    sim::World world;
    Person person(world);
    open_map(person);
    const auto map = person.node(NodeRole::radio_group, "网格图").rect;
    const Vec2 at = middle(map);
    person.drag(at, {at.x, at.y - 120});
    CHECK(person.node(NodeRole::radio_group, "网格图").rect.y < map.y);
}

TEST_CASE("a grid picked by a tap stays where it is") {
    sim::World world;
    Person person(world);
    open_map(person);
    const auto before = places(person);
    const SemanticNode grid = middle_grid(person);
    person.tap(NodeRole::radio, grid.name);
    REQUIRE_FALSE(person.phone.portal().raise().grid.text().empty());
    CHECK(places(person) == before);
}

TEST_CASE("a grid chosen elsewhere is brought into view") {
    sim::World world;
    Person person(world);
    open_map(person);
    const auto before = places(person);
    person.activate(NodeRole::radio, "银河小区");
    CHECK(places(person) != before);
}

TEST_CASE("grids outside of the map's window are still in the tree, in the same order") {
    sim::World world;
    Person person(world);
    open_map(person);
    std::vector<std::string> names;
    for (const SemanticNode& node : grids(person)) names.push_back(node.name);
    for (int i = 0; i < 3; ++i) person.activate(NodeRole::button, "放大地图");
    std::vector<std::string> larger;
    const Rect window = to_rect(person.node(NodeRole::radio_group, "网格图").rect);
    for (const SemanticNode& node : grids(person)) {
        larger.push_back(node.name);
        const Rect rect = to_rect(node.rect);
        INFO(node.name);
        CHECK(rect.x >= window.x);
        CHECK(rect.right() <= window.right() + 0.5F);
        CHECK(rect.y >= window.y);
        CHECK(rect.bottom() <= window.bottom() + 0.5F);
    }
    CHECK(larger == names);
}

TEST_CASE(
    "a grid out of view that is chosen without seeing it comes into view, as large as it was") {
    sim::World world;
    Person person(world);
    open_map(person);
    for (int i = 0; i < 3; ++i) person.activate(NodeRole::button, "放大地图");
    const SemanticNode shown = middle_grid(person);
    const Rect window = to_rect(person.node(NodeRole::radio_group, "网格图").rect);
    std::string hidden;
    for (const SemanticNode& node : grids(person)) {
        if (node.rect.width <= 1.5F || node.rect.height <= 1.5F) hidden = node.name;
    }
    REQUIRE_FALSE(hidden.empty());
    person.activate(NodeRole::radio, hidden);
    const SemanticNode found = person.node(NodeRole::radio, hidden);
    CHECK(found.selected);
    CHECK(found.rect.width > 10);
    CHECK(found.rect.height > 10);
    CHECK(window.contains(middle(found.rect)));
    CHECK(shown.rect.width > 10);
}

}  // namespace
}  // namespace yg::ui
