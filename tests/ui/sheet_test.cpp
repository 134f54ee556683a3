// What lies over a page: taller than the screen it scrolls, and it leaves in every way a person
// would try.
#include "ui/person.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

using Preferences = Person::Preferences;

std::vector<std::string> buttons_of(Person& person) {
    std::vector<std::string> names;
    for (const SemanticNode& node : person.semantics.nodes) {
        if (node.role == NodeRole::button && !node.disabled) names.push_back(node.name);
    }
    return names;
}

/// Whole, or as much of it as the sheet is high.
bool is_on_screen(Person& person, std::string_view button) {
    const SemanticNode& node = person.node(NodeRole::button, button);
    const float top = std::max(0.0F, node.clip.y);
    const float bottom = std::min(person.input.height, node.clip.y + node.clip.height);
    return node.rect.y >= top - 0.5F && node.rect.y + node.rect.height <= bottom + 0.5F;
}

/// Drags until the button is seen whole, as far as the sheet goes.
bool can_be_reached(Person& person, std::string_view button) {
    const float x = person.input.width / 2;
    const float high = person.input.height * 0.3F;
    const float low = person.input.height * 0.7F;
    for (int i = 0; i < 12 && !is_on_screen(person, button); ++i) {
        const bool is_below = person.node(NodeRole::button, button).rect.y > low;
        person.drag(x, is_below ? low : high, is_below ? high : low);
        if (!person.sees(NodeRole::dialog, "")) return false;
    }
    return is_on_screen(person, button);
}

void check_sheet(Person& person, std::string_view which) {
    INFO(which << ":\n" << person.screen_text());
    REQUIRE(person.sees(NodeRole::dialog, ""));
    for (const std::string& button : buttons_of(person)) {
        INFO("button " << button);
        CHECK(can_be_reached(person, button));
    }
    person.press_escape();
    CHECK_FALSE(person.sees(NodeRole::dialog, ""));
}

void add_photos(Person& person, int count) {
    app::Raise& raise = person.phone.portal().raise();
    for (int i = 0; i < count; ++i) {
        const std::string id = "01970000-0000-7000-8000-00000000000" + std::to_string(i);
        raise.photos.push_back({.id = PhotoId::trusted(id), .sha256 = {}, .bytes = 1000});
    }
}

void check_all_sheets(Person& person) {
    person.go("/gallery");
    person.activate(NodeRole::button, "打开弹层");
    check_sheet(person, "the gallery's");
    person.go("/rooms/shuhua");
    person.activate(NodeRole::button, "场地说明");
    check_sheet(person, "about a room");
    person.go("/raise");
    add_photos(person, 3);
    person.page.request_frame();
    person.settle();
    person.activate(NodeRole::button, "照片 2");
    check_sheet(person, "a photo");
    person.go("/activities");
    // Large print has the list alone.
    if (person.sees(NodeRole::radio, "列表")) person.activate(NodeRole::radio, "列表");
    person.activate(NodeRole::link, "结对帮扶：帮办日");
    if (!person.sees(NodeRole::button, "取消报名")) person.activate(NodeRole::button, "报名");
    person.activate(NodeRole::button, "取消报名");
    check_sheet(person, "leaving an activity");
    person.go("/me/delete");
    person.activate(NodeRole::button, "注销账户");
    check_sheet(person, "deleting the account");
    person.go("/me");
    person.activate(NodeRole::button, "退出登录");
    check_sheet(person, "signing out");
}

TEST_CASE("every button of every sheet can be reached on a small screen held sideways") {
    sim::World world;
    for (const Preferences& chosen :
         {Preferences{}, Preferences{{"elder", "on"}}, Preferences{{"text_size", "2"}},
          Preferences{{"elder", "on"}, {"text_size", "2"}}}) {
        Person person(world, "zh-CN", chosen);
        person.sign_in("居民（示例）");
        person.input.width = 640;
        person.input.height = 360;
        check_all_sheets(person);
    }
}

TEST_CASE("a tap beside a sheet dismisses it, a tap on it doesn't") {
    sim::World world;
    Person person(world);
    person.go("/rooms/shuhua");
    person.activate(NodeRole::button, "场地说明");
    const SemanticNode sheet = person.node(NodeRole::dialog, "书画室");
    person.tap_at(sheet.rect.x + 8, sheet.rect.y + sheet.rect.height - 8);
    CHECK(person.sees(NodeRole::dialog, "书画室"));
    person.tap_at(100, 40);
    CHECK_FALSE(person.sees(NodeRole::dialog, "书画室"));
    CHECK(person.page.route() == "/rooms/shuhua");
}

TEST_CASE("a tap beside a question counts as no") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.activate(NodeRole::button, "退出登录");
    REQUIRE(person.sees(NodeRole::dialog, "退出登录？"));
    person.tap_at(100, 40);
    CHECK_FALSE(person.sees(NodeRole::dialog, "退出登录？"));
    CHECK(person.phone.portal().me().person.has_value());
}

TEST_CASE("a sheet dragged down and let go leaves, one dragged a little stays") {
    sim::World world;
    Person person(world);
    person.go("/rooms/shuhua");
    person.activate(NodeRole::button, "场地说明");
    const SemanticNode sheet = person.node(NodeRole::dialog, "书画室");
    const float y = sheet.rect.y + 20;
    person.drag(150, y, y + 40);
    CHECK(person.node(NodeRole::dialog, "书画室").rect.y == sheet.rect.y);
    person.drag(150, y, person.input.height - 10);
    CHECK_FALSE(person.sees(NodeRole::dialog, "书画室"));
}

}  // namespace
}  // namespace yg::ui
