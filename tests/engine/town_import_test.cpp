#include "engine/town_import.hpp"

#include "engine/small_town.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::test;

namespace {

std::unique_ptr<store::SqliteDatabase> empty() {
    auto database = store::SqliteDatabase::open_memory().value();
    REQUIRE(store::migrate(*database, store::Side::server).ok());
    return database;
}

codec::Town loaded_town() {
    codec::Town loaded;
    loaded.profile.id = town;
    loaded.profile.name = "城关镇";
    loaded.communities = {{CommunityId::trusted("xincheng"), "新城社区", "XC", false}};
    domain::Grid grid;
    grid.id = GridId::trusted("grid-1");
    grid.community = CommunityId::trusted("xincheng");
    loaded.grids = {grid};
    domain::Category category;
    category.id = CategoryId::trusted("lamp");
    loaded.categories = {category};
    domain::Person person;
    person.id = li;
    loaded.persons = {person};
    domain::Room room;
    room.id = quyi;
    for (auto& day : room.hours) day = {{{480, 1260}, {0, 0}}};
    loaded.rooms = {room};
    room.id = shuhua;
    loaded.rooms.push_back(room);
    domain::Booking booking;
    booking.id = BookingId::trusted("b-1");
    booking.room = quyi;
    booking.person = li;
    booking.when = at(10);
    loaded.bookings = {booking};
    domain::Concern concern;
    concern.id = ConcernId::trusted("c-1");
    concern.number = "XC-1124-0001";
    concern.category = category.id;
    concern.grid = grid.id;
    concern.reporter = li;
    concern.created_at = nine;
    loaded.concerns = {concern};
    domain::ConcernEvent event;
    event.id = "e-1";
    event.concern = concern.id;
    loaded.concern_events = {event};
    loaded.calendar_days = {{{2026, 10, 1}, "国庆节", false, true}};
    return loaded;
}

std::int64_t rows(store::Database& database, const std::string& table) {
    return store::query_integer(database, "SELECT COUNT(*) FROM " + table, {}).value();
}

}  // namespace

TEST_CASE("An imported town is all there, in order, and in the feed of those who may see it") {
    auto database = empty();
    REQUIRE(engine::import_town(*database, loaded_town()).ok());
    CHECK(store::find_only_town(*database).value() == town);
    const auto rooms = store::list_rooms(*database, town).value();
    REQUIRE(rooms.size() == 2);
    CHECK(rooms[0].id == quyi);
    CHECK(rows(*database, "calendar_day") == 1);
    CHECK(rows(*database, "concern_event") == 1);
    CHECK(store::is_in_scope(*database, town, "public", "room", "shuhua").value());
    CHECK(store::is_in_scope(*database, town, "user:li", "person", "li").value());
    CHECK_FALSE(store::is_in_scope(*database, town, "public", "person", "li").value());
    CHECK(store::is_in_scope(*database, town, "user:li", "concern", "c-1").value());
}

TEST_CASE("Imported bookings hold their slots, cancelled ones don't") {
    auto database = empty();
    auto loaded = loaded_town();
    domain::Booking cancelled = loaded.bookings[0];
    cancelled.id = BookingId::trusted("b-2");
    cancelled.state = domain::BookingState::cancelled;
    loaded.bookings.push_back(cancelled);
    REQUIRE(engine::import_town(*database, loaded).ok());
    CHECK(rows(*database, "room_slot") == 2);
    CHECK_FALSE(store::is_in_scope(*database, town, "public", "booking", "b-2").value());
    CHECK(store::is_in_scope(*database, town, "user:li", "booking", "b-2").value());
}

TEST_CASE("New concerns go on from the imported numbers") {
    auto database = empty();
    REQUIRE(engine::import_town(*database, loaded_town()).ok());
    engine::TownAuthority authority;
    engine::Execution execution;
    execution.town = town;
    execution.actor = engine::Actor{li, domain::Role::resident, domain::Standing::none, 0};
    execution.now = nine;
    execution.authority = &authority;
    REQUIRE(engine::execute(*database, execution, concern_command(1)).value().empty());
    CHECK(store::find_concern(*database, town, ConcernId::trusted(uuid(1))).value()->number ==
          "XC-1124-0002");
    CHECK(authority.touched_scopes().contains("public"));
    CHECK(authority.touched_scopes().contains("user:li"));
}

TEST_CASE("A town is imported once") {
    auto database = empty();
    REQUIRE(engine::import_town(*database, loaded_town()).ok());
    const auto before = store::current_feed_version(*database, town).value();
    CHECK(engine::import_town(*database, loaded_town()).error().kind == ErrorKind::conflict);
    CHECK(store::current_feed_version(*database, town).value() == before);
}

TEST_CASE("A town whose bookings collide is refused whole") {
    auto database = empty();
    auto loaded = loaded_town();
    domain::Booking second = loaded.bookings[0];
    second.id = BookingId::trusted("b-2");
    loaded.bookings.push_back(second);
    const auto imported = engine::import_town(*database, loaded);
    REQUIRE_FALSE(imported.ok());
    CHECK(imported.error().kind == ErrorKind::conflict);
    CHECK(imported.error().detail.find("b-2") != std::string::npos);
    for (const char* table :
         {"town", "grid", "room", "booking", "room_slot", "feed", "feed_counter"}) {
        INFO(table);
        CHECK(rows(*database, table) == 0);
    }
}
