// Phones whose local database has no room left.
#include "engine/town_authority.hpp"
#include "sim/portal_probe.hpp"
#include "sim/world.hpp"
#include "store/concern_store.hpp"
#include "store/town_store.hpp"

#include <string>

#include <catch2/catch_test_macros.hpp>

namespace yg::sim {
namespace {

constexpr int many = 400;

/// More than a phone without room can take.
void raise_many(World& world, std::string_view reporter) {
    const TownId town = store::find_only_town(*world.database).value().value();
    engine::TownAuthority authority;
    for (int i = 0; i < many; ++i) {
        domain::Concern concern;
        concern.id = ConcernId::trusted(make_uuid_v7(world.clock.now(), world.random));
        concern.category = CategoryId::trusted("stairwell");
        concern.grid = GridId::trusted("g012");
        concern.answer = std::string(500, 'a');
        concern.reporter = PersonId::trusted(reporter);
        concern.created_at = world.clock.now();
        REQUIRE(store::put_concern(*world.database, town, concern).ok());
        REQUIRE(authority.publish(*world.database, town, concern).ok());
    }
}

std::int64_t local_count(Phone& phone, std::string_view sql) {
    return store::query_integer(app::PortalProbe::replica(phone.portal()).database(), sql, {})
        .value();
}

/// Its image may have `more` pages than now.
void limit_image(Phone& phone, int more) {
    const std::int64_t pages = local_count(phone, "PRAGMA page_count");
    auto& database = app::PortalProbe::replica(phone.portal()).database();
    REQUIRE(database.run_script("PRAGMA max_page_count=" + std::to_string(pages + more)).ok());
}

bool is_full(Phone& phone) {
    return app::PortalProbe::exchange(phone.portal()).state().full;
}

int pulls(Phone& phone) {
    return phone.network().requests["/api/v1/pull"];
}

}  // namespace

TEST_CASE(
    "a town that no longer fits into a phone is kept as far as it is there, and not fetched "
    "over and over") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    const std::int64_t before = local_count(phone, "SELECT count(*) FROM concern");
    limit_image(phone, 10);
    raise_many(world, "resident-2");
    phone.portal().sync_now();
    world.settle();
    CHECK(is_full(phone));
    CHECK(local_count(phone, "SELECT count(*) FROM concern") >= before);
    CHECK(phone.portal().rooms().rooms.size() == 10);

    const int pulled = pulls(phone);
    for (int minute = 0; minute < 20; ++minute) {
        world.clock.advance(minute_ms);
        phone.portal().tick();
        world.settle();
    }
    CHECK(pulls(phone) == pulled);

    app::Raise& raise = phone.portal().raise();
    raise.words = "Rubbish behind gate 3";
    raise.category = raise.categories.front().id;
    raise.grid = raise.grids.front().id;
    phone.portal().submit_concern();
    world.settle();
    CHECK(world.server_count(
              "SELECT count(*) FROM concern WHERE words = 'Rubbish behind gate 3'") == 1);
    CHECK(phone.portal().sync_state().waiting == 0);
    CHECK(phone.portal().sync_state().full);

    // Who asks gets one page, and the same answer.
    phone.portal().sync_now();
    world.settle();
    CHECK(pulls(phone) == pulled + 1);
    CHECK(is_full(phone));

    limit_image(phone, 100'000);
    phone.portal().sync_now();
    world.settle();
    CHECK_FALSE(is_full(phone));
    CHECK(local_count(phone, "SELECT count(*) FROM concern") == before + many + 1);
    CHECK(phone.disk().outbox.empty());
}

}  // namespace yg::sim
