#include "engine/rows.hpp"

#include <map>

#include "codec/concern_codec.hpp"
#include "codec/room_codec.hpp"
#include "domain/entity.hpp"
#include "engine/small_town.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::test;
namespace entity = yg::domain::entity;

namespace {

std::optional<std::string> seen(SmallTown& small, std::string_view entity_name,
                                const std::string& id, const PersonId& viewer) {
    const auto execution = small.as(viewer);
    const engine::Actor* actor = execution.actor ? &*execution.actor : nullptr;
    return engine::project_row(small.database(), town, entity_name, id, actor).value();
}

const PersonId nobody;

}  // namespace

TEST_CASE("A concern is whole for its reporter, without identity for all others") {
    SmallTown small;
    auto command = concern_command(1);
    command.contact = "13800000001";
    REQUIRE(small.run(li, command) == domain::Refusal::none);
    const auto own = codec::decode_concern(*seen(small, entity::concern, uuid(1), li)).value();
    CHECK(own.reporter == li);
    CHECK(own.words == command.words);
    for (const PersonId& viewer : {wang, nobody}) {
        const auto text = seen(small, entity::concern, uuid(1), viewer);
        REQUIRE(text.has_value());
        CHECK(text->find("li\"") == std::string::npos);
        CHECK(text->find("13800000001") == std::string::npos);
        CHECK(text->find("路灯") == std::string::npos);
        CHECK(text->find("XC-1124-0001") != std::string::npos);
    }
}

TEST_CASE("A report and its timeline are seen by its reporter alone") {
    SmallTown small;
    auto command = concern_command(1);
    command.type = domain::ConcernType::report;
    REQUIRE(small.run(li, command) == domain::Refusal::none);
    for (const auto entity_name : {entity::concern, entity::concern_event}) {
        CHECK(seen(small, entity_name, uuid(1), li).has_value());
        CHECK_FALSE(seen(small, entity_name, uuid(1), wang).has_value());
        CHECK_FALSE(seen(small, entity_name, uuid(1), nobody).has_value());
    }
}

TEST_CASE("A booking shows others that the room is taken, and nothing once it is cancelled") {
    SmallTown small;
    auto command = booking_command(1, at(10));
    command.purpose = "排练";
    REQUIRE(small.run(li, command) == domain::Refusal::none);
    CHECK(codec::decode_booking(*seen(small, entity::booking, uuid(1), li)).value().purpose ==
          "排练");
    const auto shown = codec::decode_booking(*seen(small, entity::booking, uuid(1), wang)).value();
    CHECK(shown.person.empty());
    CHECK(shown.purpose.empty());
    CHECK(shown.when == at(10));
    REQUIRE(small.run(li, domain::CancelBooking{BookingId::trusted(uuid(1))}) ==
            domain::Refusal::none);
    CHECK(seen(small, entity::booking, uuid(1), li).has_value());
    CHECK_FALSE(seen(small, entity::booking, uuid(1), wang).has_value());
}

TEST_CASE("Persons and sign-ups are seen by themselves alone") {
    SmallTown small;
    REQUIRE(small.run(li, join_command(1)) == domain::Refusal::none);
    CHECK(seen(small, entity::person, "li", li).has_value());
    CHECK_FALSE(seen(small, entity::person, "li", wang).has_value());
    CHECK_FALSE(seen(small, entity::person, "li", nobody).has_value());
    CHECK(seen(small, entity::sign_up, uuid(1), li).has_value());
    CHECK_FALSE(seen(small, entity::sign_up, uuid(1), wang).has_value());
    CHECK_FALSE(seen(small, entity::sign_up, uuid(1), nobody).has_value());
}

TEST_CASE("What is gone is nothing") {
    SmallTown small;
    for (const auto entity_name : entity::all) {
        if (entity_name == entity::town) continue;
        INFO(entity_name);
        CHECK_FALSE(seen(small, entity_name, "gone", li).has_value());
    }
}

TEST_CASE("Every row of the town travels to a phone and is the same there, until it is removed") {
    SmallTown server;
    REQUIRE(
        store::put_calendar_day(server.database(), town, {{2026, 10, 1}, "国庆节", false, false})
            .ok());
    REQUIRE(store::put_unit(
                server.database(), town,
                {UnitId::trusted("u"), "示例单位", domain::UnitKind::enterprise, {}, 3, true})
                .ok());
    auto concern = concern_command(1);
    concern.photos = {photo(4)};
    REQUIRE(server.run(li, concern) == domain::Refusal::none);
    REQUIRE(server.run(li, booking_command(2, at(10))) == domain::Refusal::none);
    REQUIRE(server.run(li, join_command(3)) == domain::Refusal::none);
    const std::map<std::string_view, std::string> ids = {
        {entity::town, town.text()},
        {entity::calendar_day, "2026-10-01"},
        {entity::community, "xincheng"},
        {entity::grid, "grid-1"},
        {entity::unit, "u"},
        {entity::category, "gas"},
        {entity::person, "li"},
        {entity::room, "quyi"},
        {entity::concern, uuid(1)},
        {entity::concern_event, uuid(1)},
        {entity::photo, uuid(4)},
        {entity::booking, uuid(2)},
        {entity::activity, "clean-up"},
        {entity::sign_up, uuid(3)},
    };
    REQUIRE(ids.size() == entity::all.size());
    auto phone = store::SqliteDatabase::open_memory().value();
    REQUIRE(store::migrate(*phone, store::Side::phone).ok());
    const auto viewer = server.as(li);
    const engine::Actor* actor = &*viewer.actor;
    for (const auto& [entity_name, id] : ids) {
        INFO(entity_name);
        const auto text =
            engine::project_row(server.database(), town, entity_name, id, actor).value();
        REQUIRE(text.has_value());
        REQUIRE(engine::apply_row(*phone, town, entity_name, id, *text).ok());
        REQUIRE(engine::apply_row(*phone, town, entity_name, id, *text).ok());
    }
    for (const auto& [entity_name, id] : ids) {
        INFO(entity_name);
        CHECK(engine::project_row(*phone, town, entity_name, id, actor).value() ==
              engine::project_row(server.database(), town, entity_name, id, actor).value());
    }
    // Events before the concern that lets them be seen.
    for (auto entry = ids.rbegin(); entry != ids.rend(); ++entry) {
        REQUIRE(engine::remove_row(*phone, town, entry->first, entry->second).ok());
        CHECK_FALSE(engine::project_row(*phone, town, entry->first, entry->second, actor)
                        .value()
                        .has_value());
    }
}

TEST_CASE("A faulty row is an error and changes nothing") {
    SmallTown phone(store::Side::phone);
    const std::string room = *seen(phone, entity::room, "quyi", nobody);
    const auto before = phone.changes();
    auto& database = phone.database();
    CHECK(engine::apply_row(database, town, "spaceship", "a", "{}").error().kind ==
          ErrorKind::invalid_input);
    CHECK(engine::apply_row(database, town, entity::room, "other", room).error().kind ==
          ErrorKind::invalid_input);
    CHECK(
        engine::apply_row(database, town, entity::room, "quyi", "{\"id\":\"quyi\"}").error().kind ==
        ErrorKind::invalid_input);
    CHECK(engine::apply_row(database, town, entity::room, "Not An Id", room).error().kind ==
          ErrorKind::invalid_input);
    CHECK(engine::remove_row(database, town, "spaceship", "a").error().kind ==
          ErrorKind::invalid_input);
    CHECK(engine::apply_row(database, TownId::trusted("elsewhere"), entity::town, "chengguan",
                            *seen(phone, entity::town, "chengguan", nobody))
              .error()
              .kind == ErrorKind::invalid_input);
    CHECK(phone.changes() == before);
}
