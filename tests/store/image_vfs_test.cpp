#include "store/sqlite/image_vfs.hpp"

#include <map>

#include "fakes/seeded_random.hpp"
#include "store/schema.hpp"
#include "store/sqlite/sqlite_database.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::store;

namespace {

/// What a phone keeps: the last bytes of every block.
struct Stored {
    std::map<std::uint32_t, std::vector<std::uint8_t>> blocks;

    void keep(const Image::Changes& changes) {
        for (const auto& block : changes.blocks) blocks[block.index] = block.bytes;
        const auto count =
            (changes.size_bytes + platform::image_block_bytes - 1) / platform::image_block_bytes;
        blocks.erase(blocks.lower_bound(static_cast<std::uint32_t>(count)), blocks.end());
    }
    void load_into(Image& image) const {
        for (const auto& [index, bytes] : blocks) REQUIRE(image.load_block(index, bytes).ok());
    }
};

void add_rows(Database& database, int count, int bytes) {
    auto transaction = Transaction::writing(database).value();
    REQUIRE(
        database.run_script("CREATE TABLE IF NOT EXISTS t (a INTEGER PRIMARY KEY, b BLOB)").ok());
    const Bytes filling(static_cast<std::size_t>(bytes), 7);
    for (int i = 0; i < count; ++i) {
        REQUIRE(database.run("INSERT INTO t (b) VALUES (?1)", {filling}).ok());
    }
    REQUIRE(transaction.commit().ok());
}

std::int64_t rows(Database& database) {
    return query_integer(database, "SELECT COUNT(*) FROM t", {}).value();
}

}  // namespace

TEST_CASE("An image that was stored block by block opens with all its rows") {
    Stored stored;
    {
        Image image("a");
        auto database = SqliteDatabase::open_image("a").value();
        for (int i = 0; i < 5; ++i) {
            add_rows(*database, 20, 5000);
            stored.keep(image.take_dirty_blocks());
        }
        CHECK(image.size_bytes() > 5 * platform::image_block_bytes);
    }
    Image image("b");
    stored.load_into(image);
    CHECK_FALSE(image.has_dirty_blocks());
    auto database = SqliteDatabase::open_image("b").value();
    CHECK(rows(*database) == 100);
}

TEST_CASE("Only blocks that were written are taken, and only once") {
    Image image("a");
    auto database = SqliteDatabase::open_image("a").value();
    add_rows(*database, 100, 5000);
    CHECK(image.take_dirty_blocks().blocks.size() > 5);
    CHECK_FALSE(image.has_dirty_blocks());
    CHECK(image.take_dirty_blocks().blocks.empty());
    add_rows(*database, 1, 10);
    CHECK(image.has_dirty_blocks());
    CHECK(image.take_dirty_blocks().blocks.size() <= 3);
}

TEST_CASE("An undone transaction leaves the image as it was") {
    Image image("a");
    auto database = SqliteDatabase::open_image("a").value();
    add_rows(*database, 10, 100);
    {
        const auto transaction = Transaction::writing(*database);
        REQUIRE(database->run("DELETE FROM t").ok());
    }
    CHECK(rows(*database) == 10);
    Stored stored;
    stored.keep(image.take_dirty_blocks());
    Image copy("copy");
    stored.load_into(copy);
    CHECK(rows(*SqliteDatabase::open_image("copy").value()) == 10);
}

TEST_CASE("An image that shrank is stored shorter") {
    Image image("a");
    Stored stored;
    auto database = SqliteDatabase::open_image("a").value();
    add_rows(*database, 100, 5000);
    stored.keep(image.take_dirty_blocks());
    const std::size_t before = stored.blocks.size();
    REQUIRE(database->run("DELETE FROM t WHERE a > 3").ok());
    REQUIRE(database->run_script("VACUUM").ok());
    CHECK(image.has_dirty_blocks());
    stored.keep(image.take_dirty_blocks());
    CHECK(stored.blocks.size() < before);
    Image copy("copy");
    stored.load_into(copy);
    CHECK(rows(*SqliteDatabase::open_image("copy").value()) == 3);
}

TEST_CASE("A damaged image is found when it is opened") {
    Stored stored;
    {
        Image image("a");
        auto database = SqliteDatabase::open_image("a").value();
        REQUIRE(migrate(*database, Side::phone).ok());
        add_rows(*database, 200, 3000);
        stored.keep(image.take_dirty_blocks());
    }
    struct Damage {
        const char* what;
        void (*apply)(Stored&);
    };
    constexpr Damage damages[] = {
        {"a block is missing", [](Stored& s) { s.blocks.erase(2); }},
        {"the end is missing", [](Stored& s) { s.blocks.erase(std::prev(s.blocks.end())); }},
        {"the first block is garbage", [](Stored& s) { fakes::SeededRandom(3).fill(s.blocks[0]); }},
        {"the first block is missing", [](Stored& s) { s.blocks.erase(0); }},
        {"a page in the middle is garbage",
         [](Stored& s) {
             fakes::SeededRandom(4).fill(std::span(s.blocks[3]).subspan(8192, 4096));
         }},
    };
    for (const Damage& damage : damages) {
        INFO(damage.what);
        Stored damaged = stored;
        damage.apply(damaged);
        Image image("b");
        damaged.load_into(image);
        const auto opened = SqliteDatabase::open_image("b");
        REQUIRE_FALSE(opened.ok());
        CHECK(opened.error().kind == ErrorKind::corrupted);
    }
    // Undamaged, the same blocks open: it is the damage that is found.
    Image image("b");
    stored.load_into(image);
    CHECK(SqliteDatabase::open_image("b").ok());
}

TEST_CASE("A cleared image starts over with an empty database") {
    Image image("a");
    {
        auto database = SqliteDatabase::open_image("a").value();
        add_rows(*database, 10, 100);
    }
    image.clear();
    CHECK(image.size_bytes() == 0);
    auto database = SqliteDatabase::open_image("a").value();
    CHECK(database->schema_version().value() == 0);
    REQUIRE(migrate(*database, Side::phone).ok());
}

TEST_CASE("An image that nobody made can't be opened") {
    Image image("a");
    CHECK_FALSE(SqliteDatabase::open_image("b").ok());
}

TEST_CASE("Blocks past the limits are refused") {
    Image image("a");
    const std::vector<std::uint8_t> too_long(platform::image_block_bytes + 1);
    CHECK(image.load_block(0, too_long).error().kind == ErrorKind::too_large);
    const std::vector<std::uint8_t> one(1);
    CHECK(image.load_block(0xFFFFFFFF, one).error().kind == ErrorKind::too_large);
    CHECK(image.size_bytes() == 0);
}

TEST_CASE("A full image refuses to grow and keeps what it has") {
    Image image("a");
    auto database = SqliteDatabase::open_image("a").value();
    add_rows(*database, 1, 100);
    const Bytes filling(1024 * 1024, 7);
    Result<std::int64_t> result = 0;
    for (std::size_t i = 0; i <= Image::max_bytes / filling.size() && result.ok(); ++i) {
        result = database->run("INSERT INTO t (b) VALUES (?1)", {filling});
    }
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().kind == ErrorKind::full);
    CHECK(rows(*database) >= 1);
    CHECK(image.size_bytes() <= Image::max_bytes);
}
