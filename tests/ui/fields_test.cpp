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

}  // namespace
}  // namespace yg::ui
