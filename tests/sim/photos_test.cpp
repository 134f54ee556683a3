// Photos on phones with several tabs and several people: none is lost on its way to the server.
#include "server/auth/secrets.hpp"
#include "server/test_jpeg.hpp"
#include "sim/world.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::sim {
namespace {

constexpr const char* arrived = "SELECT count(*) FROM photo WHERE arrived_at > 0";

void choose_photo(World& world, platform::HeadlessPhotos& photos) {
    const std::string jpeg = server::make_jpeg({.width = 16, .height = 16});
    photos.choose({.id = make_uuid_v7(world.clock.now(), world.random),
                   .sha256 = server::sha256_hex(jpeg),
                   .bytes = static_cast<int>(jpeg.size()),
                   .kept_at = world.clock.now()},
                  jpeg);
    world.settle();
}

void submit(app::Portal& portal) {
    app::Raise& raise = portal.raise();
    raise.words = "Rubbish behind gate 3";
    raise.category = raise.categories.front().id;
    raise.grid = raise.grids.front().id;
    portal.submit_concern();
}

}  // namespace

TEST_CASE("a photo that a closed tab kept is sent by the tab that is left") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    Tab second(world, phone);
    world.settle();
    choose_photo(world, phone.photos());
    phone.network().online = false;
    submit(phone.portal());
    world.settle();
    phone.kill();
    phone.network().online = true;
    second.portal().on_online();
    world.settle();
    CHECK(world.server_count(arrived) == 1);
    CHECK(phone.disk().photos.empty());
}

TEST_CASE("a photo that is taken out of the form while its concern is being kept goes with it") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    choose_photo(world, phone.photos());
    submit(phone.portal());
    phone.portal().remove_photo(phone.portal().raise().photos.front().id);
    world.settle();
    CHECK(world.server_count(arrived) == 1);
    CHECK(phone.disk().photos.empty());
}

TEST_CASE("a photo that was taken out of the form leaves the phone after a week") {
    World world;
    Phone& phone = world.add_phone();
    choose_photo(world, phone.photos());
    phone.portal().remove_photo(phone.portal().raise().photos.front().id);
    world.clock.advance(6 * day_ms);
    phone.portal().sync_now();
    world.settle();
    CHECK(phone.disk().photos.size() == 1);
    world.clock.advance(2 * day_ms);
    phone.portal().sync_now();
    world.settle();
    CHECK(phone.disk().photos.empty());
}

TEST_CASE("a photo that waits for its owner to sign in again keeps others from the phone") {
    World world;
    Phone& phone = world.add_phone();
    phone.sign_in("resident-1");
    choose_photo(world, phone.photos());
    phone.network().after_next_answer = [&] { phone.network().online = false; };
    submit(phone.portal());
    world.settle();
    REQUIRE(world.server_count("SELECT count(*) FROM photo WHERE arrived_at = 0") == 1);
    // The session ends elsewhere.
    REQUIRE(world.database->run("DELETE FROM session").ok());
    phone.network().online = true;
    phone.portal().sync_now();
    world.settle();
    REQUIRE_FALSE(phone.portal().me().person.has_value());
    phone.portal().sign_in(PersonId::trusted("resident-2"));
    world.settle();
    CHECK(phone.disk().photos.size() == 1);
    CHECK_FALSE(phone.portal().me().person.has_value());
    phone.sign_in("resident-1");
    phone.portal().on_online();
    world.settle();
    CHECK(world.server_count(arrived) == 1);
    CHECK(phone.disk().photos.empty());
}

}  // namespace yg::sim
