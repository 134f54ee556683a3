#include "codec/protocol.hpp"
#include "ui/person.hpp"

#include <string>

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

/// The server was brought up to date while the page was open.
void update_server(Person& person) {
    person.phone.network().protocol = codec::protocol_version - 1;
    person.phone.portal().sync_now();
    person.settle();
}

/// So that the page doesn't do it by itself.
void has_reloaded_before(Person& person) {
    person.phone.preferences().set("reloaded_protocol", std::to_string(codec::protocol_version));
}

TEST_CASE("a page that the server no longer understands loads itself anew, once") {
    sim::World world;
    Person person(world);
    update_server(person);
    CHECK(person.page.reloads == 1);
    person.go("/rooms");
    person.go("/me");
    CHECK(person.page.reloads == 1);
}

TEST_CASE("after that it is the person who loads it anew") {
    sim::World world;
    Person person(world);
    has_reloaded_before(person);
    update_server(person);
    CHECK(person.page.reloads == 0);
    CHECK(person.sees_text("页面有更新"));
    CHECK(person.sees_text("已经提交的内容都存在手机里"));
    person.tap(NodeRole::button, "重新打开");
    CHECK(person.page.reloads == 1);
}

TEST_CASE("the offer to load the page anew can be put off, and comes back with the next page") {
    sim::World world;
    Person person(world);
    has_reloaded_before(person);
    update_server(person);
    person.tap(NodeRole::button, "等一会儿");
    CHECK_FALSE(person.sees_text("页面有更新"));
    person.go("/rooms");
    CHECK(person.sees_text("页面有更新"));
    person.press_escape();
    CHECK_FALSE(person.sees_text("页面有更新"));
    CHECK(person.page.reloads == 0);

    person.go("/me");
    person.tap(NodeRole::button, "等一会儿");
    CHECK_FALSE(person.sees(NodeRole::button, "现在同步"));
    person.activate(NodeRole::button, "重新打开");
    CHECK(person.page.reloads == 1);
}

TEST_CASE("nobody is interrupted while typing") {
    sim::World world;
    Person person(world);
    person.go("/concerns");
    const SemanticNode* field = nullptr;
    for (const SemanticNode& node : person.semantics.nodes) {
        if (node.role == NodeRole::text_field) field = &node;
    }
    REQUIRE(field != nullptr);
    person.focus(field->id);
    SECTION("by a page that loads itself anew") {
        update_server(person);
        CHECK(person.page.reloads == 0);
        person.focus(platform::no_node);
        CHECK(person.page.reloads == 1);
    }
    SECTION("by the offer") {
        has_reloaded_before(person);
        update_server(person);
        CHECK_FALSE(person.sees_text("页面有更新"));
        person.focus(platform::no_node);
        CHECK(person.sees_text("页面有更新"));
        CHECK(person.page.reloads == 0);
    }
}

TEST_CASE("the offer to load the page anew is made in English too") {
    sim::World world;
    Person person(world, "en");
    has_reloaded_before(person);
    update_server(person);
    CHECK(person.sees_text("The page has been updated"));
    person.tap(NodeRole::button, "Open again");
    CHECK(person.page.reloads == 1);
}

}  // namespace
}  // namespace yg::ui
