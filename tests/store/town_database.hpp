// A migrated database in memory, and the town's id.
#pragma once

#include <memory>

#include "store/schema.hpp"
#include "store/sqlite/sqlite_database.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::test {

inline const TownId town = TownId::trusted("chengguan");
inline const TownId other_town = TownId::trusted("elsewhere");

inline std::unique_ptr<store::SqliteDatabase> migrated(store::Side side = store::Side::server) {
    auto database = store::SqliteDatabase::open_memory().value();
    REQUIRE(store::migrate(*database, side).ok());
    return database;
}

}  // namespace yg::test
