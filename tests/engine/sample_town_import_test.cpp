#include "engine/rows.hpp"
#include "engine/town_import.hpp"
#include "store/feed_store.hpp"
#include "store/schema.hpp"
#include "store/sqlite/sqlite_database.hpp"
#include "town/sample_town.hpp"

using namespace yg;

TEST_CASE("The sample town can be imported on any day of the week") {
    for (int day = 0; day < 7; ++day) {
        const codec::Town town = tests::load_sample_town(add_days(tests::sample_day, day));
        auto server = store::SqliteDatabase::open_memory().value();
        REQUIRE(store::migrate(*server, store::Side::server).ok());
        const auto imported = engine::import_town(*server, town);
        INFO(day << ": " << (imported.ok() ? "" : imported.error().detail));
        CHECK(imported.ok());
    }
}

TEST_CASE("Every public row of the sample town is one that a phone accepts, without identities") {
    const codec::Town town = tests::load_sample_town();
    const TownId& id = town.profile.id;
    auto server = store::SqliteDatabase::open_memory().value();
    REQUIRE(store::migrate(*server, store::Side::server).ok());
    REQUIRE(engine::import_town(*server, town).ok());
    auto phone = store::SqliteDatabase::open_memory().value();
    REQUIRE(store::migrate(*phone, store::Side::phone).ok());

    const auto rows = store::changes_since(*server, id, "public", 0, 1'000'000).value();
    CHECK(rows.size() > 300);
    for (const store::FeedRow& row : rows) {
        INFO(row.entity << " " << row.id);
        const auto text = engine::project_row(*server, id, row.entity, row.id, nullptr).value();
        REQUIRE(text.has_value());
        const auto applied = engine::apply_row(*phone, id, row.entity, row.id, *text);
        INFO((applied.ok() ? "" : applied.error().detail));
        REQUIRE(applied.ok());
    }
    for (const domain::Person& person : town.persons) {
        for (const char* column :
             {"concern WHERE reporter_id", "booking WHERE person_id", "concern WHERE contact"}) {
            const std::string& value =
                std::string_view(column).ends_with("contact") ? person.phone : person.id.text();
            CHECK(store::query_integer(
                      *phone, std::string("SELECT COUNT(*) FROM ") + column + " = ?1", {value})
                      .value() == 0);
        }
    }
}
