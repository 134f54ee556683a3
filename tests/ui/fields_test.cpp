// Text fields: what is typed is seen and is what the program has.
#include "ui/person.hpp"

#include <string>

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

constexpr std::string_view words = "说说是什么事";

/// Everything of the field that isn't scrolled inside it lies where the person sees it.
bool is_seen(const SemanticNode& node) {
    return node.rect.y >= node.clip.y &&
           node.rect.y + node.rect.height <= node.clip.y + node.clip.height;
}

TEST_CASE("a field that grows while one types stays above the keyboard") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.input.width = 360;
    person.input.height = 640;
    person.go("/raise");
    const platform::NodeId field = person.node(NodeRole::text_field, words).id;
    person.focus(field);
    person.input.insets.bottom = 300;
    person.page.frame_wanted = true;
    person.settle();
    CHECK(is_seen(person.node(NodeRole::text_field, words)));
    std::string text;
    for (int line = 1; line <= 10; ++line) {
        text += "第" + std::to_string(line) + "行\n";
        person.keep_typing(words, text);
        INFO(line << " lines");
        CHECK(is_seen(person.node(NodeRole::text_field, words)));
    }
    CHECK(person.phone.portal().raise().words == text);

    // Without the keyboard the whole text is there again.
    const float typed_in = person.node(NodeRole::text_field, words).rect.height;
    person.input.insets.bottom = 0;
    person.focus(platform::no_node);
    CHECK(person.node(NodeRole::text_field, words).rect.height > typed_in);
}

TEST_CASE("typing brings a field back that was scrolled away") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.go("/raise");
    person.focus(person.node(NodeRole::text_field, words).id);
    person.drag(200, 700, 300);
    REQUIRE_FALSE(is_seen(person.node(NodeRole::text_field, words)));
    person.keep_typing(words, "一");
    CHECK(is_seen(person.node(NodeRole::text_field, words)));
}

TEST_CASE("while one types the tabs leave the room above the keyboard to the page") {
    sim::World world;
    Person person(world);
    person.go("/me");
    const platform::NodeId number = person.node(NodeRole::text_field, "手机号").id;
    person.focus(number);
    CHECK(person.sees(NodeRole::link, "首页"));  // No keyboard on the glass: a desk's.
    person.input.insets.bottom = 300;
    person.page.frame_wanted = true;
    person.settle();
    CHECK_FALSE(person.sees(NodeRole::link, "首页"));
    person.focus(platform::no_node);
    CHECK(person.sees(NodeRole::link, "首页"));
}

TEST_CASE("Enter in the number asks for a code, and in the code signs in") {
    sim::World world;
    Person person(world);
    person.go("/me");
    person.type("手机号", "139 0000 4567");
    person.press_enter_in("手机号");
    CHECK(person.sees_text("请先看《个人信息说明》"));
    person.activate(NodeRole::checkbox, "我已阅读并同意");
    person.press_enter_in("手机号");
    REQUIRE(person.sees(NodeRole::text_field, "验证码"));
    person.type("验证码", "1");
    person.press_enter_in("验证码");
    CHECK(person.node(NodeRole::text_field, "验证码").invalid);
    person.go("/concerns");
    CHECK_FALSE(person.node(NodeRole::text_field, "搜地点").submits);
}

TEST_CASE("a finger that stops what rolls is known when it comes down") {
    sim::World world;
    Person person(world);
    person.go("/gallery");
    CHECK_FALSE(person.stops_roll(200, 400));
    using platform::PointerPhase;
    person.finger(PointerPhase::down, 200, 700);
    person.frame();
    for (int step = 1; step <= 6; ++step) {
        person.finger(PointerPhase::move, 200, 700 - 40.0F * static_cast<float>(step));
        person.frame();
    }
    person.finger(PointerPhase::up, 200, 460);
    person.frame();
    CHECK(person.stops_roll(200, 400));
    CHECK_FALSE(person.stops_roll(200, 20));  // The bar above doesn't roll.
    person.settle();
    CHECK_FALSE(person.stops_roll(200, 400));
}

}  // namespace
}  // namespace yg::ui
