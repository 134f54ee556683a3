#include "server/backup.hpp"

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <thread>

#include "engine/town_import.hpp"
#include "server/auth/secrets.hpp"
#include "server/auth/server_secret.hpp"
#include "server/data_folder.hpp"
#include "server/program.hpp"
#include "server/small_town.hpp"
#include "server/temporary_folder.hpp"
#include "server/writer.hpp"
#include "store/feed_store.hpp"
#include "store/schema.hpp"
#include "store/sqlite/sqlite_database.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

namespace yg::server {
namespace {

using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

/// A data folder with the small town, and the operator's commands on it.
struct Site {
    Site() {
        auto database = open();
        const Result<void> imported = engine::import_town(*database, small_town());
        INFO((imported.ok() ? "" : imported.error().detail));
        REQUIRE(imported.ok());
        SystemRandom random;
        REQUIRE(provide_server_secret(data, random).ok());
    }
    [[nodiscard]] std::unique_ptr<store::Database> open() const {
        std::ostringstream faults;
        auto database = make_database(data, faults);
        INFO(faults.str());
        REQUIRE(database != nullptr);
        return database;
    }
    int run(const std::vector<std::string>& arguments) {
        std::ostringstream the_out;
        std::ostringstream the_err;
        const int exit_code = run_program(arguments, the_out, the_err);
        out = the_out.str();
        err = the_err.str();
        return exit_code;
    }
    int back_up(const std::string& to) { return run({"backup", to, "--data", data}); }
    int restore(const std::string& from, std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"restore", from, "--data", data});
        return run(more);
    }
    int check(const std::string& of) { return run({"check", "--data", of}); }
    void change(const std::string& sql) const { REQUIRE(open()->run_script(sql).ok()); }
    [[nodiscard]] std::int64_t count(const std::string& sql) const {
        const auto database = open();
        return store::query_integer(*database, sql, {}).value();
    }

    TemporaryFolder folder;
    std::string data = folder / "data";
    std::string backup = folder / "monday";
    std::string out;
    std::string err;
};

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Every file below `folder` with what it holds, except the lock.
std::map<std::string, std::string> files_below(const std::string& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file() || entry.path().filename() == "lock") continue;
        files[entry.path().string()] = content_of(entry.path().string());
    }
    return files;
}

TEST_CASE("A backup is a whole data folder that only its owner reads") {
    Site site;
    REQUIRE(site.back_up(site.backup) == exit_ok);
    CHECK_THAT(site.out, ContainsSubstring("monday"));
    CHECK(files_below(site.backup).size() == 2);
    CHECK(content_of(site.backup + "/secret") == content_of(site.data + "/secret"));
    CHECK(fs::status(site.backup).permissions() == fs::perms::owner_all);
    for (const char* name : {"/portal.db", "/secret"}) {
        CHECK(fs::status(site.backup + name).permissions() == fs::perms(0600));
    }
    CHECK(site.check(site.backup) == exit_ok);
    INFO(site.out);
    CHECK(files_below(site.backup).size() == 2);  // Looking at it leaves nothing behind.
}

TEST_CASE("A backup never overwrites anything and leaves nothing when it fails") {
    Site site;
    SECTION("a backup of that name") {
        REQUIRE(site.back_up(site.backup) == exit_ok);
        site.change("UPDATE town SET name = 'later'");
        const auto before = files_below(site.backup);
        CHECK(site.back_up(site.backup + "/") == exit_failed);
        CHECK_THAT(site.err, ContainsSubstring("exists already"));
        CHECK(files_below(site.backup) == before);
    }
    SECTION("a file of that name") {
        std::ofstream(site.backup) << "mine";
        CHECK(site.back_up(site.backup) == exit_failed);
        CHECK(content_of(site.backup) == "mine");
    }
    SECTION("a folder that isn't there") {
        CHECK(site.back_up(site.folder / "no/where") == exit_failed);
        CHECK_THAT(site.err, ContainsSubstring("can't be written"));
    }
    SECTION("no database") {
        CHECK(site.run({"backup", site.backup, "--data", site.folder / "none"}) == exit_failed);
        CHECK_THAT(site.err, ContainsSubstring("There is no database"));
        CHECK_FALSE(fs::exists(site.folder / "none"));
        CHECK_FALSE(fs::exists(site.backup));
    }
    CHECK(std::distance(fs::directory_iterator(site.folder.path()), {}) <= 2);
}

TEST_CASE("A backup taken under load holds whole transactions only") {
    Site site;
    std::atomic<bool> stop = false;
    std::atomic<int> written = 0;
    GroupWriter writer(site.open());
    std::jthread load([&] {
        // Two rows in each transaction: a copy with one of them would be torn.
        for (int i = 0; !stop; ++i) {
            const bool taken = writer.submit(
                {.work = [i](store::Database& database) -> Result<void> {
                     const TownId town = TownId::trusted("small");
                     for (const char* scope : {"left", "right"}) {
                         RETURN_IF_ERROR(store::touch_feed(database, town, scope, "concern",
                                                           std::to_string(i), false));
                     }
                     return {};
                 },
                 .done = [&written](Result<void> done) { written += done.ok() ? 1 : 0; }});
            if (!taken) std::this_thread::yield();
        }
    });
    for (int i = 0; i < 5; ++i) {
        const int before = written;
        while (written < before + 20) std::this_thread::yield();
        const std::string backup = site.backup + std::to_string(i);
        REQUIRE(site.back_up(backup) == exit_ok);
        INFO(site.err);
        CHECK(site.check(backup) == exit_ok);
        auto copy = store::SqliteDatabase::open_file(database_path(backup),
                                                     store::SqliteDatabase::Access::read_only)
                        .value();
        const auto of = [&](const char* scope) {
            return store::query_integer(*copy, "SELECT count(*) FROM feed WHERE scope = ?1",
                                        {scope})
                .value();
        };
        CHECK(of("left") == of("right"));
        CHECK(of("left") >= before);  // Who was told of success is in it.
    }
    stop = true;
}

TEST_CASE("A restored folder is what the backup was, and its secret opens what was sealed") {
    Site site;
    SystemRandom random;
    const ServerSecret before = provide_server_secret(site.data, random).value();
    const store::Bytes sealed = before.seal("second step", random);
    REQUIRE(site.back_up(site.backup) == exit_ok);
    fs::remove_all(site.data);
    REQUIRE(site.restore(site.backup) == exit_ok);
    INFO(site.err);
    CHECK(site.check(site.data) == exit_ok);
    CHECK(site.count("SELECT count(*) FROM person") == 4);
    CHECK(provide_server_secret(site.data, random).value().open(sealed) == "second step");
    CHECK(fs::exists(site.backup + "/portal.db"));  // It can be used again.
}

TEST_CASE("A restore over a database needs --replace, which keeps the old one") {
    Site site;
    REQUIRE(site.back_up(site.backup) == exit_ok);
    site.change("UPDATE town SET name = 'newer'");
    const auto before = files_below(site.data);
    CHECK(site.restore(site.backup) == exit_failed);
    CHECK_THAT(site.err, ContainsSubstring("--replace"));
    CHECK(files_below(site.data) == before);

    REQUIRE(site.restore(site.backup, {"--replace"}) == exit_ok);
    CHECK(site.count("SELECT count(*) FROM town WHERE name = 'newer'") == 0);
    const auto at = site.out.find("kept in ") + 8;
    const std::string kept = site.out.substr(at, site.out.find('\n', at) - at);
    CHECK_THAT(kept, ContainsSubstring(site.data + "/replaced-20"));
    CHECK(content_of(kept + "/portal.db") == before.at(site.data + "/portal.db"));
    CHECK(fs::exists(kept + "/secret"));
    REQUIRE(site.restore(kept, {"--replace"}) == exit_ok);  // And back.
    CHECK(site.count("SELECT count(*) FROM town WHERE name = 'newer'") == 1);
}

TEST_CASE("A backup that can't be used changes nothing") {
    Site site;
    REQUIRE(site.back_up(site.backup) == exit_ok);
    const std::string file = site.backup + "/portal.db";
    std::string expected;
    SECTION("there is none") {
        REQUIRE(fs::remove(file));
        expected = "There is no database";
    }
    SECTION("of a newer program") {
        auto database = store::SqliteDatabase::open_file(file).value();
        REQUIRE(database->set_schema_version(1'000'000).ok());
        expected = "newer portal-server";
    }
    SECTION("some other database") {
        REQUIRE(fs::remove(file));
        REQUIRE(
            store::SqliteDatabase::open_file(file).value()->run_script("CREATE TABLE t (x)").ok());
        expected = "no database of a portal";
    }
    SECTION("no database at all") {
        REQUIRE((std::ofstream(file) << std::string(8192, 'x')).good());
        expected = "no database of a portal";
    }
    SECTION("damaged in the middle") {
        std::fstream damaged(file, std::ios::in | std::ios::out | std::ios::binary);
        for (int page = 1; page < 40; ++page) {
            damaged.seekp(page * 4096);
            damaged << std::string(600, '\x55');
        }
        REQUIRE(damaged.good());
        expected = "is damaged";
    }
    const auto before = files_below(site.data);
    CHECK(site.restore(site.backup, {"--replace"}) == exit_failed);
    CHECK_THAT(site.err, ContainsSubstring(expected));
    CHECK(files_below(site.data) == before);
}

TEST_CASE("A folder that a server holds is neither restored into nor served twice") {
    Site site;
    REQUIRE(site.back_up(site.backup) == exit_ok);
    fs::create_directory(site.folder.path() / "web");
    std::ofstream(site.folder.path() / "web" / "index.html") << "page";
    {
        const Result<FolderLock> held = FolderLock::take(site.data);
        REQUIRE(held.ok());
        CHECK(site.restore(site.backup, {"--replace"}) == exit_failed);
        CHECK_THAT(site.err, ContainsSubstring("Stop it first"));
        CHECK(site.run({"serve", "--sms-console", "--data", site.data, "--web",
                        site.folder / "web"}) == exit_failed);
        CHECK_THAT(site.err, ContainsSubstring("A server runs on the data folder"));
        CHECK(site.back_up(site.backup + "2") == exit_ok);
        CHECK(site.check(site.data) == exit_ok);
    }
    CHECK(site.restore(site.backup, {"--replace"}) == exit_ok);
}

TEST_CASE("An interrupted restore is noticed, and running it again ends it") {
    Site site;
    REQUIRE(site.back_up(site.backup) == exit_ok);
    // The power went after the old database was set aside.
    fs::create_directory(site.data + "/restoring");
    fs::remove(site.data + "/portal.db");
    CHECK(site.run({"admin", "list", "--data", site.data}) != exit_ok);
    fs::create_directory(site.folder.path() / "web");
    std::ofstream(site.folder.path() / "web" / "index.html") << "page";
    CHECK(site.run({"serve", "--sms-console", "--data", site.data, "--web", site.folder / "web"}) ==
          exit_failed);
    CHECK_THAT(site.err, ContainsSubstring("interrupted"));
    REQUIRE(site.restore(site.backup) == exit_ok);
    CHECK(site.run({"admin", "list", "--data", site.data}) == exit_ok);
}

TEST_CASE("What an interrupted restore set aside is in one folder in the end") {
    Site site;
    REQUIRE(site.back_up(site.backup) == exit_ok);
    std::ofstream(site.data + "/portal.db-wal") << "log";
    // Something stands in the way after the database itself was moved.
    const std::string obstacle = site.data + "/replacing/portal.db-wal";
    fs::create_directories(obstacle);
    REQUIRE(site.restore(site.backup, {"--replace"}) == exit_failed);
    REQUIRE_FALSE(fs::exists(site.data + "/portal.db"));
    REQUIRE(fs::exists(site.data + "/portal.db-wal"));
    fs::remove(obstacle);
    REQUIRE(site.restore(site.backup) == exit_ok);
    INFO(site.err);
    std::vector<std::string> kept;
    for (const auto& entry : fs::directory_iterator(site.data)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("repl")) kept.push_back(entry.path().string());
    }
    REQUIRE(kept.size() == 1);
    CHECK_THAT(kept[0], ContainsSubstring("/replaced-20"));
    CHECK(fs::exists(kept[0] + "/portal.db"));
    CHECK(content_of(kept[0] + "/portal.db-wal") == "log");
    CHECK(site.check(site.data) == exit_ok);
}

TEST_CASE("Wrong words on the command line are named") {
    Site site;
    CHECK(site.run({"backup"}) == exit_input);
    CHECK_THAT(site.err, ContainsSubstring("backup needs one folder"));
    CHECK(site.run({"check", "folder"}) == exit_input);
    CHECK(site.run({"backup", "a", "--replace"}) == exit_input);
    CHECK_THAT(site.err, ContainsSubstring("--replace"));
    CHECK(site.run({"check", "--data"}) == exit_input);
}

}  // namespace
}  // namespace yg::server
