// The screens, used as a person uses them: found by role and name.
#include "base/text.hpp"
#include "ui/kit/semantics.hpp"
#include "ui/person.hpp"

#include <set>

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

constexpr std::array pages = {"/",           "/raise",      "/concerns", "/rooms", "/rooms/shuhua",
                              "/rooms/quyi", "/activities", "/me",       "/inbox", "/me/privacy",
                              "/me/data",    "/me/correct", "/me/delete"};

TEST_CASE("the first page greets, names the place and leads to the three jobs") {
    sim::World world;
    Person person(world);
    CHECK(person.sees(NodeRole::heading, "上午好"));
    CHECK(person.sees(NodeRole::link, "我要说"));
    CHECK(person.sees(NodeRole::heading, "最近能用的场地"));
    CHECK(person.sees(NodeRole::heading, "本周活动"));
    CHECK(person.node(NodeRole::link, "首页").current);
    person.tap(NodeRole::link, "约场地");
    CHECK(person.page.route() == "/rooms");
    CHECK(person.sees(NodeRole::link, "书画室"));
    person.tap(NodeRole::link, "看活动");
    CHECK(person.sees(NodeRole::heading, "2026 年 11 月"));
}

TEST_CASE("a concern is raised in three steps and found again with its state") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.go("/raise");
    person.type("说说是什么事", "三号楼二单元楼道堆满旧家具，晚上看不见路");
    CHECK(person.sees_text("草稿已保存"));
    person.activate(NodeRole::radio, "楼道堆物");
    person.activate(NodeRole::button, "下一步：在哪里");
    person.activate(NodeRole::radio, "银河小区");
    person.activate(NodeRole::button, "下一步：怎么联系");
    CHECK(person.sees_text("楼道堆物"));
    person.activate(NodeRole::button, "提交诉求");
    CHECK(person.sees_text("已送到网格员手里"));
    person.activate(NodeRole::link, "看办到哪一步");
    CHECK(person.sees(NodeRole::heading, "诉求 XC-"));
    CHECK(person.sees_text("待受理"));
    person.go("/concerns");
    CHECK(person.sees(NodeRole::link, "三号楼二单元"));
}

TEST_CASE("a draft that the phone can't keep is not called kept") {
    sim::World world;
    Person person(world);
    person.phone.preferences().full = true;
    person.go("/raise");
    person.type("说说是什么事", "三号楼二单元楼道堆满旧家具");
    CHECK_FALSE(person.sees_text("草稿已保存"));
    CHECK(person.sees(NodeRole::alert, "手机存不下草稿"));
    person.phone.preferences().full = false;
    person.type("说说是什么事", "三号楼二单元楼道堆满旧家具，晚上看不见路");
    CHECK(person.sees_text("草稿已保存"));
    CHECK_FALSE(person.sees(NodeRole::alert, "手机存不下草稿"));
}

TEST_CASE("a field that was put right stops complaining at once") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.go("/raise");
    person.activate(NodeRole::button, "下一步：在哪里");
    REQUIRE(person.sees(NodeRole::alert, "请写几个字"));
    person.type("说说是什么事", "三号楼二单元楼道堆满旧家具");
    CHECK_FALSE(person.sees(NodeRole::alert, "请写几个字"));
    CHECK_FALSE(person.node(NodeRole::text_field, "说说是什么事").invalid);
    CHECK(person.sees(NodeRole::alert, "请选一类"));
}

TEST_CASE("all wrong fields of a step light up together and the step stays") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.go("/raise");
    person.activate(NodeRole::button, "下一步：在哪里");
    CHECK(person.node(NodeRole::text_field, "说说是什么事").invalid);
    CHECK(person.sees(NodeRole::alert, "请写几个字"));
    CHECK(person.sees(NodeRole::alert, "请选一类"));
    CHECK(person.sees_text("第 1 步"));
}

TEST_CASE("danger to life shows numbers to call, as links that dial") {
    sim::World world;
    Person person(world);
    person.go("/raise");
    CHECK(person.node(NodeRole::link, "119").href == "tel:119");
    person.activate(NodeRole::radio, "私拉电线充电");
    person.activate(NodeRole::link, "120");
    CHECK(person.page.dialled == std::vector<std::string>{"120"});
}

TEST_CASE("a place can be picked on the map by a finger") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.go("/raise");
    person.type("说说是什么事", "路灯不亮");
    person.activate(NodeRole::radio, "路灯照明");
    person.activate(NodeRole::button, "下一步：在哪里");
    CHECK(person.sees_text("还没有选地方"));
    person.tap(NodeRole::radio, "第 12 网格");
    CHECK_FALSE(person.sees_text("还没有选地方"));
    CHECK_FALSE(person.phone.portal().raise().grid.empty());
}

TEST_CASE("a free time of a room is picked and booked, and cancelled from 我的") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.go("/rooms/shuhua");
    person.activate(NodeRole::radio, "周四");
    person.activate(NodeRole::button, "15:00–15:30");
    person.activate(NodeRole::button, "15:30–16:00");
    CHECK(person.sees_text("15:00–16:00"));
    person.activate(NodeRole::button, "预约");
    CHECK(person.sees_text("约好了"));
    CHECK(person.sees(NodeRole::button, "15:00–15:30，您约的"));
    person.go("/me");
    CHECK(person.sees(NodeRole::link, "书画室"));
    const std::size_t before = person.phone.portal().me().bookings.size();
    person.activate(NodeRole::button, "取消预约");
    CHECK(person.sees(NodeRole::dialog, "取消这个预约？"));
    CHECK_FALSE(person.sees(NodeRole::link, "首页"));
    person.activate(NodeRole::button, "取消预约");
    CHECK(person.sees_text("已取消"));
    CHECK(person.phone.portal().me().bookings.size() == before - 1);
}

TEST_CASE("who lost a slot to another is told and offered other times") {
    sim::World world;
    Person first(world);
    first.sign_in("居民（示例）");
    sim::Phone& other = world.add_phone();
    other.sign_in("resident-2");
    // Both want the same hour of a room that one booking holds.
    first.go("/rooms/quyi");
    first.activate(NodeRole::radio, "周五");
    first.activate(NodeRole::button, "16:00–16:30");
    const Interval wanted = *first.phone.portal().room_day(RoomId::trusted("quyi"))->selection;
    other.portal().room_day(RoomId::trusted("quyi"));
    other.portal().show_day(RoomId::trusted("quyi"), to_local(wanted.start).date);
    other.portal().select_time(RoomId::trusted("quyi"), wanted);
    other.portal().book(RoomId::trusted("quyi"));
    world.settle();
    first.activate(NodeRole::button, "预约");
    CHECK(first.sees_text("这个时间刚被约走"));
    CHECK(first.sees_text("这些时间还空着"));
    first.go("/me");
    first.activate(NodeRole::button, "知道了");
    CHECK_FALSE(first.sees(NodeRole::button, "知道了"));
    first.activate(NodeRole::button, "撤销");
    CHECK(first.sees(NodeRole::button, "知道了"));
    CHECK_FALSE(first.sees(NodeRole::button, "撤销"));
}

TEST_CASE("an activity is joined and left again, and leaving asks first") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.go("/activities");
    person.activate(NodeRole::radio, "列表");
    person.activate(NodeRole::link, "结对帮扶：帮办日");
    person.activate(NodeRole::button, "报名");
    CHECK(person.sees_text("已报名"));
    person.activate(NodeRole::button, "取消报名");
    CHECK(person.sees(NodeRole::dialog, "不参加了？"));
    person.press_escape();
    CHECK_FALSE(person.sees(NodeRole::dialog, "不参加了？"));
    person.activate(NodeRole::button, "取消报名");
    person.activate(NodeRole::button, "取消报名");
    CHECK(person.sees(NodeRole::button, "报名"));
}

TEST_CASE("a filter shows only its kind, and months can be turned") {
    sim::World world;
    Person person(world);
    person.go("/activities");
    person.activate(NodeRole::radio, "列表");
    CHECK(person.sees_text("羌韵乐团排练"));
    person.activate(NodeRole::radio, "志愿");
    CHECK_FALSE(person.sees_text("羌韵乐团排练"));
    person.activate(NodeRole::button, "下个月");
    CHECK(person.sees(NodeRole::heading, "2026 年 12 月"));
}

TEST_CASE("unknown things say so instead of failing") {
    sim::World world;
    Person person(world);
    for (const std::string_view route : {"/concerns/nobody", "/rooms/nowhere", "/activities/never",
                                         "/rooms/%20&", "/nonsense", "nonsense", ""}) {
        INFO(route);
        person.go(route);
        CHECK_FALSE(person.screen_text().empty());
    }
    person.go("/rooms/nowhere");
    CHECK(person.sees_text("没有这个场地"));
    person.activate(NodeRole::button, "返回");
}

TEST_CASE("the way back leads to where one came from, or to the section above") {
    sim::World world;
    Person person(world);
    person.activate(NodeRole::link, "约场地");
    person.activate(NodeRole::link, "书画室");
    CHECK(person.page.route() == "/rooms/shuhua");
    person.activate(NodeRole::button, "返回");
    CHECK(person.page.route() == "/rooms");
    person.back();
    CHECK(person.sees(NodeRole::heading, "上午好"));
}

TEST_CASE("language, large print and colours are chosen in 我的 and remembered") {
    sim::World world;
    Person person(world);
    person.go("/me");
    person.activate(NodeRole::radio, "English");
    CHECK(person.sees(NodeRole::heading, "Me"));
    CHECK(person.page.language == "en");
    CHECK(person.preferences.get("language") == "en");
    person.activate(NodeRole::radio, "Dark");
    CHECK(person.page.dark);
    person.activate(NodeRole::switch_, "Large print");
    CHECK(person.preferences.get("elder") == "on");
    person.activate(NodeRole::radio, "中文");
    person.go("/");
    CHECK(person.sees(NodeRole::heading, "您好"));
    person.activate(NodeRole::button, "标准版");
    CHECK(person.sees(NodeRole::heading, "上午好"));
}

TEST_CASE("a page at rest wants no frames, and an unchanged frame publishes nothing") {
    sim::World world;
    Person person(world);
    for (const std::string_view route : {"/", "/raise", "/concerns", "/rooms", "/rooms/shuhua",
                                         "/activities", "/me", "/gallery"}) {
        INFO(route);
        person.go(route);
        CHECK_FALSE(person.page.frame_wanted);
        const int publications = person.semantics.publications;
        person.page.frame_wanted = true;
        person.settle();
        CHECK(person.semantics.publications == publications);
    }
}

TEST_CASE("a finger scrolls the page and taps what it then shows") {
    sim::World world;
    Person person(world);
    person.go("/rooms");
    const float before = person.node(NodeRole::link, "书画室").rect.y;
    person.drag(200, 600, 300);
    const float after = person.node(NodeRole::link, "书画室").rect.y;
    CHECK(after < before);
    // A drag is no tap.
    CHECK(person.page.route() == "/rooms");
}

TEST_CASE("pulling the page down over its top syncs") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.go("/");
    const int pulls = person.phone.network().requests["/api/v1/pull"];
    person.drag(200, 200, 600);
    CHECK(person.phone.network().requests["/api/v1/pull"] > pulls);
}

TEST_CASE("a dialog takes the focus when it opens and gives it back") {
    sim::World world;
    Person person(world);
    person.go("/gallery");
    const platform::NodeId opener = person.node(NodeRole::button, "打开弹层").id;
    person.focus(opener);
    person.activate(NodeRole::button, "打开弹层");
    CHECK(person.semantics.focused == person.node(NodeRole::dialog, "不参加了？").id);
    person.press_escape();
    CHECK(person.semantics.focused == opener);
}

TEST_CASE("arrows choose the neighbour in a group of radios") {
    sim::World world;
    Person person(world);
    person.go("/me");
    person.focus(person.node(NodeRole::radio, "跟手机").id);
    person.press(platform::Key::right);
    CHECK(person.node(NodeRole::radio, "浅色").selected);
    CHECK(person.semantics.focused == person.node(NodeRole::radio, "浅色").id);
    person.focus(person.semantics.focused);
    person.press(platform::Key::left);
    CHECK(person.node(NodeRole::radio, "跟手机").selected);
}

TEST_CASE("up and down lead to the week before and after in a month") {
    sim::World world;
    Person person(world);
    person.go("/activities");
    const auto press_on = [&](std::string_view day, platform::Key key) {
        person.focus(person.node(NodeRole::radio, day).id);
        person.press(key);
    };
    press_on("11 月 17 日", platform::Key::down);
    CHECK(person.node(NodeRole::radio, "11 月 24 日").selected);
    press_on("11 月 24 日", platform::Key::right);
    CHECK(person.node(NodeRole::radio, "11 月 25 日").selected);
    press_on("11 月 25 日", platform::Key::up);
    CHECK(person.node(NodeRole::radio, "11 月 18 日").selected);
    // Nothing is below the last week.
    press_on("11 月 30 日", platform::Key::down);
    CHECK_FALSE(person.node(NodeRole::radio, "11 月 30 日").selected);
    CHECK(person.node(NodeRole::radio, "11 月 18 日").selected);
}

TEST_CASE("the focused field comes into view when the keyboard takes half the screen") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.go("/gallery");
    const platform::NodeId field = person.node(NodeRole::text_field, "搜索").id;
    person.focus(field);
    person.input.insets.bottom = 400;
    person.page.frame_wanted = true;
    person.settle();
    const SemanticNode& node = person.node(NodeRole::text_field, "搜索");
    CHECK(node.rect.y >= node.clip.y);
    CHECK(node.rect.y + node.rect.height <= node.clip.y + node.clip.height);
    CHECK(node.clip.y + node.clip.height <= person.input.height - 400);
}

TEST_CASE("emergency numbers are never cut, in any language or size") {
    sim::World world;
    for (const std::string_view language : {"zh-CN", "en"}) {
        for (const bool elder : {false, true}) {
            Person person(world, language);
            person.input.width = 360;
            person.go("/me");
            const std::string_view large = language == "en" ? "Large print" : "长辈版";
            if (elder) person.activate(NodeRole::switch_, large);
            person.go("/raise");
            int calls = 0;
            for (const SemanticNode& node : person.semantics.nodes) {
                if (!node.href.starts_with("tel:")) continue;
                INFO(node.name << (elder ? ", large print" : ""));
                float words = 0;
                for (std::size_t at = 0; at < node.name.size();) {
                    words += person.glyphs.advance(next_code_point(node.name, at), elder ? 23 : 17,
                                                   platform::GlyphWeight::semibold);
                }
                CHECK(node.rect.width >= words);
                ++calls;
            }
            CHECK(calls == 3);
        }
    }
}

TEST_CASE("a room's week shows each day and leads to the one that is tapped") {
    sim::World world;
    Person person(world);
    person.go("/rooms/quyi");
    person.activate(NodeRole::radio, "一周");
    const auto& week = person.phone.portal().room_day(RoomId::trusted("quyi"))->week;
    CHECK(week.size() == 8);
    int days = 0;
    for (const SemanticNode& node : person.semantics.nodes) {
        if (node.role == NodeRole::button && node.name.find("日 周") != std::string::npos) ++days;
    }
    CHECK(days == static_cast<int>(week.size()));
    person.tap(NodeRole::button, "周五");
    CHECK(person.sees(NodeRole::radio, "一天"));
    CHECK(person.node(NodeRole::radio, "周五").selected);
    CHECK(person.sees(NodeRole::button, "16:00–16:30"));
}

TEST_CASE("我要查 shows how many public concerns wait, are in work and are done") {
    sim::World world;
    Person person(world);
    person.go("/concerns");
    const app::PublicCounts& counts = person.phone.portal().concerns().counts;
    const std::size_t all = person.phone.portal().concerns().public_ones.size();
    CHECK(static_cast<std::size_t>(counts.waiting + counts.working + counts.closed) == all);
    CHECK(person.node(NodeRole::image, "公开的诉求办到哪儿了")
              .name.find("办完 " + std::to_string(counts.closed)) != std::string::npos);
}

TEST_CASE("a finger that is cancelled, leaves or is joined by a second one leaves nothing stuck") {
    using platform::PointerPhase;
    struct Touch {
        PointerPhase phase;
        float x;  ///< From the middle of a card.
        float y;
        int finger = 1;
    };
    constexpr auto down = PointerPhase::down;
    constexpr auto move = PointerPhase::move;
    constexpr auto up = PointerPhase::up;
    constexpr auto cancel = PointerPhase::cancel;
    const std::vector<std::pair<std::string_view, std::vector<Touch>>> stories = {
        {"the browser takes the touch away", {{down, 0, 0}, {cancel, 0, 0}}},
        {"a drag goes on beyond the glass and ends there",
         {{down, 0, 0}, {move, 0, -900}, {move, -500, -900}, {up, -500, -900}}},
        {"a second finger comes and both go",
         {{down, 0, 0}, {down, 60, 60, 2}, {up, 0, 0}, {up, 60, 60, 2}}},
        {"a second finger is cancelled while the first drags",
         {{down, 0, 0}, {move, 0, -40}, {down, 60, 60, 2}, {cancel, 60, 60, 2}, {cancel, 0, -40}}},
    };
    sim::World world;
    for (const auto& [story, touches] : stories) {
        INFO(story);
        Person person(world);
        person.go("/rooms");
        const platform::NodeRect card = person.node(NodeRole::link, "书画室").rect;
        for (const Touch& touch : touches) {
            person.finger(touch.phase, card.x + card.width / 2 + touch.x,
                          card.y + card.height / 2 + touch.y, touch.finger);
            person.frame();
        }
        person.settle();
        // Nothing was pressed by any of it, nothing wants frames, and the next tap works at once.
        CHECK(person.page.route() == "/rooms");
        CHECK_FALSE(person.page.frame_wanted);
        person.tap(NodeRole::link, "看活动");
        CHECK(person.page.route() == "/activities");
    }
}

TEST_CASE("two taps before the next frame are done one after the other") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.go("/raise");
    person.type("说说是什么事", "路灯不亮");
    // The button is drawn before the choice it depends on.
    person.activate_both(NodeRole::radio, "路灯照明", NodeRole::button, "下一步：在哪里");
    CHECK(person.sees_text("第 2 步"));
}

// Old hands press long, and a busy phone hears of a short press late.
TEST_CASE("a button that is pressed long is pressed all the same") {
    sim::World world;
    Person person(world);
    const auto& rooms = person.node(NodeRole::link, "约场地").rect;
    const float x = rooms.x + rooms.width / 2;
    const float y = rooms.y + rooms.height / 2;
    person.finger(platform::PointerPhase::down, x, y);
    for (int frame = 0; frame < 60; ++frame) person.frame();  // Nearly a second.
    CHECK(person.page.route() == "/");
    person.finger(platform::PointerPhase::up, x, y);
    person.settle();
    CHECK(person.page.route() == "/rooms");
}

TEST_CASE("what was typed right before a tap is not lost") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.go("/raise");
    person.type("说说是什么事", "路灯不亮");
    person.activate(NodeRole::radio, "路灯照明");
    // The button is drawn before the field, and the next step has no such field.
    person.type_and_activate("说说是什么事", "路灯不亮两天了", NodeRole::button, "下一步：在哪里");
    CHECK(person.sees_text("第 2 步"));
    CHECK(person.phone.portal().raise().words == "路灯不亮两天了");
}

TEST_CASE("what became of one's concerns is told in the inbox, and counted until it was read") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.go("/rooms");
    const int unread = person.phone.portal().inbox().unread;
    REQUIRE(unread > 0);
    CHECK(person.sees(NodeRole::link, "我的, " + std::to_string(unread)));
    person.go("/me");
    person.activate(NodeRole::link, "回音");
    CHECK(person.page.route() == "/inbox");
    CHECK(person.sees_text("办理中 · 新城社区"));
    CHECK(person.sees_text(", 新"));
    person.go("/rooms");
    CHECK(person.sees(NodeRole::link, "我的"));
    person.go("/inbox");
    CHECK_FALSE(person.sees_text(", 新"));
}

TEST_CASE("a page is where it was left when one comes back to it") {
    sim::World world;
    Person person(world);
    person.go("/rooms");
    person.drag(200, 700, 300);
    const float before = person.node(NodeRole::link, "书画室").rect.y;
    person.go("/me");
    person.back();
    CHECK(person.page.route() == "/rooms");
    CHECK(person.node(NodeRole::link, "书画室").rect.y == before);
}

void check_texts(Person& person) {
    // A card of the list shows how a concern begins; all of it in large print.
    const bool previews =
        person.page.route() == "/concerns" &&
        (person.preferences.get("elder") != "on" || person.preferences.get("text_size") != "0");
    for (const std::string& words : person.spoilt_words()) {
        if (previews && words.starts_with("cut: ")) continue;
        INFO(words);
        CHECK(words.empty());
    }
}

/// Where the first link on the page leads that begins with `prefix`.
std::string first_link(Person& person, std::string_view prefix) {
    for (const SemanticNode& node : person.semantics.nodes) {
        if (node.href.starts_with(prefix)) return node.href.substr(1);
    }
    FAIL("no link to " << prefix);
    return {};
}

void check_texts_of_details(Person& person) {
    for (const char* list : {"/concerns", "/activities"}) {
        person.go(list);
        person.go(first_link(person, "#" + std::string(list) + "/"));
        INFO(person.page.route());
        check_texts(person);
    }
}

void check_texts_of_form(Person& person) {
    app::Raise& raise = person.phone.portal().raise();
    raise.words = "三号楼二单元楼道堆满旧家具";
    raise.category = raise.categories.front().id;
    raise.grid = raise.grids.front().id;
    person.go("/raise");
    for (const char* step : {"where", "who"}) {
        INFO(step);
        person.phone.portal().raise_next();
        person.settle();
        check_texts(person);
    }
}

TEST_CASE("every text is readable whole, in both languages, in large print and in each size") {
    sim::World world;
    for (const std::string_view language : {"zh-CN", "en"}) {
        for (const std::string_view elder : {"off", "on"}) {
            for (const std::string_view text_size : {"0", "1", "2"}) {
                Person person(world, language, {{"elder", elder}, {"text_size", text_size}});
                person.go("/me");
                person.activate(NodeRole::button, "居民（示例）");
                person.input.steady_ms += 10'000;  // The welcome is gone, which lay over the page.
                person.input.height = 5000;        // The whole page at once.
                person.input.width = 360;
                for (const char* page : pages) {
                    INFO(page << ", " << language << ", large print " << elder << ", size "
                              << text_size);
                    person.go(page);
                    check_texts(person);
                }
                check_texts_of_details(person);
                check_texts_of_form(person);
            }
        }
    }
}

/// What must hold on every page, whatever it shows.
void check_page(Person& person) {
    const bool elder = person.preferences.get("elder") == "on";
    const float target = elder ? 60 : 44;
    std::set<platform::NodeId> ids;
    for (const SemanticNode& node : person.semantics.nodes) {
        INFO("node \"" << node.name << "\"");
        CHECK(ids.insert(node.id).second);
        CHECK((node.parent == platform::no_node || ids.contains(node.parent)));
        if (!is_interactive(node.role)) continue;
        CHECK_FALSE(node.name.empty());
        // Shapes on the map and slots of a day are as large as what they stand for.
        const SemanticNode* parent = nullptr;
        for (const SemanticNode& other : person.semantics.nodes) {
            if (other.id == node.parent) parent = &other;
        }
        const bool on_map = parent != nullptr && parent->name == "网格图";
        if (on_map) continue;
        CHECK(node.rect.width >= target - 0.5F);
        CHECK(node.rect.height >= target - 0.5F);
        const bool in_strip = node.clip.width > 0 && node.clip.height < 200;
        if (!in_strip) CHECK(node.rect.x + node.rect.width <= person.input.width + 0.5F);
    }
}

TEST_CASE("every page keeps its targets large, named and on the screen") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    for (const float width : {390.0F, 360.0F}) {
        for (const bool elder : {false, true}) {
            person.input.width = width;
            person.preferences.set("elder", elder ? "on" : "off");
            person.go("/me");
            const SemanticNode& large = person.node(NodeRole::switch_, "长辈版");
            if (large.checked != elder) person.activate(NodeRole::switch_, "长辈版");
            for (const char* route : pages) {
                INFO(route << " at " << width << (elder ? ", large print" : ""));
                person.go(route);
                check_page(person);
            }
        }
    }
}

}  // namespace
}  // namespace yg::ui
