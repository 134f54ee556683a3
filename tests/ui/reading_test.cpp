// What a screen reader is told beyond the words: which page this is, where to go on, how long a
// list is; and the page that has nothing but its semantic elements.
#include "ui/kit/page_turn.hpp"
#include "ui/person.hpp"

#include <algorithm>
#include <string>

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

TEST_CASE("the document's title follows the page") {
    sim::World world;
    Person person(world);
    CHECK(person.page.title == "阳光网格");
    person.go("/rooms");
    CHECK(person.page.title == "约场地 · 阳光网格");
    person.go("/activities");
    CHECK(person.page.title == "看活动 · 阳光网格");
    person.back();
    CHECK(person.page.title == "约场地 · 阳光网格");
    person.go("/");
    CHECK(person.page.title == "阳光网格");
}

TEST_CASE("who used a link that is gone goes on reading at the new page's title") {
    sim::World world;
    Person person(world);
    person.go("/rooms");
    const platform::NodeId link = person.node(NodeRole::link, "书画室").id;
    person.focus(link);
    person.activate(NodeRole::link, "书画室");
    REQUIRE(person.page.route().starts_with("/rooms/"));
    CHECK(person.semantics.focused == person.node(NodeRole::heading, "书画室").id);
}

TEST_CASE("the next step of a task is read from its question") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.go("/raise");
    person.type("说说是什么事", "三号楼二单元楼道堆满旧家具");
    person.activate(NodeRole::radio, "楼道堆物");
    person.focus(person.node(NodeRole::button, "下一步：在哪里").id);
    person.activate(NodeRole::button, "下一步：在哪里");
    CHECK(person.semantics.focused == person.node(NodeRole::heading, "在哪里").id);
}

TEST_CASE("nothing takes the focus from what is still there, or when nothing had it") {
    sim::World world;
    Person person(world);
    person.go("/rooms");
    CHECK(person.semantics.focused == platform::no_node);
    const platform::NodeId tab = person.node(NodeRole::link, "看活动").id;
    person.focus(tab);
    person.activate(NodeRole::link, "看活动");
    REQUIRE(person.sees(NodeRole::link, "看活动"));
    CHECK(person.semantics.focused == platform::no_node);

    person.go("/concerns");
    const platform::NodeId search = person.node(NodeRole::text_field, "搜地点").id;
    person.focus(search);
    person.keep_typing("搜地点", "没有这样的事");
    CHECK(person.semantics.focused == platform::no_node);
}

TEST_CASE("reading begins at a heading without moving the page") {
    sim::World world;
    Person person(world);
    person.go("/gallery");
    person.drag(200, 700, 300);
    const float before = person.node(NodeRole::text_field, "姓名").rect.y;
    person.focus(person.node(NodeRole::heading, "").id);
    CHECK(person.node(NodeRole::text_field, "姓名").rect.y == before);
}

TEST_CASE("a list's items say which of how many they are") {
    sim::World world;
    Person person(world);
    person.go("/concerns");
    const SemanticNode& list = person.node(NodeRole::list, "");
    int items = 0;
    for (const SemanticNode& node : person.semantics.nodes) {
        if (node.role != NodeRole::list_item || node.parent != list.id) continue;
        ++items;
        CHECK(node.position == items);
        CHECK(node.set_size >= node.position);
        const bool leads = std::ranges::any_of(person.semantics.nodes, [&](const auto& child) {
            return child.parent == node.id && child.role == NodeRole::link;
        });
        CHECK(leads);
    }
    CHECK(items > 1);
}

TEST_CASE("without a canvas a long list is lengthened by a button, never by scrolling") {
    sim::World world;
    Person person(world);
    person.input.plain = true;
    person.go("/concerns");
    const auto items = [&] {
        return std::ranges::count(person.semantics.nodes, NodeRole::list_item, &SemanticNode::role);
    };
    const auto first = items();
    const int all = person.node(NodeRole::list_item, "").set_size;
    REQUIRE(all > 10);
    CHECK(first == 10);
    person.activate(NodeRole::button, "再看");
    CHECK(items() == std::min(20, all));
}

TEST_CASE("without a canvas everything of a page is in its tree, in the size that was chosen") {
    sim::World world;
    Person person(world);
    person.input.plain = true;
    person.sign_in("居民（示例）");
    const float plain_size = person.page.text_size;
    person.go("/raise");
    person.type("说说是什么事", "三号楼二单元楼道堆满旧家具");
    person.activate(NodeRole::radio, "楼道堆物");
    person.activate(NodeRole::button, "下一步：在哪里");
    CHECK(person.sees(NodeRole::radio, "第 12 网格"));
    person.go("/me");
    person.activate(NodeRole::switch_, "长辈版");
    CHECK(person.page.text_size > plain_size);
}

}  // namespace
}  // namespace yg::ui
