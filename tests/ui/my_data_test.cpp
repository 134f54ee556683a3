// 我的数据, as a person uses it: reading what is agreed to, seeing, taking away, correcting,
// deleting.
#include <set>

#include "domain/person/consent.hpp"
#include "server/privacy/identity_views.hpp"
#include "ui/person.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

const TownId town = TownId::trusted("chengguan");
constexpr std::string_view agree_words = "我已阅读并同意《个人信息说明》";
constexpr std::string_view path = "/api/v1/my_data";
constexpr std::string_view delete_path = "/api/v1/my_data/delete";

int asked(Person& person, std::string_view which) {
    return person.phone.network().requests[std::string(which)];
}

std::int64_t count(sim::World& world, const std::string& what) {
    return world.server_count("SELECT COUNT(*) FROM " + what);
}

/// Presses 注销账户, and answers the question that follows.
void erase(Person& person, std::string_view answer) {
    person.go("/me/delete");
    person.tap(NodeRole::button, "注销账户");
    person.tap(NodeRole::button, answer);
}

TEST_CASE("nobody is asked for a code before they agreed by a tick of their own") {
    sim::World world;
    Person person(world);
    person.go("/me");
    person.type("手机号", "13800000001");
    CHECK_FALSE(person.node(NodeRole::checkbox, agree_words).checked);
    person.tap(NodeRole::button, "获取验证码");
    CHECK(asked(person, "/api/v1/sign_in/start") == 0);
    CHECK(person.node(NodeRole::checkbox, agree_words).invalid);
    CHECK(person.sees(NodeRole::alert, "请先看《个人信息说明》，同意后打勾"));
    person.tap(NodeRole::checkbox, agree_words);
    CHECK(person.node(NodeRole::checkbox, agree_words).checked);
    CHECK_FALSE(person.sees(NodeRole::alert, "请先看《个人信息说明》，同意后打勾"));
    person.tap(NodeRole::button, "获取验证码");
    CHECK(asked(person, "/api/v1/sign_in/start") == 1);
}

TEST_CASE("a number that is wrong and a missing tick are told together") {
    sim::World world;
    Person person(world);
    person.go("/me");
    person.type("手机号", "138");
    person.tap(NodeRole::button, "获取验证码");
    CHECK(person.node(NodeRole::text_field, "手机号").invalid);
    CHECK(person.node(NodeRole::checkbox, agree_words).invalid);
}

TEST_CASE("the text is one tap away, whole, in both languages, and what was typed stays") {
    sim::World world;
    for (const std::string_view language : {"zh-CN", "en"}) {
        Person person(world, language);
        person.input.height = 5000;
        person.go("/me");
        const bool english = language == "en";
        person.type(english ? "Mobile number" : "手机号", "13800000001");
        person.tap(NodeRole::link, english ? "Read how my data is used" : "看《个人信息说明》");
        CHECK(person.page.route() == "/me/privacy");
        const auto& text = domain::personal_data_text();
        for (const auto& section : (english ? text.english : text.chinese).sections) {
            CHECK(person.sees(NodeRole::heading, section.title));
            CHECK(person.sees_text(section.words));
        }
        person.back();
        CHECK(person.node(NodeRole::text_field, english ? "Mobile number" : "手机号").value ==
              "13800000001");
    }
}

TEST_CASE("signing in with a sample account says that it is agreeing, and is noted") {
    sim::World world;
    Person person(world);
    person.go("/me");
    CHECK(person.sees_text("登录即表示同意《个人信息说明》"));
    person.sign_in("居民（示例）");
    person.go("/me/data");
    CHECK(person.sees_text("《个人信息说明》第 1 版 · 11 月 24 日 09:10"));
}

TEST_CASE("我的数据 shows the account, what is kept, and that nobody looked") {
    sim::World world;
    Person person(world);
    person.input.height = 5000;
    person.sign_in("居民（示例）");
    person.tap(NodeRole::link, "我的数据");
    CHECK(person.page.route() == "/me/data");
    CHECK(person.sees_text("称呼：居民（示例）"));
    CHECK(person.sees_text("登录手机号：13800000001"));
    CHECK(person.sees_text("登录着的设备, 1 条"));
    CHECK(person.sees_text("还没有人看过您的姓名和电话。"));
    // Asked for once on a visit, however many frames are drawn.
    CHECK(asked(person, path) == 1);
    person.frame();
    CHECK(asked(person, path) == 1);
    person.back();
    person.go("/me/data");
    CHECK(asked(person, path) == 1);
    world.clock.advance(minute_ms);
    person.back();
    person.go("/me/data");
    CHECK(asked(person, path) == 2);
}

TEST_CASE("who looked is shown with role, reason and time, newest first") {
    sim::World world;
    Person person(world);
    person.input.height = 5000;
    person.sign_in("居民（示例）");
    for (const auto reason :
         {domain::ViewReason::account_listed, domain::ViewReason::concern_handled}) {
        const bool staff = reason == domain::ViewReason::concern_handled;
        const domain::Viewer viewer =
            staff ? domain::Viewer{PersonId::trusted("grid-worker-1"), domain::Role::grid_worker,
                                   "网格员（示例）"}
                  : domain::Viewer{};
        REQUIRE(server::note_identity_view(
                    *world.database, town, PersonId::trusted("resident-1"),
                    {.viewer = viewer, .reason = reason, .now = world.clock.now()})
                    .ok());
    }
    person.go("/me/data");
    const std::string all = person.screen_text();
    const auto operators = all.find("系统管理, 查看账户名单 · 11 月 24 日 09:10");
    const auto workers = all.find("网格员（示例） · 网格员, 办理您的诉求 · 11 月 24 日 09:10");
    REQUIRE(operators != std::string::npos);
    REQUIRE(workers != std::string::npos);
    CHECK(workers < operators);
}

TEST_CASE("all of it is taken away as a file, and a browser that can't says so") {
    sim::World world;
    Person person(world);
    person.input.height = 5000;
    person.sign_in("居民（示例）");
    person.go("/me/data");
    person.page.can_save_files = false;
    person.tap(NodeRole::button, "下载我的数据");
    CHECK(person.sees_text("这里存不了文件"));
    CHECK(person.page.saved_files.empty());
    person.page.can_save_files = true;
    person.tap(NodeRole::button, "下载我的数据");
    REQUIRE(person.page.saved_files.size() == 1);
    const auto& file = person.page.saved_files[0];
    CHECK(file.name == "my-data-2026-11-24.json");
    CHECK(file.type == "application/json");
    CHECK(file.content.find("13800000001") != std::string::npos);
    CHECK(person.sees_text("已交给手机下载"));
}

TEST_CASE("without a network the page says so and can be asked again") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.phone.network().online = false;
    person.go("/me/data");
    CHECK(person.sees_text("称呼：居民（示例）"));
    CHECK(person.sees_text("没有查到，请连上网再试"));
    person.phone.network().online = true;
    person.activate(NodeRole::button, "再试一次");
    CHECK(person.sees_text("登录着的设备, 1 条"));
}

TEST_CASE("another person on the phone never sees what was fetched for the first") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.go("/me/data");
    person.go("/me");
    person.activate(NodeRole::button, "退出登录");
    person.activate(NodeRole::button, "退出登录");
    CHECK(person.phone.portal().my_data().file.empty());
    person.go("/me/data");
    CHECK(person.sees_text("还没有登录"));
    CHECK_FALSE(person.sees_text("13800000001"));
}

TEST_CASE("a name and a number to call are corrected, shown at once, and reach the town") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.go("/me/data");
    person.tap(NodeRole::link, "更正");
    CHECK(person.node(NodeRole::text_field, "怎么称呼您").value == "居民（示例）");
    CHECK(person.sees_text("换登录手机号：请本人到社区"));
    person.type("怎么称呼您", "王𠮷");
    person.type("联系电话", "0939-8765432");
    person.phone.network().online = false;
    person.tap(NodeRole::button, "保存");
    CHECK(person.page.route() == "/me/data");
    CHECK(person.sees_text("称呼：王𠮷"));
    CHECK(person.sees_text("联系电话：0939-8765432"));
    CHECK(count(world, "person WHERE name = '王𠮷'") == 0);
    person.phone.network().online = true;
    person.phone.portal().sync_now();
    person.settle();
    CHECK(count(world,
                "person WHERE name = '王𠮷' AND contact = '0939-8765432' "
                "AND phone = '13800000001'") == 1);
    CHECK(person.sees_text("更正已送达"));
    person.phone.reload();
    CHECK(person.phone.portal().me().person->name == "王𠮷");
}

TEST_CASE("the number somebody gave to be called at is what a concern offers") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    const auto to_who = [&] {
        person.go("/raise");
        person.type("说说是什么事", "路灯不亮");
        person.activate(NodeRole::radio, "楼道堆物");
        person.activate(NodeRole::button, "下一步：在哪里");
        person.activate(NodeRole::radio, "银河小区");
        person.activate(NodeRole::button, "下一步：怎么联系");
    };
    to_who();
    CHECK(person.sees_text("不填就用登录的号码 138****0001"));
    person.go("/me/correct");
    person.type("联系电话", "0939-8765432");
    person.tap(NodeRole::button, "保存");
    person.go("/raise/3");
    const std::string offered = domain::masked_phone("0939-8765432");
    CHECK(person.sees_text("不填就打您留的联系电话 " + offered));
    CHECK_FALSE(person.sees_text("138****0001"));
    CHECK(person.node(NodeRole::text_field, "联系电话").value.empty());  // Theirs to fill in.
    person.activate(NodeRole::button, "提交诉求");
    CHECK(count(world, "concern WHERE words = '路灯不亮' AND contact = ''") == 1);
}

TEST_CASE("a correction with faults stays on the page, each beside its field") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.go("/me/correct");
    person.type("怎么称呼您", " ");
    person.type("联系电话", "12");
    person.tap(NodeRole::button, "保存");
    CHECK(person.page.route() == "/me/correct");
    CHECK(person.node(NodeRole::text_field, "怎么称呼您").invalid);
    CHECK(person.node(NodeRole::text_field, "联系电话").invalid);
    person.type("怎么称呼您", "李四");
    CHECK_FALSE(person.node(NodeRole::text_field, "怎么称呼您").invalid);
    CHECK(person.node(NodeRole::text_field, "联系电话").invalid);
    // What was typed and not kept is not there next time.
    person.back();
    person.go("/me/correct");
    CHECK(person.node(NodeRole::text_field, "怎么称呼您").value == "居民（示例）");
    CHECK_FALSE(person.node(NodeRole::text_field, "联系电话").invalid);
}

TEST_CASE("an account is deleted after two questions; the phone keeps nothing of it") {
    sim::World world;
    Person person(world);
    person.input.height = 3000;
    person.sign_in("居民（示例）");
    erase(person, "不注销");
    CHECK(asked(person, delete_path) == 0);
    CHECK(person.sees_text("所有设备退出登录"));
    erase(person, "确定注销");
    CHECK(asked(person, delete_path) == 1);
    CHECK(count(world, "person WHERE id = 'resident-1'") == 0);
    CHECK(person.sees_text("账户已注销"));
    CHECK_FALSE(person.phone.portal().me().person.has_value());
    CHECK(person.phone.disk().outbox.empty());
    person.go("/me");
    CHECK(person.sees_text("还没有登录"));
    CHECK_FALSE(person.sees_text("138****0001"));
    CHECK_FALSE(person.sees_text("\n居民（示例）"));
    CHECK(person.sees_text("\n老年居民（示例）"));
    person.phone.reload();
    CHECK_FALSE(person.phone.portal().me().person.has_value());
}

TEST_CASE("what was not sent yet is warned about before an account can be deleted") {
    sim::World world;
    Person person(world);
    person.input.height = 3000;
    person.sign_in("居民（示例）");
    person.phone.network().online = false;
    person.go("/me/correct");
    person.type("怎么称呼您", "李四");
    person.tap(NodeRole::button, "保存");
    person.go("/me/delete");
    CHECK(person.sees_text("还有 1 件没有送出"));
    CHECK(person.node(NodeRole::button, "注销账户").disabled);
    person.phone.portal().erase_account();
    person.settle();
    CHECK(person.phone.portal().erase_action().refusals ==
          domain::FieldRefusals{{domain::Field::form, domain::Refusal::unsent_work}});
    person.phone.network().online = true;
    person.phone.portal().sync_now();
    person.settle();
    CHECK_FALSE(person.sees_text("没有送出"));
    erase(person, "确定注销");
    CHECK(count(world, "person WHERE id = 'resident-1'") == 0);
}

TEST_CASE("a deletion whose answer is lost says the account is there, and the next try ends it") {
    sim::World world;
    Person person(world);
    person.input.height = 3000;
    person.sign_in("居民（示例）");
    person.phone.network().lose_answer_of = std::string(delete_path);
    erase(person, "确定注销");
    CHECK(person.sees_text("没有注销成功"));
    CHECK(person.phone.portal().me().person.has_value());
    erase(person, "确定注销");
    CHECK(person.sees_text("账户已注销"));
    CHECK_FALSE(person.phone.portal().me().person.has_value());
    CHECK(count(world, "erased_person") == 1);
}

TEST_CASE("staff are told whom to ask instead of being offered to delete") {
    sim::World world;
    Person person(world);
    person.sign_in("网格员（示例）");
    person.go("/me/delete");
    CHECK(person.sees_text("请找管理员先撤下岗位"));
    CHECK_FALSE(person.sees(NodeRole::button, "注销账户"));
    person.phone.portal().erase_account();
    person.settle();
    CHECK(asked(person, delete_path) == 0);
}

TEST_CASE("another phone with unsent work of a deleted account is free for the next person") {
    sim::World world;
    Person person(world);
    person.input.height = 3000;
    person.sign_in("居民（示例）");
    sim::Phone& other = world.add_phone();
    other.sign_in("resident-1");
    other.network().online = false;
    other.portal().correction().name = "李四";
    other.portal().save_correction();
    world.settle();
    REQUIRE(other.disk().outbox.size() == 1);
    erase(person, "确定注销");
    other.network().online = true;
    other.portal().sync_now();
    world.settle();
    // Nobody is signed in there, and what waits is kept as long as it might be somebody's.
    CHECK_FALSE(other.portal().me().person.has_value());
    CHECK(other.disk().outbox.size() == 1);
    other.sign_in("resident-2");
    CHECK(other.disk().outbox.empty());
    CHECK(other.preferences().get("client_person") == "resident-2");
    CHECK(count(world, "person WHERE name = '李四'") == 0);
}

TEST_CASE("a number of a deleted account signs in anew on a phone with its unsent work") {
    sim::World world;
    Person person(world);
    person.input.height = 3000;
    person.sign_in("居民（示例）");
    person.go("/me/correct");
    person.phone.network().online = false;
    person.type("怎么称呼您", "李四");
    person.tap(NodeRole::button, "保存");
    sim::Phone& other = world.add_phone();
    other.sign_in("resident-1");
    other.portal().erase_account();
    world.settle();
    REQUIRE(count(world, "person WHERE id = 'resident-1'") == 0);
    person.phone.network().online = true;
    person.phone.portal().sync_now();
    person.settle();
    person.go("/me");
    person.type("手机号", "13800000001");
    person.tap(NodeRole::checkbox, agree_words);
    person.tap(NodeRole::button, "获取验证码");
    const std::string all = person.screen_text();
    const std::string_view before = "演示：验证码是 ";
    person.type("验证码", all.substr(all.find(before) + before.size(), 6));
    person.tap(NodeRole::button, "登录");
    CHECK(person.sees_text("居民0001"));
    CHECK(person.phone.disk().outbox.empty());
}

}  // namespace
}  // namespace yg::ui
