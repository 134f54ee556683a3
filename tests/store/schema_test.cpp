#include "store/schema.hpp"

#include "store/person_store.hpp"
#include "store/sqlite/sqlite_database.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::store;

namespace {

std::vector<std::string> names(Database& database, std::string_view sql) {
    return query_all(database, sql, {}, [](const Row& row) { return row.string(0); }).value();
}

}  // namespace

TEST_CASE("Migrations bring a new database to the newest version, a second run changes nothing") {
    for (const Side side : {Side::server, Side::phone}) {
        auto database = SqliteDatabase::open_memory().value();
        REQUIRE(migrate(*database, side).ok());
        CHECK(database->schema_version().value() == schema(side).back().version);
        const auto before = names(*database, "SELECT sql FROM sqlite_schema ORDER BY name");
        REQUIRE(migrate(*database, side).ok());
        CHECK(names(*database, "SELECT sql FROM sqlite_schema ORDER BY name") == before);
    }
}

TEST_CASE("Versions count up from one without gaps") {
    for (const Side side : {Side::server, Side::phone}) {
        int expected = 1;
        for (const Migration& migration : schema(side)) CHECK(migration.version == expected++);
    }
}

TEST_CASE("Every table has the town first in its key and is STRICT") {
    for (const Side side : {Side::server, Side::phone}) {
        auto database = SqliteDatabase::open_memory().value();
        REQUIRE(migrate(*database, side).ok());
        const auto tables = names(*database, "SELECT name FROM sqlite_schema WHERE type = 'table'");
        CHECK(tables.size() > 15);
        for (const std::string& table : tables) {
            INFO(table);
            const auto key = names(*database, "SELECT name FROM pragma_table_info('" + table +
                                                  "') WHERE pk > 0 ORDER BY pk");
            REQUIRE_FALSE(key.empty());
            CHECK(key.front() == "town_id");
            CHECK(
                names(*database, "SELECT strict FROM pragma_table_list('" + table + "')").front() ==
                "1");
        }
    }
}

TEST_CASE("People of a town from before have no number to call and agreed to nothing yet") {
    for (const Side side : {Side::server, Side::phone}) {
        auto database = SqliteDatabase::open_memory().value();
        const auto all = schema(side);
        const std::size_t before = side == Side::server ? 3 : 1;
        REQUIRE(migrate(*database, all.first(before)).ok());
        REQUIRE(database
                    ->run("INSERT INTO person VALUES ('t', 'p', 'Li', '13800000001', 1, 0, 1950, "
                          "'g', 'c', '')")
                    .ok());
        REQUIRE(migrate(*database, side).ok());
        const auto person = find_person(*database, TownId::trusted("t"), PersonId::trusted("p"));
        REQUIRE(person.value().has_value());
        CHECK(person.value()->name == "Li");
        CHECK(person.value()->contact.empty());
        if (side == Side::phone) continue;
        CHECK(query_integer(*database, "SELECT COUNT(*) FROM consent", {}).value() == 0);
    }
}

TEST_CASE("A newer database is refused and left untouched") {
    auto database = SqliteDatabase::open_memory().value();
    REQUIRE(database->run_script("CREATE TABLE later (a INTEGER PRIMARY KEY)").ok());
    REQUIRE(database->set_schema_version(1000).ok());
    CHECK(migrate(*database, Side::server).error().kind == ErrorKind::newer_database);
    CHECK(database->schema_version().value() == 1000);
    CHECK(names(*database, "SELECT name FROM sqlite_schema") == std::vector<std::string>{"later"});
}

TEST_CASE("A migration that fails leaves the version before it, with all of its data") {
    auto database = SqliteDatabase::open_memory().value();
    const std::vector<Migration> first = {{1, "CREATE TABLE a (n INTEGER PRIMARY KEY)"}};
    REQUIRE(migrate(*database, first).ok());
    REQUIRE(database->run("INSERT INTO a VALUES (7)").ok());
    const std::vector<Migration> broken = {first[0],
                                           {2, "CREATE TABLE b (n INTEGER PRIMARY KEY)"},
                                           {3, "DROP TABLE a; CREATE TABLE b (again INTEGER)"}};
    CHECK_FALSE(migrate(*database, broken).ok());
    CHECK(database->schema_version().value() == 1);
    CHECK(names(*database, "SELECT name FROM sqlite_schema") == std::vector<std::string>{"a"});
    CHECK(query_integer(*database, "SELECT n FROM a", {}).value() == 7);
}

TEST_CASE("Only the migrations a database lacks are applied, in order") {
    auto database = SqliteDatabase::open_memory().value();
    const std::vector<Migration> all = {{1, "CREATE TABLE a (n INTEGER PRIMARY KEY)"},
                                        {2, "INSERT INTO a VALUES (2)"},
                                        {3, "UPDATE a SET n = n + 3"}};
    REQUIRE(migrate(*database, std::span(all).first(1)).ok());
    REQUIRE(migrate(*database, all).ok());
    CHECK(query_integer(*database, "SELECT n FROM a", {}).value() == 5);
    CHECK(database->schema_version().value() == 3);
}
