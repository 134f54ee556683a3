#include "store/photo_store.hpp"
#include "store/schema.hpp"
#include "store/sqlite/sqlite_database.hpp"
#include "store/town_database.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::store;
using test::migrated;
using test::other_town;
using test::town;

TEST_CASE("Where a photo lies is stored once, and a file is one photo's") {
    auto database = migrated();
    const PhotoId photo = PhotoId::trusted("f1");
    const PhotoFile file{.photo = photo, .file = "a.jpg", .width = 4, .height = 3, .bytes = 100};
    domain::Photo row;
    row.id = photo;
    REQUIRE(put_photo(*database, town, row).ok());
    CHECK_FALSE(find_photo_file(*database, town, photo).value().has_value());
    REQUIRE(put_photo_file(*database, town, file).ok());
    CHECK(find_photo_file(*database, town, photo).value()->file == "a.jpg");
    CHECK(list_photo_files(*database).value().size() == 1);
    CHECK(is_photo_file(*database, town, "a.jpg").value());
    CHECK_FALSE(is_photo_file(*database, town, "b.jpg").value());
    CHECK_FALSE(is_photo_file(*database, other_town, "a.jpg").value());
    PhotoFile other = file;
    other.photo = PhotoId::trusted("f2");
    CHECK(put_photo_file(*database, town, other).error().kind == ErrorKind::conflict);
    REQUIRE(remove_photo_and_file(*database, town, photo).ok());
    CHECK_FALSE(find_photo(*database, town, photo).value().has_value());
    CHECK_FALSE(is_photo_file(*database, town, "a.jpg").value());
}

TEST_CASE("A database from before there were photos names none") {
    auto database = SqliteDatabase::open_memory().value();
    REQUIRE(migrate(*database, schema(Side::server).first(4)).ok());
    CHECK(list_photo_files(*database).value().empty());
}
