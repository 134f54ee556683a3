#include "store/sqlite/sqlite_database.hpp"

#include "store/temporary_file.hpp"

#include <fstream>
#include <iterator>
#include <string>

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::store;

namespace {

std::unique_ptr<SqliteDatabase> memory() {
    auto database = SqliteDatabase::open_memory().value();
    REQUIRE(database
                ->run_script("CREATE TABLE pair (town_id TEXT NOT NULL, id TEXT NOT NULL, "
                             "number INTEGER NOT NULL, bytes BLOB NOT NULL, "
                             "PRIMARY KEY (town_id, id)) STRICT")
                .ok());
    return database;
}

Result<std::int64_t> insert(Database& database, std::string_view id, std::int64_t number) {
    return database.run("INSERT INTO pair VALUES (?1, ?2, ?3, ?4)", {"t", id, number, Bytes{1, 2}});
}

std::int64_t sum(Database& database) {
    return query_integer(database, "SELECT COALESCE(SUM(number), 0) FROM pair", {}).value();
}

}  // namespace

TEST_CASE("What is bound is read back, empty texts and bytes too") {
    auto database = memory();
    const std::string text = std::string("阳光\0网格", 13);
    REQUIRE(
        database
            ->run("INSERT INTO pair VALUES (?1, ?2, ?3, ?4)", {"", text, std::int64_t{-5}, Bytes{}})
            .ok());
    const auto row =
        query_one(*database, "SELECT town_id, id, number, bytes FROM pair", {}, [](const Row& r) {
            CHECK(r.blob(3).empty());
            CHECK(r.text(0).empty());
            CHECK(r.integer(2) == -5);
            return r.string(1);
        });
    CHECK(row.value() == text);
}

TEST_CASE("A statement that fails says what kind of failure it was and changes nothing") {
    auto database = memory();
    REQUIRE(insert(*database, "a", 1).ok());
    CHECK(insert(*database, "a", 2).error().kind == ErrorKind::conflict);
    CHECK(database->run("INSERT INTO pair VALUES (?1, ?2, ?3, ?4)", {"t", "b", "text", Bytes{}})
              .error()
              .kind == ErrorKind::internal);  // STRICT
    CHECK(database->run("INSERT INTO nowhere VALUES (1)").error().kind == ErrorKind::internal);
    CHECK(sum(*database) == 1);
}

TEST_CASE("A transaction that is not committed leaves nothing") {
    auto database = memory();
    {
        const auto transaction = Transaction::writing(*database);
        REQUIRE(transaction.ok());
        REQUIRE(insert(*database, "a", 1).ok());
        CHECK(sum(*database) == 1);
    }
    CHECK(sum(*database) == 0);
}

TEST_CASE("A savepoint is undone alone, also inside another") {
    auto database = memory();
    auto transaction = Transaction::writing(*database).value();
    REQUIRE(insert(*database, "a", 1).ok());
    {
        auto outer = Savepoint::open(*database).value();
        REQUIRE(insert(*database, "b", 10).ok());
        {
            const auto inner = Savepoint::open(*database);
            REQUIRE(insert(*database, "c", 100).ok());
        }
        CHECK(sum(*database) == 11);
        REQUIRE(outer.commit().ok());
    }
    REQUIRE(transaction.commit().ok());
    CHECK(sum(*database) == 11);
}

TEST_CASE("A file keeps what was committed, and a reader sees only that") {
    const test::TemporaryFile file;
    auto writer = SqliteDatabase::open_file(file.path()).value();
    REQUIRE(
        writer->run_script("CREATE TABLE one (n INTEGER NOT NULL, PRIMARY KEY (n)) STRICT").ok());
    auto reader = SqliteDatabase::open_file(file.path(), SqliteDatabase::Access::read_only).value();
    {
        auto transaction = Transaction::writing(*writer).value();
        REQUIRE(writer->run("INSERT INTO one VALUES (1)").ok());
        CHECK(query_integer(*reader, "SELECT COUNT(*) FROM one", {}).value() == 0);
        REQUIRE(transaction.commit().ok());
    }
    CHECK(query_integer(*reader, "SELECT COUNT(*) FROM one", {}).value() == 1);
    CHECK_FALSE(reader->run("INSERT INTO one VALUES (2)").ok());
}

TEST_CASE("A file that can't be written ahead is not opened") {
    // A database of no file has no log; SQLite says so, and calls it a success.
    CHECK(SqliteDatabase::open_file("").error().kind == ErrorKind::unavailable);
}

TEST_CASE("What is deleted is overwritten in the file") {
    const test::TemporaryFile file;
    const std::string text = "what nobody may find again";
    auto database = SqliteDatabase::open_file(file.path()).value();
    REQUIRE(
        database->run_script("CREATE TABLE one (t TEXT NOT NULL, PRIMARY KEY (t)) STRICT").ok());
    const auto is_in_file = [&] {
        // Everything from the log goes into the file.
        REQUIRE(query_integer(*database, "PRAGMA wal_checkpoint(TRUNCATE)", {}).value() == 0);
        std::ifstream bytes(file.path(), std::ios::binary);
        const std::string all{std::istreambuf_iterator<char>(bytes), {}};
        return all.find(text) != std::string::npos;
    };
    REQUIRE(database->run("INSERT INTO one VALUES (?1)", {text}).ok());
    REQUIRE(is_in_file());
    REQUIRE(database->run("DELETE FROM one").ok());
    CHECK_FALSE(is_in_file());
}

TEST_CASE("A file on disk is written ahead and synced in full") {
    const test::TemporaryFile file;
    auto database = SqliteDatabase::open_file(file.path()).value();
    const auto mode = query_one(*database, "PRAGMA journal_mode", {},
                                [](const Row& row) { return row.string(0); });
    CHECK(mode.value() == "wal");
    CHECK(query_integer(*database, "PRAGMA synchronous", {}).value() == 2);
    CHECK(query_integer(*database, "PRAGMA foreign_keys", {}).value() == 1);
}

TEST_CASE("A file that can't be opened is an error, not a new database") {
    const test::TemporaryFile file;
    CHECK_FALSE(SqliteDatabase::open_file(file.path(), SqliteDatabase::Access::read_only).ok());
    CHECK_FALSE(SqliteDatabase::open_file(file.path() + "/no/such/folder").ok());
}

TEST_CASE("Recorded changes are undone: inserts, updates and deletes") {
    auto database = memory();
    REQUIRE(insert(*database, "kept", 1).ok());
    REQUIRE(insert(*database, "dropped", 2).ok());
    auto recorder = ChangeRecorder::start(*database).value();
    REQUIRE(insert(*database, "new", 4).ok());
    REQUIRE(database->run("UPDATE pair SET number = 8 WHERE id = 'kept'").ok());
    REQUIRE(database->run("DELETE FROM pair WHERE id = 'dropped'").ok());
    const Bytes changes = recorder.finish().value();
    CHECK_FALSE(changes.empty());
    CHECK(sum(*database) == 12);
    REQUIRE(database->apply_inverted(changes).ok());
    CHECK(sum(*database) == 3);
}

TEST_CASE("Nothing changed gives an empty changeset, which undoes nothing") {
    auto database = memory();
    auto recorder = ChangeRecorder::start(*database).value();
    const Bytes changes = recorder.finish().value();
    CHECK(changes.empty());
    CHECK(database->apply_inverted(changes).ok());
}

TEST_CASE("Changes of rows that changed again can't be undone, and nothing is") {
    auto database = memory();
    REQUIRE(insert(*database, "a", 1).ok());
    auto recorder = ChangeRecorder::start(*database).value();
    REQUIRE(insert(*database, "b", 2).ok());
    REQUIRE(database->run("UPDATE pair SET number = 4 WHERE id = 'a'").ok());
    const Bytes changes = recorder.finish().value();
    REQUIRE(database->run("UPDATE pair SET number = 16 WHERE id = 'a'").ok());
    CHECK(database->apply_inverted(changes).error().kind == ErrorKind::conflict);
    CHECK(sum(*database) == 18);
}

TEST_CASE("Bytes that are no changeset are an error, and nothing is undone") {
    auto database = memory();
    REQUIRE(insert(*database, "a", 1).ok());
    CHECK_FALSE(database->apply_inverted(Bytes{'g', 'a', 'r', 'b', 'a', 'g', 'e'}).ok());
    CHECK(sum(*database) == 1);
}
