#include "domain/person/one_time_code.hpp"
#include "engine/town_authority.hpp"
#include "server/auth/totp.hpp"
#include "store/sign_in_store.hpp"
#include "ui/person.hpp"

#include <string>

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

const TownId town = TownId::trusted("chengguan");
constexpr std::string_view agree_words = "我已阅读并同意《个人信息说明》";
constexpr std::string_view demo_words = "演示：验证码是 ";

/// The code that demo mode shows.
std::string shown_code(Person& person) {
    const std::string all = person.screen_text();
    const std::size_t at = all.find(demo_words);
    REQUIRE(at != std::string::npos);
    return all.substr(at + demo_words.size(), domain::one_time_code_digits);
}

void ask_for_code(Person& person, std::string_view phone) {
    person.go("/me");
    person.type("手机号", phone);
    if (!person.node(NodeRole::checkbox, agree_words).checked) {
        person.activate(NodeRole::checkbox, agree_words);
    }
    person.activate(NodeRole::button, "获取验证码");
}

std::string another_code(std::string code) {
    code[0] = code[0] == '9' ? '0' : static_cast<char>(code[0] + 1);
    return code;
}

std::string enrol(sim::World& world, std::string_view account) {
    const std::string secret = server::make_totp_secret(world.random);
    REQUIRE(store::put_totp(*world.database, town,
                            {.person = PersonId::trusted(account),
                             .sealed_secret = world.secret.seal(secret, world.random)})
                .ok());
    return secret;
}

TEST_CASE("a resident signs in with number and code") {
    sim::World world;
    Person person(world);
    ask_for_code(person, "138 0000 0001");
    CHECK(person.sees_text("验证码已发到 138****0001"));
    CHECK(person.node(NodeRole::text_field, "验证码").field == platform::FieldKind::one_time_code);
    person.type("验证码", shown_code(person));
    person.tap(NodeRole::button, "登录");
    CHECK(person.phone.portal().me().person->id == PersonId::trusted("resident-1"));
    CHECK(person.sees_text("居民（示例）"));
    CHECK_FALSE(person.sees(NodeRole::text_field, "验证码"));
}

TEST_CASE("a new number signs in as a new resident, and signs out to an empty form") {
    sim::World world;
    Person person(world);
    ask_for_code(person, "13700007788");
    person.type("验证码", shown_code(person));
    person.activate(NodeRole::button, "登录");
    CHECK(person.sees_text("居民7788"));
    person.activate(NodeRole::button, "退出登录");
    person.activate(NodeRole::button, "退出登录");
    CHECK(person.node(NodeRole::text_field, "手机号").value.empty());
}

TEST_CASE("a number that is none is refused beside its field, before anything is sent") {
    sim::World world;
    Person person(world);
    ask_for_code(person, "1380000");
    CHECK(person.node(NodeRole::text_field, "手机号").invalid);
    CHECK(person.sees_text("手机号不对，请填 11 位手机号"));
    CHECK(person.phone.network().requests["/api/v1/sign_in/start"] == 0);
    CHECK(person.node(NodeRole::text_field, "手机号").field == platform::FieldKind::telephone);
}

TEST_CASE("a wrong code says how often one may try again, and stays to be mended") {
    sim::World world;
    Person person(world);
    ask_for_code(person, "13800000001");
    const std::string code = shown_code(person);
    person.type("验证码", "12");
    person.activate(NodeRole::button, "登录");
    CHECK(person.sees_text("请填 6 位数字"));
    person.type("验证码", another_code(code));
    person.activate(NodeRole::button, "登录");
    CHECK(person.node(NodeRole::text_field, "验证码").invalid);
    CHECK(person.sees_text("验证码不对，请看一下短信再填。 还可以试 4 次。"));
    person.type("验证码", code);
    person.activate(NodeRole::button, "登录");
    CHECK(person.phone.portal().me().person.has_value());
}

TEST_CASE("a field that was put right stops complaining, a new fault waits for the button") {
    sim::World world;
    Person person(world);
    ask_for_code(person, "138");
    person.type("手机号", "1380000");
    CHECK(person.node(NodeRole::text_field, "手机号").invalid);
    person.type("手机号", "13800000001");
    CHECK_FALSE(person.node(NodeRole::text_field, "手机号").invalid);
    person.type("手机号", "138");
    CHECK_FALSE(person.node(NodeRole::text_field, "手机号").invalid);
    person.type("手机号", "13800000001");
    person.activate(NodeRole::button, "获取验证码");
    person.type("验证码", another_code(shown_code(person)));
    person.activate(NodeRole::button, "登录");
    CHECK(person.node(NodeRole::text_field, "验证码").invalid);
    person.type("验证码", "");
    CHECK_FALSE(person.node(NodeRole::text_field, "验证码").invalid);
}

TEST_CASE("the countdown draws one frame a second while it counts, and none when it is over") {
    sim::World world;
    Person person(world);
    ask_for_code(person, "13800000001");
    CHECK(person.sees(NodeRole::text, "60 秒后可以重新获取"));
    CHECK(person.node(NodeRole::button, "重新获取验证码").disabled);
    for (int second = 59; second >= 1; --second) {
        CHECK_FALSE(person.page.frame_wanted);
        const double wake_ms = std::exchange(person.page.wake_ms, 0);
        REQUIRE(wake_ms > person.input.steady_ms);
        REQUIRE(wake_ms <= person.input.steady_ms + 1000);
        world.clock.advance(second_ms);
        person.input.steady_ms = wake_ms - 16;
        person.frame();
        CHECK(person.sees(NodeRole::text, std::to_string(second) + " 秒后可以重新获取"));
    }
    world.clock.advance(second_ms);
    person.frame();
    person.settle();
    person.page.wake_ms = 0;
    person.frame();
    CHECK(person.page.wake_ms == 0);
    CHECK_FALSE(person.page.frame_wanted);

    const std::string first = shown_code(person);
    person.activate(NodeRole::button, "重新获取验证码");
    CHECK(person.sees(NodeRole::text, "60 秒后可以重新获取"));
    const std::string second = shown_code(person);
    person.type("验证码", second);
    person.activate(NodeRole::button, "登录");
    CHECK(person.phone.portal().me().person.has_value());
}

TEST_CASE("who asks too soon is told how long to wait") {
    sim::World world;
    Person person(world);
    ask_for_code(person, "13800000001");
    person.activate(NodeRole::button, "换一个手机号");
    CHECK(person.node(NodeRole::text_field, "手机号").value == "13800000001");
    person.activate(NodeRole::button, "获取验证码");
    CHECK(person.sees_text("刚发过验证码。 请等 60 秒。"));
    person.type("手机号", "13800000002");
    person.activate(NodeRole::button, "获取验证码");
    CHECK(person.sees_text("138****0002"));
}

TEST_CASE("without a network the number stays and the person is told what to do") {
    sim::World world;
    Person person(world);
    person.go("/me");
    person.phone.network().online = false;
    person.type("手机号", "13800000001");
    person.activate(NodeRole::checkbox, agree_words);
    person.activate(NodeRole::button, "获取验证码");
    CHECK(person.sees_text("没有连上，请检查网络后再试"));
    person.phone.network().online = true;
    person.activate(NodeRole::button, "获取验证码");
    CHECK(person.sees(NodeRole::text_field, "验证码"));
    person.phone.network().online = false;
    person.type("验证码", shown_code(person));
    person.activate(NodeRole::button, "登录");
    CHECK(person.sees_text("没有连上，请检查网络后再试"));
    person.phone.network().online = true;
    person.activate(NodeRole::button, "登录");
    CHECK(person.phone.portal().me().person.has_value());
}

TEST_CASE("a sign-in whose answer was lost shows with the next sync, and leaves no form behind") {
    sim::World world;
    Person person(world);
    ask_for_code(person, "13800000001");
    person.type("验证码", shown_code(person));
    person.phone.network().lose_answer_of = "/api/v1/sign_in/finish";
    person.activate(NodeRole::button, "登录");
    CHECK(person.sees_text("没有连上，请检查网络后再试"));
    person.phone.portal().sync_now();
    person.settle();
    CHECK(person.phone.portal().me().person->id == PersonId::trusted("resident-1"));
    CHECK(world.server_count("SELECT COUNT(*) FROM session") == 1);
    person.activate(NodeRole::button, "退出登录");
    person.activate(NodeRole::button, "退出登录");
    CHECK(person.sees(NodeRole::text_field, "手机号"));
}

TEST_CASE("a code that was used is told apart from a wrong one") {
    sim::World world;
    Person person(world);
    ask_for_code(person, "13800000001");
    person.type("验证码", shown_code(person));
    REQUIRE(world.database->run("UPDATE sign_in_request SET used = 1", {}).ok());
    person.activate(NodeRole::button, "登录");
    CHECK(person.sees_text("这个验证码用过了，请重新获取"));
}

TEST_CASE("staff who enrolled a second step are asked for it") {
    sim::World world;
    const std::string secret = enrol(world, "grid-worker-1");
    Person person(world);
    ask_for_code(person, "13800000005");
    person.type("验证码", shown_code(person));
    person.activate(NodeRole::button, "登录");
    CHECK_FALSE(person.phone.portal().me().person.has_value());
    const std::string totp = server::totp_code(secret, server::totp_step(world.clock.now()));
    person.type("动态口令", another_code(totp));
    person.activate(NodeRole::button, "登录");
    CHECK(person.sees_text("动态口令不对，请填最新的一组。 还可以试 4 次。"));
    person.type("动态口令", totp);
    person.activate(NodeRole::button, "登录");
    CHECK(person.phone.portal().me().person->role == domain::Role::grid_worker);
}

TEST_CASE("work of somebody else that waits on the phone is neither lost nor sent by another") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.phone.network().online = false;
    person.go("/raise");
    person.type("说说是什么事", "路灯不亮");
    person.activate(NodeRole::radio, "路灯照明");
    person.activate(NodeRole::button, "下一步：在哪里");
    auto& raise = person.phone.portal().raise();
    raise.grid = raise.grids.front().id;
    person.phone.portal().raise_next();
    person.phone.portal().submit_concern();
    person.settle();
    REQUIRE(person.phone.portal().sync_state().waiting == 1);
    // Meanwhile the operator ended the session.
    REQUIRE(world.database->run("DELETE FROM session", {}).ok());
    person.phone.network().online = true;
    person.phone.portal().sync_now();
    person.settle();
    REQUIRE_FALSE(person.phone.portal().me().person.has_value());

    ask_for_code(person, "13800000002");
    person.type("验证码", shown_code(person));
    person.activate(NodeRole::button, "登录");
    CHECK(person.sees_text("还有没送出的内容"));
    CHECK_FALSE(person.phone.portal().me().person.has_value());
    CHECK(world.server_count("SELECT COUNT(*) FROM session") == 0);
    CHECK(person.phone.portal().sync_state().waiting == 1);

    world.clock.advance(minute_ms);
    ask_for_code(person, "13800000001");
    person.type("验证码", shown_code(person));
    person.activate(NodeRole::button, "登录");
    CHECK(person.phone.portal().me().person->id == PersonId::trusted("resident-1"));
    CHECK(person.phone.portal().sync_state().waiting == 0);
    CHECK(world.server_count("SELECT COUNT(*) FROM concern WHERE words = '路灯不亮'") == 1);
}

TEST_CASE("somebody else signs in on a phone where nothing waits, and finds nothing of the other") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    REQUIRE(world.database->run("DELETE FROM session", {}).ok());
    person.phone.portal().sync_now();
    person.settle();
    ask_for_code(person, "13800000002");
    person.type("验证码", shown_code(person));
    person.activate(NodeRole::button, "登录");
    CHECK(person.phone.portal().me().person->id == PersonId::trusted("resident-2"));
}

TEST_CASE("a person sees where the account is signed in, and ends another device") {
    sim::World world;
    Person phone(world);
    sim::Phone& lost = world.add_phone();
    lost.sign_in("resident-1");
    world.clock.advance(day_ms);
    phone.sign_in("居民（示例）");
    CHECK_FALSE(phone.sees_text("另一台设备"));
    phone.activate(NodeRole::button, "查看登录的设备");
    CHECK(phone.sees_text("这台设备"));
    CHECK(phone.sees_text("11 月 24 日 周二 登录 · 最近使用 11 月 24 日"));
    for (const std::string& words : phone.spoilt_words()) CHECK_FALSE(words.starts_with("cut:"));
    phone.activate(NodeRole::button, "让它退出");
    phone.activate(NodeRole::button, "不用");
    CHECK(world.server_count("SELECT COUNT(*) FROM session") == 2);
    phone.activate(NodeRole::button, "让它退出");
    phone.activate(NodeRole::button, "让它退出");
    CHECK_FALSE(phone.sees_text("另一台设备"));
    CHECK(phone.sees_text("这台设备"));
    CHECK(world.server_count("SELECT COUNT(*) FROM session") == 1);
    lost.portal().sync_now();
    world.settle();
    CHECK_FALSE(lost.portal().me().person.has_value());
}

TEST_CASE("without a network the devices can't be shown, and the person is told so") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.phone.network().online = false;
    person.activate(NodeRole::button, "查看登录的设备");
    CHECK(person.sees_text("没有查到，请连上网再试"));
    person.phone.network().online = true;
    person.activate(NodeRole::button, "查看登录的设备");
    CHECK(person.sees_text("这台设备"));
    CHECK_FALSE(person.sees_text("没有查到"));
}

TEST_CASE("signing in keeps its targets large and cuts no text, in both languages and sizes") {
    sim::World world;
    int number = 13'700'000;
    for (const std::string_view language : {"zh-CN", "en"}) {
        for (const bool elder : {false, true}) {
            Person person(world, language);
            const bool english = language == "en";
            person.input.width = 360;
            person.go("/me");
            if (elder) {
                person.activate(NodeRole::switch_, english ? "Large print" : "长辈版");
            }
            person.input.height = 5000;
            const auto check = [&] {
                for (const std::string& words : person.spoilt_words()) {
                    INFO(language << ": " << words);
                    CHECK(words.empty());
                }
                for (const SemanticNode& node : person.semantics.nodes) {
                    if (node.role != NodeRole::button && node.role != NodeRole::text_field &&
                        node.role != NodeRole::checkbox)
                        continue;
                    INFO(node.name);
                    CHECK(node.rect.height >= (elder ? 59.5F : 43.5F));
                    CHECK(node.rect.x + node.rect.width <= person.input.width + 0.5F);
                }
            };
            person.go("/me");
            check();
            const std::string phone = std::to_string(++number) + "0000";
            const char* field = english ? "Mobile number" : "手机号";
            const char* get = english ? "Send me a code" : "获取验证码";
            person.type(field, "1");
            person.activate(NodeRole::button, get);
            check();
            person.type(field, phone.substr(0, 11));
            person.activate(NodeRole::checkbox,
                            english ? "I have read and agree to how my data is used" : agree_words);
            person.activate(NodeRole::button, get);
            check();
            person.type(english ? "Code" : "验证码", "000000");
            person.activate(NodeRole::button, english ? "Sign in" : "登录");
            check();
        }
    }
}

}  // namespace
}  // namespace yg::ui
