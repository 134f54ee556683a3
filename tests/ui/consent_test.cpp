// 《个人信息说明》 changes while somebody is signed in: they are asked, nothing is lost meanwhile.
#include "domain/person/consent.hpp"
#include "ui/person.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

constexpr std::string_view question = "《个人信息说明》有更新";
constexpr std::string_view agree_words = "同意新的说明";

/// As if everybody had agreed to the version before the one in force; the phone hears of it.
void change_text(Person& person) {
    REQUIRE(person.world.database->run("UPDATE consent SET version = version - 1").ok());
    person.phone.portal().sync_now();
    person.settle();
}

std::int64_t agreements(sim::World& world) {
    return world.server_count("SELECT COUNT(*) FROM consent WHERE version = " +
                              std::to_string(domain::personal_data_text().version));
}

ConcernId raise_concern(Person& person) {
    app::Raise& raise = person.phone.portal().raise();
    raise.words = "路灯不亮两天了";
    raise.category = raise.categories.front().id;
    raise.grid = raise.grids.front().id;
    const ConcernId id = raise.draft_id;
    person.phone.portal().submit_concern();
    person.settle();
    return id;
}

std::int64_t on_server(sim::World& world, const ConcernId& id) {
    return world.server_count("SELECT COUNT(*) FROM concern WHERE id = '" + id.text() + "'");
}

TEST_CASE("who agreed to the text in force is asked nothing") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    CHECK_FALSE(person.sees(NodeRole::dialog, question));
    person.go("/me/privacy");
    CHECK_FALSE(person.sees(NodeRole::button, agree_words));
}

TEST_CASE("an open session is asked when the text changed, and agrees with one tap") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    change_text(person);
    CHECK(person.sees(NodeRole::dialog, question));
    CHECK(agreements(world) == 0);
    person.tap(NodeRole::button, agree_words);
    CHECK(agreements(world) == 1);
    CHECK_FALSE(person.sees(NodeRole::dialog, question));
    CHECK(person.sees_text("已同意新的《个人信息说明》"));
    person.go("/rooms");
    CHECK_FALSE(person.sees(NodeRole::dialog, question));
}

TEST_CASE("the whole text is one tap away, with the answer below it") {
    sim::World world;
    Person person(world);
    person.input.height = 5000;
    person.sign_in("居民（示例）");
    change_text(person);
    person.tap(NodeRole::link, "看《个人信息说明》");
    CHECK(person.page.route() == "/me/privacy");
    CHECK_FALSE(person.sees(NodeRole::dialog, question));
    CHECK(person.sees_text("请您看看改了什么"));
    for (const auto& section : domain::personal_data_text().chinese.sections) {
        CHECK(person.sees_text(section.words));
    }
    person.tap(NodeRole::button, agree_words);
    CHECK(agreements(world) == 1);
    CHECK_FALSE(person.sees(NodeRole::button, agree_words));
}

TEST_CASE("it can be put off for reading, until something is to be sent") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    change_text(person);
    person.tap(NodeRole::button, "以后再说");
    for (const std::string_view route : {"/rooms", "/activities", "/concerns", "/"}) {
        person.go(route);
        CHECK_FALSE(person.sees(NodeRole::dialog, question));
    }
    CHECK(agreements(world) == 0);
    const ConcernId id = raise_concern(person);
    CHECK(person.sees(NodeRole::dialog, question));
    CHECK(person.sees_text("都存在手机里，不会丢"));
    CHECK(on_server(world, id) == 0);
}

TEST_CASE("what was written without consent is kept, and goes out by itself once it is given") {
    sim::World world;
    Person person(world);
    person.input.height = 3000;
    person.sign_in("居民（示例）");
    change_text(person);
    const ConcernId id = raise_concern(person);
    person.tap(NodeRole::button, "以后再说");
    person.go("/me");
    CHECK(person.sees_text("有 1 件事存在手机里，等您同意新的《个人信息说明》后送出"));
    CHECK(person.phone.portal().me().refused.empty());
    CHECK(person.phone.portal().concern(id) != nullptr);
    // Neither time nor a killed page loses it, and the server isn't asked without end.
    const int pushes = person.phone.network().requests["/api/v1/push"];
    world.clock.advance(10 * minute_ms);
    person.phone.portal().tick();
    person.settle();
    CHECK(person.phone.network().requests["/api/v1/push"] <= pushes + 1);
    person.phone.portal().sign_out();
    person.settle();
    REQUIRE(person.phone.portal().me().person.has_value());
    CHECK(on_server(world, id) == 0);
    person.phone.portal().agree();
    person.settle();
    CHECK(on_server(world, id) == 1);
    CHECK(person.phone.portal().sync_state().waiting == 0);
    CHECK_FALSE(person.sees_text("等您同意新的"));
}

TEST_CASE("a page that was loaded again asks again, with what waits still there") {
    sim::World world;
    sim::Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    REQUIRE(world.database->run("UPDATE consent SET version = version - 1").ok());
    phone.portal().sync_now();
    world.settle();
    phone.portal().put_off_consent();
    CHECK(phone.portal().consent_ask().put_off);
    app::Raise& raise = phone.portal().raise();
    raise.words = "路灯不亮两天了";
    raise.category = raise.categories.front().id;
    raise.grid = raise.grids.front().id;
    const ConcernId id = raise.draft_id;
    phone.portal().submit_concern();
    world.settle();
    phone.reload();
    const app::ConsentAsk ask = phone.portal().consent_ask();
    CHECK(ask.wanted);
    CHECK_FALSE(ask.put_off);
    CHECK(ask.waiting == 1);
    phone.portal().agree();
    world.settle();
    CHECK(on_server(world, id) == 1);
}

TEST_CASE("cancelling a booking needs no consent") {
    sim::World world;
    sim::Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    const RoomId room = RoomId::trusted("shuhua");
    const LocalDate thursday = {2026, 11, 26};
    REQUIRE(phone.portal().room_day(room) != nullptr);
    phone.portal().show_day(room, thursday);
    phone.portal().select_time(room, {to_moment(thursday, 15 * 60), to_moment(thursday, 16 * 60)});
    phone.portal().book(room);
    world.settle();
    REQUIRE_FALSE(phone.portal().me().bookings.empty());
    const BookingId id = phone.portal().me().bookings.front().booking.id;
    REQUIRE(world.database->run("UPDATE consent SET version = version - 1").ok());
    phone.portal().sync_now();
    world.settle();
    phone.portal().put_off_consent();
    phone.portal().cancel_booking(id);
    world.settle();
    CHECK(phone.portal().consent_ask().put_off);
    CHECK(phone.portal().sync_state().waiting == 0);
    CHECK(world.server_count("SELECT COUNT(*) FROM booking WHERE state = 1 AND id = '" + id.text() +
                             "'") == 0);
}

TEST_CASE("a page that has another version of the text offers to be loaded anew") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    const auto newer = std::to_string(domain::personal_data_text().version + 1);
    person.phone.network().change_next_answer = [&](platform::HttpReply& reply) {
        reply.body.insert(reply.body.size() - 1, ",\"consent_needed\":" + newer);
    };
    person.phone.portal().sync_now();
    person.settle();
    CHECK(person.sees(NodeRole::dialog, question));
    CHECK(person.sees_text("请重新打开页面看新的说明"));
    CHECK_FALSE(person.sees(NodeRole::button, agree_words));
    person.tap(NodeRole::button, "重新打开");
    CHECK(person.page.reloads == 1);
}

TEST_CASE("without a network agreeing fails in plain words and can be tried again") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    change_text(person);
    person.phone.network().online = false;
    person.tap(NodeRole::button, agree_words);
    CHECK(person.sees(NodeRole::dialog, question));
    CHECK(agreements(world) == 0);
    person.phone.network().online = true;
    person.tap(NodeRole::button, agree_words);
    CHECK(agreements(world) == 1);
    CHECK_FALSE(person.sees(NodeRole::dialog, question));
}

}  // namespace
}  // namespace yg::ui
