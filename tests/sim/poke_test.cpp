// Phones that the server pokes.
#include "sim/world.hpp"
#include "store/feed_store.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::sim {
namespace {

int pulls(Phone& phone) {
    return phone.network().requests["/api/v1/pull"];
}

/// A report, which nobody but its reporter and staff ever sees.
void submit(Phone& phone) {
    app::Raise& raise = phone.portal().raise();
    raise.type = domain::ConcernType::report;
    raise.words = "Rubbish behind gate 3";
    raise.category = raise.categories.front().id;
    raise.grid = raise.grids.front().id;
    phone.portal().submit_concern();
}

/// Joins the first activity of the month that takes people: everybody sees its free places.
ActivityId join_any(app::Portal& portal) {
    for (const auto& row : portal.calendar().of_month) {
        const app::ActivityDetail* detail = portal.activity(row.activity.id);
        if (detail == nullptr || detail->mine || !detail->refusals.empty()) continue;
        portal.join_activity(row.activity.id);
        return row.activity.id;
    }
    FAIL("no activity of this month can be joined");
    return {};
}

/// Signed in, and listening.
Phone& add_listener(World& world, std::string_view account) {
    Phone& phone = world.add_phone();
    phone.events().allowed = true;
    phone.sign_in(account);
    REQUIRE(phone.events().is_open());
    return phone;
}

/// Lets `seconds` pass, one after the other, as the page's alarm would; counts the pulls.
int pulls_within(World& world, Phone& phone, int seconds) {
    const int before = pulls(phone);
    for (int i = 0; i < seconds; ++i) {
        world.clock.advance(second_ms);
        phone.portal().tick();
        world.settle();
    }
    return pulls(phone) - before;
}

}  // namespace

TEST_CASE("what one phone does shows on another at once") {
    World world;
    Phone& first = add_listener(world, "resident-2");
    Phone& second = add_listener(world, "resident-3");
    const int before = pulls(second);
    const ActivityId id = join_any(first.portal());
    const int signed_up = second.portal().activity(id)->activity.signed_up;
    world.settle();
    CHECK(second.portal().activity(id)->activity.signed_up == signed_up + 1);
    CHECK(pulls(second) == before + 1);
}

TEST_CASE("what only concerns another person wakes nobody") {
    World world;
    Phone& first = add_listener(world, "resident-2");
    Phone& second = add_listener(world, "resident-3");
    const int before = pulls(second);
    submit(first);
    world.settle();
    CHECK(world.server_count(
              "SELECT count(*) FROM concern WHERE words = 'Rubbish behind gate 3'") == 1);
    CHECK(pulls(second) == before);
}

TEST_CASE("a phone's own change makes it pull once, although it is poked for it") {
    World world;
    Phone& phone = add_listener(world, "resident-2");
    const int before = pulls(phone);
    submit(phone);
    world.settle();
    CHECK(pulls(phone) == before + 1);
}

TEST_CASE("what changed between a pull and the stream's opening is told by the stream") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-2");
    phone.events().allowed = true;
    phone.network().after_next_answer = [&] {
        REQUIRE(store::touch_feed(*world.database, TownId::trusted("chengguan"), "public", "room",
                                  "quyi")
                    .ok());
    };
    const int before = pulls(phone);
    phone.portal().sync_now();
    world.settle();
    CHECK(phone.events().is_open());
    CHECK(pulls(phone) == before + 2);
}

TEST_CASE("opening a stream alone makes nobody pull") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-2");
    phone.events().allowed = true;
    const int before = pulls(phone);
    phone.portal().sync_now();
    world.settle();
    CHECK(phone.events().is_open());
    CHECK(pulls(phone) == before + 1);
}

TEST_CASE("a phone that listens hardly polls, and one that can't polls each minute") {
    World world;
    Phone& listening = add_listener(world, "resident-2");
    Phone& deaf = world.add_phone();
    CHECK(pulls_within(world, listening, 600) == 2);
    CHECK(pulls_within(world, deaf, 600) == 10);
}

TEST_CASE("a lost stream means polling each minute, until the next pull opens it again") {
    World world;
    Phone& phone = add_listener(world, "resident-2");
    phone.events().allowed = false;
    phone.events().lose();
    world.settle();
    CHECK(pulls_within(world, phone, 59) == 0);
    CHECK(pulls_within(world, phone, 241) == 5);
    phone.events().allowed = true;
    CHECK(pulls_within(world, phone, 60) == 1);
    CHECK(phone.events().is_open());
    CHECK(pulls_within(world, phone, 299) == 0);
}

TEST_CASE("without network a phone that listened backs off as any other") {
    World world;
    Phone& phone = add_listener(world, "resident-2");
    phone.network().online = false;
    phone.events().lose();
    world.settle();
    (void)pulls_within(world, phone, 600);
    CHECK_FALSE(phone.portal().sync_state().online);
    CHECK_FALSE(phone.events().is_open());
    phone.network().online = true;
    phone.portal().on_online();
    world.settle();
    CHECK(phone.events().is_open());
    CHECK(phone.portal().sync_state().online);
}

TEST_CASE("pokes don't hurry a phone whose requests fail") {
    World world;
    Phone& phone = add_listener(world, "resident-2");
    phone.network().online = false;
    const int before = phone.network().attempts;
    for (int version = 100'000; version < 100'020; ++version) {
        world.pokes->publish({{"public", version}});
        world.settle();
    }
    CHECK(phone.network().attempts == before + 1);
    world.clock.advance(2 * second_ms);
    phone.portal().tick();
    world.settle();
    CHECK(phone.network().attempts == before + 2);
}

TEST_CASE("after signing in or out a phone listens as who is signed in now") {
    World world;
    Phone& phone = world.add_phone();
    phone.events().allowed = true;
    phone.portal().sync_now();
    world.settle();
    REQUIRE(phone.events().is_open());

    phone.sign_in("resident-2");
    Phone& other_phone_of_theirs = world.add_phone();
    other_phone_of_theirs.sign_in("resident-2");
    int before = pulls(phone);
    submit(other_phone_of_theirs);
    world.settle();
    CHECK(pulls(phone) == before + 1);

    phone.portal().sign_out();
    world.settle();
    REQUIRE(phone.events().is_open());
    before = pulls(phone);
    other_phone_of_theirs.portal().raise_another();
    submit(other_phone_of_theirs);
    world.settle();
    CHECK(pulls(phone) == before);
}

TEST_CASE("a stream that the server ends is opened again by the next pull") {
    World world;
    Phone& phone = add_listener(world, "resident-2");
    world.clock.advance(server::PokeLimits{}.lifetime_ms);
    world.pokes->publish({{"public", 1}});
    world.settle();
    CHECK_FALSE(phone.events().is_open());
    // A pull was due meanwhile.
    CHECK(pulls_within(world, phone, 1) == 1);
    CHECK(phone.events().is_open());
    CHECK(pulls_within(world, phone, 299) == 0);
}

}  // namespace yg::sim
