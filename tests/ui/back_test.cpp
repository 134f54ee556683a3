// The way back: what lies over a page closes first, and a form goes back step by step.
#include "ui/person.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

void open_about(Person& person) {
    person.go("/rooms/shuhua");
    person.activate(NodeRole::button, "场地说明");
    REQUIRE(person.sees(NodeRole::dialog, "书画室"));
}

/// The three steps of 我要说, up to the last.
void write_concern(Person& person) {
    person.go("/raise");
    person.type("说说是什么事", "三号楼二单元楼道堆满旧家具");
    person.activate(NodeRole::radio, "楼道堆物");
    person.activate(NodeRole::button, "下一步：在哪里");
    person.activate(NodeRole::radio, "银河小区");
    person.activate(NodeRole::button, "下一步：怎么联系");
    REQUIRE(person.sees(NodeRole::heading, "怎么联系您"));
}

TEST_CASE("the way back closes what lies over the page and stays on the page") {
    sim::World world;
    Person person(world);
    open_about(person);
    person.back();
    CHECK_FALSE(person.sees(NodeRole::dialog, "书画室"));
    CHECK(person.page.route() == "/rooms/shuhua");
    CHECK(person.sees(NodeRole::heading, "书画室"));
    person.back();
    CHECK(person.page.route() == "/");
    CHECK(person.sees(NodeRole::heading, "上午好"));
}

TEST_CASE("a sheet that is opened and closed by its button leaves no step behind") {
    sim::World world;
    Person person(world);
    person.go("/rooms/shuhua");
    const auto steps = person.page.history.size();
    for (int i = 0; i < 3; ++i) {
        person.activate(NodeRole::button, "场地说明");
        CHECK(person.page.history.size() == steps + 1);
        person.activate(NodeRole::button, "关闭");
        CHECK_FALSE(person.sees(NodeRole::dialog, "书画室"));
        CHECK(person.page.history.size() == steps);
    }
    person.back();
    CHECK(person.sees(NodeRole::heading, "上午好"));
}

TEST_CASE("another address closes what lies over the page, and its step means nothing any more") {
    sim::World world;
    Person person(world);
    open_about(person);
    person.go("/me");
    CHECK_FALSE(person.sees(NodeRole::dialog, "书画室"));
    CHECK(person.sees(NodeRole::heading, "我的"));
    person.activate(NodeRole::link, "约场地");
    CHECK(person.page.route() == "/rooms");
}

TEST_CASE("a question that is left by the way back counts as no") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.activate(NodeRole::button, "退出登录");
    REQUIRE(person.sees(NodeRole::dialog, "退出"));
    person.back();
    CHECK_FALSE(person.sees(NodeRole::dialog, "退出"));
    CHECK(person.page.route() == "/me");
    CHECK(person.phone.portal().me().person.has_value());
}

TEST_CASE("the way back leads from each step of a form to the one before and keeps the draft") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    write_concern(person);
    CHECK(person.page.route() == "/raise/3");
    person.back();
    CHECK(person.page.route() == "/raise/2");
    CHECK(person.node(NodeRole::radio, "银河小区").selected);
    person.activate(NodeRole::button, "返回");
    CHECK(person.page.route() == "/raise");
    CHECK(person.node(NodeRole::text_field, "说说是什么事").value == "三号楼二单元楼道堆满旧家具");
    person.back();
    CHECK(person.page.route() == "/me");
}

TEST_CASE("an address of a later step shows the first that isn't filled in") {
    sim::World world;
    Person person(world);
    person.go("/raise/3");
    CHECK(person.page.route() == "/raise");
    CHECK(person.sees_text("第 1 步"));
    CHECK(person.phone.portal().raise().refusals.empty());
    person.type("说说是什么事", "路灯不亮");
    person.activate(NodeRole::radio, "路灯");
    person.go("/raise/3");
    CHECK(person.page.route() == "/raise/2");
    CHECK(person.sees_text("第 2 步"));
    person.go("/raise/nonsense");
    CHECK(person.page.route() == "/raise");
}

TEST_CASE("a link to the form leads to the step that was left, the earlier ones behind it") {
    sim::World world;
    Person person(world);
    write_concern(person);
    person.activate(NodeRole::link, "登录");
    CHECK(person.page.route() == "/me");
    person.activate(NodeRole::link, "我要说");
    CHECK(person.page.route() == "/raise/3");
    person.back();
    CHECK(person.page.route() == "/raise/2");
    person.back();
    CHECK(person.page.route() == "/raise");
    person.back();
    CHECK(person.page.route() == "/me");
}

TEST_CASE("there is no way back into a concern that was sent") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    const auto steps = person.page.history.size();
    write_concern(person);
    person.activate(NodeRole::button, "提交诉求");
    REQUIRE(person.sees(NodeRole::button, "再说一件"));
    CHECK(person.page.route() == "/raise");
    CHECK(person.page.history.size() == steps + 1);
    person.activate(NodeRole::button, "再说一件");
    CHECK(person.sees_text("第 1 步"));
    CHECK(person.page.route() == "/raise");
}

}  // namespace
}  // namespace yg::ui
