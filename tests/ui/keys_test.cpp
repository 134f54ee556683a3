// A keyboard and a mouse: few stops for Tab, arrows for the rest, and a cursor that tells what is
// under it.
#include "ui/person.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

using platform::Cursor;
using platform::Key;
using platform::PointerPhase;

std::vector<SemanticNode> stops_in(Person& person, std::string_view group) {
    const platform::NodeId id = person.node(NodeRole::radio_group, group).id;
    std::vector<SemanticNode> stops;
    for (const SemanticNode& node : person.semantics.nodes) {
        if (node.parent == id && node.role == NodeRole::radio && node.focusable) {
            stops.push_back(node);
        }
    }
    return stops;
}

TEST_CASE("Tab stops once in a group of radios, at the chosen one") {
    sim::World world;
    Person person(world);
    person.go("/me");
    REQUIRE(stops_in(person, "外观").size() == 1);
    CHECK(stops_in(person, "外观")[0].name == "跟手机");
    person.go("/rooms/shuhua");
    REQUIRE(stops_in(person, "选一天").size() == 1);
    CHECK(stops_in(person, "选一天")[0].selected);
    person.go("/activities");
    for (const SemanticNode& node : person.semantics.nodes) {
        if (node.role != NodeRole::radio_group) continue;
        INFO(node.name);
        CHECK(stops_in(person, node.name).size() == 1);
    }
}

TEST_CASE("Tab stops once on the map, with nothing chosen at the first grid") {
    sim::World world;
    Person person(world);
    person.go("/raise");
    person.type("说说是什么事", "路灯不亮");
    person.activate(NodeRole::radio, "路灯");
    person.activate(NodeRole::button, "下一步：在哪里");
    const auto stops = stops_in(person, "网格图");
    REQUIRE(stops.size() == 1);
    CHECK_FALSE(stops[0].selected);
    person.focus(stops[0].id);
    person.press(Key::right);
    person.focus(person.semantics.focused);
    REQUIRE(stops_in(person, "网格图").size() == 1);
    CHECK(stops_in(person, "网格图")[0].selected);
    CHECK(stops_in(person, "网格图")[0].id != stops[0].id);
}

TEST_CASE("keys scroll what holds the focus: the list or the detail beside it") {
    sim::World world;
    Person person(world);
    person.input.width = 1280;
    person.input.height = 500;
    person.go("/rooms/shuhua");
    const auto list = [&] { return person.node(NodeRole::link, "书画室").rect.y; };
    const auto detail = [&] { return person.node(NodeRole::radio_group, "选一天").rect.y; };
    const float list_before = list();
    const float detail_before = detail();
    person.press(Key::page_down);
    CHECK(list() == list_before);
    CHECK(detail() < detail_before);
    person.press(Key::home);
    person.focus(person.node(NodeRole::link, "书画室").id);
    person.press(Key::end);
    CHECK(list() < list_before);
    CHECK(detail() == detail_before);
}

TEST_CASE("up and down lead from row to row of a list") {
    sim::World world;
    Person person(world);
    person.go("/rooms");
    std::vector<SemanticNode> rooms;
    for (const SemanticNode& node : person.semantics.nodes) {
        if (node.href.starts_with("#/rooms/")) rooms.push_back(node);
    }
    REQUIRE(rooms.size() >= 3);
    person.focus(rooms[0].id);
    person.press(Key::down);
    CHECK(person.semantics.focused == rooms[1].id);
    person.focus(rooms[1].id);
    person.press(Key::down);
    CHECK(person.semantics.focused == rooms[2].id);
    person.focus(rooms[2].id);
    person.press(Key::up);
    CHECK(person.semantics.focused == rooms[1].id);
}

TEST_CASE("up and down lead from one free time of a day to the next") {
    sim::World world;
    Person person(world);
    person.go("/rooms/wudao");
    std::vector<SemanticNode> times;
    for (const SemanticNode& node : person.semantics.nodes) {
        if (node.name.ends_with("可约") && !node.disabled) times.push_back(node);
    }
    REQUIRE(times.size() >= 2);
    person.focus(times[0].id);
    person.press(Key::down);
    CHECK(person.semantics.focused == times[1].id);
}

TEST_CASE("a mouse drags a strip sideways, and nothing up or down") {
    sim::World world;
    Person person(world);
    person.input.width = 700;
    person.go("/rooms/shuhua");
    const SemanticNode group = person.node(NodeRole::radio_group, "选一天");
    const auto first_day = [&] {
        for (const SemanticNode& node : person.semantics.nodes) {
            if (node.parent == group.id) return node.rect;
        }
        return platform::NodeRect{};
    };
    const platform::NodeRect before = first_day();
    const float y = before.y + before.height / 2;
    const auto drag = [&](Vec2 by) {
        person.mouse(PointerPhase::down, 400, y);
        person.frame();
        for (int step = 1; step <= 4; ++step) {
            const float share = static_cast<float>(step) / 4;
            person.mouse(PointerPhase::move, 400 + by.x * share, y + by.y * share);
            person.frame();
        }
        person.input.steady_ms += 300;
        person.mouse(PointerPhase::up, 400 + by.x, y + by.y);
        person.settle();
    };
    drag({0, -60});
    CHECK(first_day() == before);
    drag({-60, 0});
    CHECK(first_day().x < before.x);
    CHECK(first_day().y == before.y);
}

TEST_CASE("the cursor is a hand over what can be pressed and a bar over a field") {
    sim::World world;
    Person person(world);
    person.go("/raise");
    const auto point_at = [&](const SemanticNode& node) {
        person.mouse(PointerPhase::move, node.rect.x + node.rect.width / 2,
                     node.rect.y + node.rect.height / 2);
        person.settle();
    };
    point_at(person.node(NodeRole::button, "返回"));
    CHECK(person.page.cursor == Cursor::hand);
    point_at(person.node(NodeRole::text_field, "说说是什么事"));
    CHECK(person.page.cursor == Cursor::text);
    point_at(person.node(NodeRole::heading, "我要说"));
    CHECK(person.page.cursor == Cursor::arrow);
    // An unchanged cursor is not told again.
    const int changes = person.page.cursor_changes;
    person.page.request_frame();
    person.settle();
    CHECK(person.page.cursor_changes == changes);
}

}  // namespace
}  // namespace yg::ui
