// A phone's three jobs against the real server core, with the network and the disk in the way.
#include "sim/portal_probe.hpp"
#include "sim/world.hpp"

#include <algorithm>

#include "server/temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::sim {
namespace {

using app::Action;
using app::Delivery;
using domain::Refusal;

constexpr const char* count_new_concerns =
    "SELECT count(*) FROM concern WHERE words = 'Rubbish behind gate 3'";
const RoomId opera_room = RoomId::trusted("quyi");

void write_concern(app::Portal& portal) {
    app::Raise& raise = portal.raise();
    raise.words = "Rubbish behind gate 3";
    raise.category = raise.categories.front().id;
    raise.grid = raise.grids.front().id;
    portal.keep_draft();
}

const app::ConcernRow* find_mine(app::Portal& portal) {
    for (const ConcernId& id : portal.concerns().mine) {
        const app::ConcernRow* row = portal.concern_row(id);
        if (row != nullptr && row->concern.words == "Rubbish behind gate 3") return row;
    }
    return nullptr;
}

/// The first free hour of the opera room from tomorrow on.
Interval free_hour(app::Portal& portal) {
    app::RoomDay* day = portal.room_day(opera_room);
    REQUIRE(day != nullptr);
    for (LocalDate date = add_days(day->today, 1); date <= day->last_date;
         date = add_days(date, 1)) {
        portal.show_day(opera_room, date);
        const auto& slots = portal.room_day(opera_room)->slots;
        for (std::size_t i = 0; i + 1 < slots.size(); ++i) {
            const bool both_free = slots[i].state == domain::SlotState::free &&
                                   slots[i + 1].state == domain::SlotState::free;
            if (both_free && slots[i].when.end == slots[i + 1].when.start) {
                return {slots[i].when.start, slots[i + 1].when.end};
            }
        }
    }
    FAIL("the opera room has no free hour");
    return {};
}

void book(app::Portal& portal, const Interval& when) {
    REQUIRE(portal.room_day(opera_room) != nullptr);
    portal.select_time(opera_room, when);
    REQUIRE(portal.room_day(opera_room)->refusals.empty());
    portal.book(opera_room);
}

const domain::Activity& open_activity(app::Portal& portal) {
    const auto& calendar = portal.calendar();
    for (const auto& row : calendar.of_month) {
        portal.activity(row.activity.id);
        const app::ActivityDetail* detail = portal.activity(row.activity.id);
        if (detail != nullptr && !detail->mine && detail->refusals.empty()) return row.activity;
    }
    FAIL("no activity of this month can be joined");
    return calendar.of_month.front().activity;
}

}  // namespace

TEST_CASE("a new phone shows the town before anybody signs in") {
    World world;
    app::Portal& portal = world.add_phone().portal();
    CHECK(portal.phase() == app::Phase::ready);
    CHECK(portal.home().town_name == "城关镇");
    CHECK(portal.rooms().rooms.size() == 10);
    CHECK_FALSE(portal.concerns().public_ones.empty());
    CHECK(portal.concerns().mine.empty());
    CHECK(portal.raise().grids.size() == 118);
}

TEST_CASE("a phone without network and without data says so") {
    World world;
    Phone& phone = world.add_phone();
    phone.disk().blocks.clear();
    phone.network().online = false;
    phone.reload();
    CHECK(phone.portal().phase() == app::Phase::unreachable);
    phone.network().online = true;
    phone.portal().on_online();
    world.settle();
    CHECK(phone.portal().phase() == app::Phase::ready);
}

TEST_CASE("a concern goes to the server and comes back with its number") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    write_concern(phone.portal());
    phone.portal().submit_concern();
    world.settle();
    const app::ConcernRow* row = find_mine(phone.portal());
    REQUIRE(row != nullptr);
    CHECK(row->delivery == Delivery::delivered);
    CHECK_FALSE(row->concern.number.empty());
    CHECK(row->concern.state == domain::ConcernState::submitted);
    CHECK(world.server_count(count_new_concerns) == 1);
    CHECK(phone.disk().outbox.empty());
    CHECK(phone.portal().raise().submit.state == Action::State::done);
}

TEST_CASE("after a restore a phone that saw more than the backup shows what the backup has") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    const server::TemporaryFolder folder;
    REQUIRE(world.database->write_copy(folder / "backup.db").ok());
    write_concern(phone.portal());
    phone.portal().submit_concern();
    world.settle();
    REQUIRE(find_mine(phone.portal()) != nullptr);
    REQUIRE(phone.disk().outbox.empty());

    world.serve(store::SqliteDatabase::open_file(folder / "backup.db").value());
    phone.portal().on_online();
    world.settle();
    CHECK(find_mine(phone.portal()) == nullptr);
    CHECK(phone.portal().home().town_name == "城关镇");
    // The server forgot the phone's first command; the second one gets through all the same.
    write_concern(phone.portal());
    phone.portal().submit_concern();
    world.settle();
    REQUIRE(find_mine(phone.portal()) != nullptr);
    CHECK(find_mine(phone.portal())->delivery == Delivery::delivered);
    CHECK(phone.disk().outbox.empty());
    CHECK(world.server_count(count_new_concerns) == 1);
    CHECK(phone.portal().me().person.has_value());
    CHECK(phone.portal().rooms().rooms.size() == 10);
}

TEST_CASE("a page of another protocol keeps its outbox, and the page after it sends it once") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    phone.network().protocol = 1;
    write_concern(phone.portal());
    phone.portal().submit_concern();
    world.settle();
    CHECK(phone.portal().sync_state().reload_needed);
    CHECK(phone.portal().sync_state().waiting == 1);
    CHECK(phone.disk().outbox.size() == 1);
    CHECK(phone.portal().raise().submit.state == Action::State::on_phone);

    // It asks no more: neither by itself, nor when told to.
    const int attempts = phone.network().attempts;
    phone.portal().on_online();
    phone.portal().on_visible();
    phone.portal().sync_now();
    world.clock.advance(day_ms);
    phone.portal().tick();
    world.settle();
    CHECK(phone.network().attempts == attempts);
    CHECK(phone.portal().next_tick_ms() > world.clock.steady_ms());

    // Loaded anew, but as old as before (a copy on the way): the same again.
    phone.reload();
    CHECK(phone.portal().sync_state().reload_needed);
    CHECK(phone.disk().outbox.size() == 1);
    CHECK(world.server_count(count_new_concerns) == 0);

    phone.network().protocol = 0;
    phone.reload();
    CHECK_FALSE(phone.portal().sync_state().reload_needed);
    CHECK(phone.portal().sync_state().waiting == 0);
    CHECK(find_mine(phone.portal())->delivery == Delivery::delivered);
    CHECK(phone.disk().outbox.empty());
    CHECK(world.server_count(count_new_concerns) == 1);
}

TEST_CASE("a page loads itself anew once for its protocol, and loses nothing that is typed") {
    World world;
    Phone& phone = world.add_phone();
    CHECK_FALSE(phone.portal().claim_reload());
    phone.network().protocol = 1;
    phone.portal().sync_now();
    world.settle();
    SECTION("once") {
        CHECK(phone.portal().claim_reload());
        CHECK_FALSE(phone.portal().claim_reload());
        phone.reload();
        CHECK(phone.portal().sync_state().reload_needed);
        CHECK_FALSE(phone.portal().claim_reload());
    }
    SECTION("for this protocol") {
        phone.preferences().set("reloaded_protocol", "1");
        CHECK(phone.portal().claim_reload());
        phone.preferences().set("reloaded_protocol", "10");
        CHECK_FALSE(phone.portal().claim_reload());
    }
    SECTION("not where it couldn't be remembered") {
        phone.preferences().full = true;
        CHECK_FALSE(phone.portal().claim_reload());
    }
    SECTION("not over a number that is typed") {
        phone.portal().sign_in_form().phone = "138";
        CHECK_FALSE(phone.portal().claim_reload());
    }
}

TEST_CASE("offline, a concern is kept through a reload and sent once when the network returns") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    phone.network().online = false;
    write_concern(phone.portal());
    phone.portal().submit_concern();
    world.settle();
    CHECK(phone.portal().raise().submit.state == Action::State::on_phone);

    phone.reload();
    const app::ConcernRow* row = find_mine(phone.portal());
    REQUIRE(row != nullptr);
    CHECK(row->delivery == Delivery::on_phone);
    CHECK(phone.portal().sync_state().waiting == 1);
    CHECK_FALSE(phone.portal().sync_state().online);
    CHECK(world.server_count(count_new_concerns) == 0);

    phone.network().online = true;
    phone.portal().on_online();
    world.settle();
    CHECK(find_mine(phone.portal())->delivery == Delivery::delivered);
    CHECK(world.server_count(count_new_concerns) == 1);
    phone.reload();
    CHECK(world.server_count(count_new_concerns) == 1);
    CHECK(phone.portal().concerns().mine.size() > 1);
}

TEST_CASE("a command whose answer was lost is sent again and counts once") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    phone.network().lose_answer_of = "/api/v1/push";
    write_concern(phone.portal());
    phone.portal().submit_concern();
    world.settle();
    CHECK(world.server_count(count_new_concerns) == 1);
    CHECK(phone.portal().sync_state().waiting == 1);
    phone.reload();
    CHECK(phone.portal().sync_state().waiting == 0);
    CHECK(find_mine(phone.portal())->delivery == Delivery::delivered);
    CHECK(world.server_count(count_new_concerns) == 1);
}

TEST_CASE("a server that wants less traffic leaves the outbox as it is, and is asked again later") {
    server::RateLimits limits = server::demo_rate_limits();
    limits.by_account.push = {.burst = 1, .per_minute = 1};
    World world(limits);
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    write_concern(phone.portal());
    phone.portal().submit_concern();
    world.settle();
    REQUIRE(phone.disk().outbox.empty());

    phone.portal().raise_another();
    write_concern(phone.portal());
    phone.portal().submit_concern();
    world.settle();
    CHECK(phone.portal().sync_state().waiting == 1);
    CHECK(phone.disk().outbox.size() == 1);
    CHECK_FALSE(phone.portal().sync_state().online);
    CHECK(phone.portal().me().refused.empty());
    CHECK(world.server_count(count_new_concerns) == 1);

    // It says how long: a minute until there is another token. Nothing is asked before, whoever
    // wants it.
    const auto count_tries = [&](DurationMs during) {
        const int before = phone.network().attempts;
        for (DurationMs spent = 0; spent < during; spent += second_ms) {
            world.clock.advance(second_ms);
            phone.portal().tick();
            world.settle();
        }
        return phone.network().attempts - before;
    };
    CHECK(count_tries(50 * second_ms) == 0);
    phone.portal().sync_now();
    world.settle();
    CHECK(count_tries(second_ms) == 0);
    CHECK(count_tries(12 * second_ms) > 0);
    CHECK(phone.portal().sync_state().waiting == 0);
    CHECK(phone.disk().outbox.empty());
    CHECK(world.server_count(count_new_concerns) == 2);
}

TEST_CASE("a server that asks to wait for hours is asked again after ten minutes") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    for (const int status : {429, 503}) {
        phone.network().change_next_answer = [&](platform::HttpReply& reply) {
            reply = {.status = status, .body = "{}", .retry_after_s = 24 * 3600};
        };
        phone.portal().sync_now();
        world.settle();
        REQUIRE_FALSE(phone.portal().sync_state().online);
        CHECK(phone.portal().next_tick_ms() >= world.clock.steady_ms() + 10.0 * minute_ms);
        CHECK(phone.portal().next_tick_ms() <= world.clock.steady_ms() + 11.0 * minute_ms);
        world.clock.advance(11 * minute_ms);
        phone.portal().tick();
        world.settle();
        CHECK(phone.portal().sync_state().online);
    }
}

TEST_CASE("only an answer that asks to wait is waited for") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    phone.network().change_next_answer = [](platform::HttpReply& reply) {
        reply = {.status = 500, .body = "{}", .retry_after_s = 600};
    };
    phone.portal().sync_now();
    world.settle();
    CHECK(phone.portal().next_tick_ms() <= world.clock.steady_ms() + 3.0 * second_ms);
}

TEST_CASE("a double tap sends one concern") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    write_concern(phone.portal());
    phone.portal().submit_concern();
    phone.portal().submit_concern();
    world.settle();
    CHECK(world.server_count(count_new_concerns) == 1);
}

TEST_CASE("a page killed while a concern is being saved has either all of it or none") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    write_concern(phone.portal());
    phone.portal().submit_concern();
    phone.reload();  // The append may finish on the disk after the page is gone.
    world.settle();
    CHECK(world.server_count(count_new_concerns) ==
          static_cast<std::int64_t>(find_mine(phone.portal()) != nullptr));
    CHECK(phone.disk().outbox.empty());
}

TEST_CASE("a page killed before a concern was durable keeps its words in the form") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    write_concern(phone.portal());
    phone.portal().submit_concern();
    phone.tab().loop.drop();
    phone.reload();
    CHECK(phone.disk().outbox.empty());
    CHECK(find_mine(phone.portal()) == nullptr);
    CHECK(phone.portal().raise().words == "Rubbish behind gate 3");
    phone.portal().submit_concern();
    world.settle();
    CHECK(world.server_count(count_new_concerns) == 1);
}

TEST_CASE("a concern that was kept when its page died is not offered as a draft again") {
    for (const bool sent_before_next_start : {false, true}) {
        World world;
        Phone& phone = world.add_phone();
        phone.sign_in("resident-1");
        write_concern(phone.portal());
        phone.portal().submit_concern();
        while (phone.disk().outbox.empty()) phone.tab().loop.run_one();
        phone.tab().loop.drop();
        phone.network().online = sent_before_next_start;
        phone.reload();
        CHECK(phone.portal().raise().words.empty());
        phone.network().online = true;
        write_concern(phone.portal());
        phone.portal().submit_concern();
        world.settle();
        CHECK(world.server_count(count_new_concerns) == 2);
        CHECK(phone.portal().me().refused.empty());
    }
}

TEST_CASE("a full disk keeps the words in the form and says so") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    phone.disk().refuses_outbox = true;
    write_concern(phone.portal());
    phone.portal().submit_concern();
    world.settle();
    CHECK(phone.portal().raise().submit.state == Action::State::not_saved);
    CHECK(phone.portal().raise().words == "Rubbish behind gate 3");
    CHECK(world.server_count(count_new_concerns) == 0);
    phone.disk().refuses_outbox = false;
    phone.portal().submit_concern();
    world.settle();
    CHECK(world.server_count(count_new_concerns) == 1);
}

TEST_CASE("a draft survives a reload") {
    World world;
    Phone& phone = world.add_phone();
    app::Raise& raise = phone.portal().raise();
    raise.words = "Half a sentence";
    phone.portal().keep_draft();
    phone.reload();
    CHECK(phone.portal().raise().words == "Half a sentence");
}

TEST_CASE("the form marks what is missing and moves on when it is there") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    app::Portal& portal = phone.portal();
    portal.raise_next();
    CHECK(portal.raise().step == app::RaiseStep::what);
    CHECK(app::refusal_of(portal.raise().refusals, domain::Field::words) == Refusal::words_missing);
    CHECK(app::refusal_of(portal.raise().refusals, domain::Field::category) ==
          Refusal::category_unknown);
    write_concern(portal);
    portal.raise_next();
    CHECK(portal.raise().step == app::RaiseStep::where);
    portal.raise_next();
    CHECK(portal.raise().step == app::RaiseStep::who);
    CHECK(portal.raise().refusals.empty());
}

TEST_CASE("a room is booked, shown as mine, and given back") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-2");
    const std::size_t before = phone.portal().me().bookings.size();
    const Interval hour = free_hour(phone.portal());
    book(phone.portal(), hour);
    world.settle();
    CHECK(phone.portal().room_day(opera_room)->book.state == Action::State::done);
    REQUIRE(phone.portal().me().bookings.size() == before + 1);
    const auto& bookings = phone.portal().me().bookings;
    const auto made = std::find_if(bookings.begin(), bookings.end(),
                                   [&](const auto& row) { return row.booking.when == hour; });
    REQUIRE(made != bookings.end());
    CHECK(made->can_cancel);
    CHECK(made->delivery == Delivery::delivered);
    phone.portal().cancel_booking(made->booking.id);
    world.settle();
    CHECK(phone.portal().me().bookings.size() == before);
    CHECK(free_hour(phone.portal()) == hour);
}

TEST_CASE("a phone whose clock is a day wrong books and gives back like any other, offline too") {
    for (const DurationMs wrong : {-day_ms, day_ms}) {
        INFO((wrong < 0 ? "a day behind" : "a day ahead"));
        World world;
        Phone& phone = world.add_phone();
        phone.clock().ahead = wrong;
        phone.reload();
        phone.sign_in("resident-2");
        CHECK(phone.portal().home().now.date == to_local(world.clock.now()).date);
        // What it learnt holds when the page is opened without network.
        phone.network().online = false;
        phone.reload();
        const LocalDate tomorrow = add_days(to_local(world.clock.now()).date, 1);
        const Interval hour = {to_moment(tomorrow, 9 * 60), to_moment(tomorrow, 10 * 60)};
        REQUIRE(phone.portal().room_day(opera_room) != nullptr);
        book(phone.portal(), hour);
        world.settle();
        CHECK(phone.portal().room_day(opera_room)->book.state == Action::State::on_phone);
        phone.network().online = true;
        phone.portal().on_online();
        world.settle();
        CHECK(phone.portal().room_day(opera_room)->book.state == Action::State::done);
        const auto& bookings = phone.portal().me().bookings;
        const auto made = std::find_if(bookings.begin(), bookings.end(),
                                       [&](const auto& row) { return row.booking.when == hour; });
        REQUIRE(made != bookings.end());
        CHECK(made->can_cancel);
    }
}

TEST_CASE("a room's day begins with what is still to come") {
    World world;
    app::Portal& portal = world.add_phone().portal();
    const std::size_t at_opening = portal.room_day(opera_room)->slots.size();
    world.clock.advance(6 * hour_ms);
    const app::RoomDay* day = portal.room_day(opera_room);
    REQUIRE_FALSE(day->slots.empty());
    CHECK(day->slots.size() < at_opening);
    CHECK(day->slots.front().when.end > world.clock.now());
    portal.show_day(opera_room, add_days(day->today, 1));
    CHECK(portal.room_day(opera_room)->slots.size() >= at_opening);
}

TEST_CASE(
    "after closing time a room opens on the next free day, and today still shows what it was") {
    World world;
    app::Portal& portal = world.add_phone().portal();
    CHECK(portal.room_day(opera_room)->date == portal.room_day(opera_room)->today);
    world.clock.advance(14 * hour_ms + 30 * minute_ms);
    (void)portal.room_day(RoomId::trusted("shuhua"));
    const app::RoomDay* day = portal.room_day(opera_room);
    CHECK(day->date == add_days(day->today, 1));
    CHECK(app::has_free_slot(day->slots));
    portal.show_day(opera_room, day->today);
    day = portal.room_day(opera_room);
    CHECK_FALSE(day->slots.empty());
    CHECK(day->slots.back().when.end <= world.clock.now());
}

TEST_CASE("of two phones on one slot exactly one gets it and the other is told and offered times") {
    World world;
    Phone& first = world.add_phone();
    Phone& second = world.add_phone();
    first.sign_in("resident-2");
    second.sign_in("resident-3");
    const Interval hour = free_hour(first.portal());
    first.network().online = false;
    second.network().online = false;
    book(first.portal(), hour);
    book(second.portal(), hour);
    world.settle();
    CHECK(first.portal().room_day(opera_room)->book.state == Action::State::on_phone);
    CHECK(second.portal().room_day(opera_room)->book.state == Action::State::on_phone);

    first.network().online = true;
    first.portal().on_online();
    world.settle();
    second.network().online = true;
    second.portal().on_online();
    world.settle();

    CHECK(first.portal().room_day(opera_room)->book.state == Action::State::done);
    const app::RoomDay* day = second.portal().room_day(opera_room);
    CHECK(day->book.state == Action::State::refused);
    CHECK(app::refusal_of(day->book.refusals, domain::Field::form) == Refusal::room_taken);
    CHECK(day->alternatives.size() == 3);
    REQUIRE(second.portal().me().refused.size() == 1);
    CHECK(second.portal().me().refused.front().refusal == Refusal::room_taken);
    CHECK(second.disk().outbox.empty());

    const std::string id = second.portal().me().refused.front().id;
    second.portal().dismiss_refused(id);
    CHECK(second.portal().me().refused.empty());
    second.portal().restore_refused();
    REQUIRE(second.portal().me().refused.size() == 1);
    CHECK(second.portal().me().refused.front().id == id);
    second.portal().dismiss_refused(id);
    second.reload();
    CHECK(second.portal().me().refused.empty());
}

TEST_CASE("an activity is joined and left, and its place is freed once") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-2");
    const ActivityId id = open_activity(phone.portal()).id;
    const int before = phone.portal().activity(id)->activity.signed_up;
    phone.portal().join_activity(id);
    world.settle();
    REQUIRE(phone.portal().activity(id)->mine.has_value());
    CHECK(phone.portal().activity(id)->join.state == Action::State::done);
    CHECK(phone.portal().activity(id)->activity.signed_up == before + 1);
    phone.portal().leave_activity(id);
    phone.portal().leave_activity(id);
    world.settle();
    CHECK_FALSE(phone.portal().activity(id)->mine.has_value());
    CHECK(phone.portal().activity(id)->activity.signed_up == before);
}

TEST_CASE("a damaged local image is built anew and the outbox stays") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    phone.network().online = false;
    write_concern(phone.portal());
    phone.portal().submit_concern();
    world.settle();
    for (auto& [index, bytes] : phone.disk().blocks) {
        for (std::size_t i = 100; i < bytes.size(); i += 3) bytes[i] ^= 0x5a;
    }
    phone.network().online = true;
    phone.reload();
    CHECK(phone.portal().sync_state().image_rebuilt);
    CHECK(world.server_count(count_new_concerns) == 1);
    REQUIRE(find_mine(phone.portal()) != nullptr);
    CHECK(find_mine(phone.portal())->delivery == Delivery::delivered);
    CHECK(phone.portal().rooms().rooms.size() == 10);
}

TEST_CASE("a phone that can keep nothing still shows the town and says what it can't") {
    World world;
    Phone& phone = world.add_phone();
    phone.disk().unreadable = true;
    phone.reload();
    CHECK(phone.portal().phase() == app::Phase::ready);
    CHECK(phone.portal().sync_state().storage_failed);
    phone.sign_in("resident-1");
    write_concern(phone.portal());
    phone.portal().submit_concern();
    world.settle();
    CHECK(phone.portal().raise().submit.state == Action::State::not_saved);
}

TEST_CASE("concerns are found by any words that are shown of them") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    write_concern(phone.portal());
    phone.portal().submit_concern();
    world.settle();
    app::ConcernList& list = phone.portal().concerns();
    const std::size_t all = list.mine.size();
    REQUIRE(all > 1);
    const std::string category = find_mine(phone.portal())->category;
    const std::string number = find_mine(phone.portal())->concern.number;
    for (const std::string& words :
         {std::string("behind gate"), std::string(" GATE 3 "), category, number}) {
        INFO(words);
        list.search = words;
        CHECK(find_mine(phone.portal()) != nullptr);
    }
    for (const char* words : {"no such thing", "%", "_", "~"}) {
        INFO(words);
        list.search = words;
        CHECK(phone.portal().concerns().mine.empty());
    }
    list.search.clear();
    CHECK(phone.portal().concerns().mine.size() == all);
}

TEST_CASE("signing out wipes the person from the phone, and is refused while work is unsent") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    REQUIRE_FALSE(phone.portal().concerns().mine.empty());
    phone.network().online = false;
    write_concern(phone.portal());
    phone.portal().submit_concern();
    world.settle();
    phone.portal().sign_out();
    world.settle();
    CHECK(app::refusal_of(phone.portal().me().sign_out.refusals, domain::Field::form) ==
          Refusal::unsent_work);
    CHECK(phone.portal().me().person.has_value());

    phone.network().online = true;
    phone.portal().on_online();
    world.settle();
    phone.portal().sign_out();
    world.settle();
    CHECK_FALSE(phone.portal().me().person.has_value());
    CHECK(phone.portal().concerns().mine.empty());
    phone.reload();
    CHECK_FALSE(phone.portal().me().person.has_value());
    CHECK(phone.portal().concerns().mine.empty());

    phone.sign_in("resident-2");
    CHECK(find_mine(phone.portal()) == nullptr);
}

TEST_CASE("what is kept while signing out waits until its person signs in again") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    phone.portal().sign_out();
    write_concern(phone.portal());
    phone.portal().submit_concern();
    world.settle();
    CHECK_FALSE(phone.portal().me().person.has_value());
    CHECK(phone.portal().concerns().mine.empty());
    CHECK(phone.disk().outbox.size() == 1);
    CHECK(world.server_count(count_new_concerns) == 0);
    phone.sign_in("resident-1");
    CHECK(phone.disk().outbox.empty());
    CHECK(world.server_count(count_new_concerns) == 1);
}

TEST_CASE("when a session ends, public rows keep nothing that only their owner could see") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    store::Database& rows = app::PortalProbe::replica(phone.portal()).database();
    const char* private_rows =
        "SELECT (SELECT count(*) FROM concern WHERE reporter_id <> '') + "
        "(SELECT count(*) FROM booking WHERE person_id <> '')";
    REQUIRE(store::query_integer(rows, private_rows, {}).value() > 0);
    REQUIRE(world.database->run("DELETE FROM session").ok());
    phone.portal().sync_now();
    world.settle();
    CHECK(store::query_integer(rows, private_rows, {}).value() == 0);
    CHECK_FALSE(phone.portal().concerns().public_ones.empty());
}

TEST_CASE("what waits on a phone is never sent in another person's name") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    phone.network().online = false;
    write_concern(phone.portal());
    phone.portal().submit_concern();
    world.settle();
    phone.portal().sign_in(PersonId::trusted("resident-2"));
    world.settle();
    CHECK(app::refusal_of(phone.portal().me().sign_in.refusals, domain::Field::form) ==
          Refusal::unsent_work);
    CHECK(phone.portal().me().person->id.text() == "resident-1");
}

TEST_CASE("a pull of nothing new changes nothing and writes nothing") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    const std::uint64_t seq = phone.disk().seq;
    phone.portal().sync_now();
    world.settle();
    CHECK(phone.disk().seq == seq);
}

}  // namespace yg::sim
