// Several tabs of one phone: which of them leads, and what the others get to know.
#include "server/privacy/erase_account.hpp"
#include "sim/portal_probe.hpp"
#include "sim/world.hpp"
#include "store/feed_store.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::sim {
namespace {

using app::Delivery;
using platform::TabNews;

constexpr const char* words = "Rubbish behind gate 3";
constexpr const char* count_new_concerns =
    "SELECT count(*) FROM concern WHERE words = 'Rubbish behind gate 3'";

void raise_concern(app::Portal& portal) {
    app::Raise& raise = portal.raise();
    raise.words = words;
    raise.category = raise.categories.front().id;
    raise.grid = raise.grids.front().id;
    portal.submit_concern();
}

const app::ConcernRow* find_mine(app::Portal& portal) {
    for (const ConcernId& id : portal.concerns().mine) {
        const app::ConcernRow* row = portal.concern_row(id);
        if (row != nullptr && row->concern.words == words) return row;
    }
    return nullptr;
}

bool is_delivered(app::Portal& portal) {
    const app::ConcernRow* row = find_mine(portal);
    return row != nullptr && row->delivery == Delivery::delivered;
}

TownId server_town(World& world) {
    TownId town;
    REQUIRE(world.database
                ->query("SELECT town_id FROM town", {},
                        [&](const store::Row& row) { town = row.id<TownId>(0); })
                .ok());
    return town;
}

bool is_signed_in(app::Portal& portal) {
    return portal.me().person.has_value();
}

/// A signed-in phone with two tabs; the second one leads.
struct TwoTabs {
    TwoTabs() {
        phone.sign_in("resident-1");
        second = std::make_unique<Tab>(world, phone);
        world.settle();
    }

    /// Closes what is open; a page loaded then shows what the disk has, without any network.
    app::Portal& portal_from_disk() {
        second.reset();
        phone.network().online = false;
        phone.reload();
        return phone.portal();
    }

    World world;
    Phone& phone = world.add_phone();
    Tab& first = phone.tab();
    std::unique_ptr<Tab> second;
};

int pulls(Phone& phone) {
    return phone.network().requests["/api/v1/pull"];
}

}  // namespace

TEST_CASE("the tab that a person turned to last leads, and no other does") {
    TwoTabs tabs;
    CHECK(tabs.second->tabs().leads());
    CHECK_FALSE(tabs.first.tabs().leads());
    tabs.first.tabs().come_forward();
    tabs.world.settle();
    CHECK(tabs.first.tabs().leads());
    CHECK_FALSE(tabs.second->tabs().leads());
}

TEST_CASE("when the leader closes, another tab leads and writes the image") {
    TwoTabs tabs;
    tabs.second.reset();
    tabs.world.settle();
    CHECK(tabs.first.tabs().leads());
    raise_concern(tabs.first.portal());
    tabs.world.settle();
    REQUIRE(is_delivered(tabs.first.portal()));
    CHECK(is_delivered(tabs.portal_from_disk()));
}

TEST_CASE("a leader that nobody looks at hands over to one that is seen") {
    TwoTabs tabs;
    tabs.second->tabs().hide();
    tabs.world.settle();
    CHECK(tabs.first.tabs().leads());
    CHECK_FALSE(tabs.second->tabs().leads());
}

TEST_CASE("in a browser that can't elect every tab leads") {
    World world;
    Phone& phone = world.add_phone();
    phone.browser().elects = false;
    phone.reload();
    Tab second(world, phone);
    world.settle();
    CHECK(phone.tab().tabs().leads());
    CHECK(second.tabs().leads());
}

TEST_CASE("a frozen leader's write is refused after another tab wrote; thawed, it follows") {
    TwoTabs tabs;
    Tab& frozen = *tabs.second;
    raise_concern(frozen.portal());
    // Its record is on the disk and its image on the way there.
    while (tabs.phone.disk().outbox.empty()) frozen.loop.run_one();
    frozen.frozen = true;
    tabs.first.tabs().come_forward();
    tabs.world.settle();
    CHECK(tabs.first.tabs().leads());
    CHECK(frozen.tabs().leads());  // As far as it knows.
    CHECK(is_delivered(tabs.first.portal()));
    const std::uint64_t seq = tabs.phone.disk().seq;

    frozen.frozen = false;
    tabs.world.settle();
    CHECK_FALSE(frozen.tabs().leads());
    CHECK(tabs.phone.disk().seq == seq);
    CHECK(is_delivered(frozen.portal()));
    CHECK(tabs.world.server_count(count_new_concerns) == 1);
    CHECK(is_delivered(tabs.portal_from_disk()));
}

TEST_CASE("work of a deleted person that no open tab heard of keeps nobody out") {
    TwoTabs tabs;
    tabs.first.tabs().come_forward();
    tabs.world.settle();
    tabs.phone.network().online = false;
    raise_concern(tabs.second->portal());
    while (tabs.phone.disk().outbox.empty()) tabs.second->loop.run_one();
    tabs.second.reset();

    Phone& other = tabs.world.add_phone();
    other.sign_in("resident-1");
    other.portal().erase_account();
    tabs.world.settle();
    tabs.phone.network().online = true;
    tabs.first.portal().on_online();
    tabs.world.settle();
    REQUIRE_FALSE(is_signed_in(tabs.first.portal()));
    tabs.phone.sign_in("resident-2");
    CHECK(is_signed_in(tabs.first.portal()));
    CHECK(tabs.phone.disk().outbox.empty());
}

TEST_CASE("what a follower keeps shows in the leader, which sends it and writes the image") {
    TwoTabs tabs;
    const auto blocks = tabs.phone.disk().blocks;
    tabs.phone.network().online = false;
    raise_concern(tabs.first.portal());
    tabs.world.settle();
    REQUIRE(find_mine(tabs.second->portal()) != nullptr);
    CHECK(find_mine(tabs.second->portal())->delivery == Delivery::on_phone);

    tabs.phone.network().online = true;
    tabs.second->portal().on_online();
    tabs.world.settle();
    CHECK(is_delivered(tabs.second->portal()));
    CHECK(is_delivered(tabs.first.portal()));
    CHECK(tabs.world.server_count(count_new_concerns) == 1);
    CHECK(tabs.phone.disk().outbox.empty());
    CHECK(is_delivered(tabs.portal_from_disk()));
}

TEST_CASE("what the leader sends shows as delivered in the other tab without another touch") {
    TwoTabs tabs;
    raise_concern(tabs.second->portal());
    tabs.world.settle();
    CHECK(is_delivered(tabs.first.portal()));
}

TEST_CASE("a follower neither polls nor listens nor writes the image") {
    TwoTabs tabs;
    tabs.second->tabs().hide();  // The first one leads; the second one hears of no pulls.
    tabs.first.events().allowed = true;
    tabs.second->events().allowed = true;
    tabs.first.portal().sync_now();
    tabs.second->portal().sync_now();
    tabs.world.settle();
    CHECK(tabs.first.events().is_open());
    CHECK_FALSE(tabs.second->events().is_open());
    CHECK(tabs.second->portal().next_tick_ms() > tabs.world.clock.steady_ms() + day_ms);

    const std::uint64_t seq = tabs.phone.disk().seq;
    tabs.first.frozen = true;
    REQUIRE(store::touch_feed(*tabs.world.database, TownId::trusted("chengguan"), "public", "room",
                              "quyi")
                .ok());
    tabs.second->portal().sync_now();
    tabs.world.settle();
    CHECK(tabs.phone.disk().seq == seq);
}

TEST_CASE("a pull that brought nothing wakes nobody") {
    TwoTabs tabs;
    const int before = pulls(tabs.phone);
    tabs.second->portal().sync_now();
    tabs.world.settle();
    CHECK(pulls(tabs.phone) == before + 1);
}

TEST_CASE("a leader takes over what the one before wrote and never told") {
    TwoTabs tabs;
    tabs.first.frozen = true;
    raise_concern(tabs.second->portal());
    tabs.world.settle();
    tabs.phone.network().online = false;
    // All news of it are lost, too.
    tabs.first.loop.drop();
    tabs.first.frozen = false;
    tabs.second.reset();
    tabs.first.tabs().come_forward();
    // The first thing that it writes is refused: the image is loaded instead.
    raise_concern(tabs.first.portal());
    tabs.world.settle();
    CHECK(tabs.first.portal().concerns().mine.size() >= 2);
    CHECK(is_delivered(tabs.first.portal()));
}

TEST_CASE("signing out in one tab signs the other out") {
    TwoTabs tabs;
    tabs.first.portal().raise().words = "Words of somebody who has left";
    tabs.second->portal().sign_out();
    tabs.world.settle();
    CHECK_FALSE(is_signed_in(tabs.second->portal()));
    CHECK_FALSE(is_signed_in(tabs.first.portal()));
    CHECK(tabs.first.portal().raise().words.empty());

    // Whoever comes next can use both.
    tabs.first.portal().sign_in(PersonId::trusted("resident-2"));
    tabs.world.settle();
    CHECK(is_signed_in(tabs.second->portal()));
    raise_concern(tabs.second->portal());
    tabs.world.settle();
    CHECK(is_delivered(tabs.first.portal()));
    CHECK(tabs.world.server_count(count_new_concerns) == 1);
}

TEST_CASE("without news, a tab whose person signed out elsewhere is signed out by what it tries") {
    World world;
    Phone& phone = world.add_phone();
    phone.browser().elects = false;
    phone.reload();
    phone.sign_in("resident-1");
    Tab second(world, phone);
    world.settle();
    REQUIRE(is_signed_in(second.portal()));
    phone.portal().sign_out();
    world.settle();
    raise_concern(second.portal());
    world.settle();
    CHECK_FALSE(is_signed_in(second.portal()));
    CHECK(phone.disk().outbox.empty());
    second.portal().sign_in(PersonId::trusted("resident-2"));
    world.settle();
    raise_concern(second.portal());
    world.settle();
    CHECK(is_delivered(second.portal()));
}

TEST_CASE("a tab whose image another tab wrote goes on from what is there, and both agree") {
    World world;
    Phone& phone = world.add_phone();
    phone.browser().elects = false;
    phone.reload();
    phone.sign_in("resident-1");
    Tab second(world, phone);
    world.settle();
    raise_concern(second.portal());
    world.settle();
    phone.portal().sync_now();
    world.settle();
    CHECK(is_delivered(phone.portal()));
    CHECK_FALSE(app::PortalProbe::exchange(phone.portal()).state().not_saved);
    CHECK_FALSE(app::PortalProbe::exchange(second.portal()).state().not_saved);
}

TEST_CASE("a tab doesn't send a deleted account's work in the name of who signed in after it") {
    World world;
    Phone& phone = world.add_phone();
    phone.browser().elects = false;  // The tabs hear nothing of each other.
    phone.reload();
    phone.sign_in("resident-1");
    phone.network().online = false;
    raise_concern(phone.portal());
    world.settle();
    Tab second(world, phone);
    world.settle();
    const PersonId leaver = PersonId::trusted("resident-1");
    const TownId town = server_town(world);
    REQUIRE(server::erase_account(*world.database, town, leaver, leaver, world.clock.now()).ok());
    phone.network().online = true;
    phone.portal().sync_now();
    world.settle();
    phone.sign_in("resident-2");
    phone.disk().refuses_image = true;  // Nor does its writing show what another tab wrote.
    for (int round = 0; round < 3; ++round) {
        second.portal().sync_now();
        world.settle();
    }
    CHECK(world.server_count(count_new_concerns) == 0);
}

}  // namespace yg::sim
