// What becomes of photos that arrived: backups, checks, tidying up, and leaving with their
// reporter.
#include <sys/time.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "codec/my_data_codec.hpp"
#include "server/data_folder.hpp"
#include "server/jobs/photo_tidying.hpp"
#include "server/photo_sender.hpp"
#include "server/program.hpp"
#include "store/photo_store.hpp"
#include "store/town_checks.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

namespace yg::server {
namespace {

using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

std::map<std::string, std::string> files_below(const std::string& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        files[fs::relative(entry.path(), folder).string()] = {std::istreambuf_iterator<char>(file),
                                                              std::istreambuf_iterator<char>()};
    }
    return files;
}

/// As if it had been written at that time.
void set_time(const std::string& path, TimeMs at) {
    const timeval time{.tv_sec = at / second_ms, .tv_usec = 0};
    const std::array<timeval, 2> times{time, time};
    REQUIRE(::utimes(path.c_str(), times.data()) == 0);
}

/// The test server with one photo that arrived and one on its way, and the operator's commands on
/// its folder, into which its database is written.
struct Site {
    Site() : sender(server, {picture, picture}) {
        REQUIRE(sender.send_all(picture).status == 200);
        REQUIRE(sender.send(picture.substr(0, 1000), 0, 1).status == 200);
        save();
        file =
            store::find_photo_file(*server.database, server.town, sender.photos[0]).value()->file;
    }
    void save() const {
        fs::remove(database_path(data));
        REQUIRE(server.database->write_copy(database_path(data)).ok());
    }
    int run(const std::vector<std::string>& arguments) {
        std::ostringstream the_out;
        std::ostringstream the_err;
        const int exit_code = run_program(arguments, the_out, the_err);
        out = the_out.str();
        err = the_err.str();
        return exit_code;
    }
    [[nodiscard]] std::string path(PhotoSize size = PhotoSize::whole) const {
        return photo_file_path(server.photos->folder(), file, size);
    }

    std::string picture = make_jpeg();
    TestServer server;
    PhotoSender sender;
    TemporaryFolder folder;
    std::string data = server.folder.path().string();
    std::string backup = folder / "monday";
    std::string file;
    std::string out;
    std::string err;
};

TEST_CASE("A backup holds the photos that arrived, and a restore brings them back") {
    Site site;
    REQUIRE(site.run({"backup", site.backup, "--data", site.data}) == exit_ok);
    CHECK_THAT(site.out, ContainsSubstring("and 1 photos"));
    CHECK(site.err.empty());
    const auto before = files_below(photos_path(site.data));
    const auto copied = files_below(photos_path(site.backup));
    CHECK(copied.size() == 2);
    CHECK(before.size() == 3);  // The one that is on its way isn't in the backup.
    for (const auto& [name, bytes] : copied) CHECK(before.at(name) == bytes);
    REQUIRE(site.run({"check", "--data", site.backup}) == exit_ok);

    const std::string elsewhere = site.folder / "elsewhere";
    REQUIRE(site.run({"restore", site.backup, "--data", elsewhere}) == exit_ok);
    INFO(site.err);
    CHECK(files_below(photos_path(elsewhere)) == copied);
    CHECK(site.run({"check", "--data", elsewhere}) == exit_ok);
    CHECK(PhotoFiles(photos_path(elsewhere)).read(site.file, PhotoSize::small).value() ==
          site.sender.see("?small=1").content());
}

TEST_CASE("A restore over a database keeps its photos with it") {
    Site site;
    REQUIRE(site.run({"backup", site.backup, "--data", site.data}) == exit_ok);
    const auto before = files_below(photos_path(site.data));
    REQUIRE(site.run({"restore", site.backup, "--data", site.data, "--replace"}) == exit_ok);
    const auto at = site.out.find("kept in ") + 8;
    const std::string kept = site.out.substr(at, site.out.find('\n', at) - at);
    CHECK(files_below(photos_path(kept)) == before);
    CHECK(files_below(photos_path(site.data)).size() == 2);
    CHECK(site.run({"check", "--data", site.data}) == exit_ok);
}

TEST_CASE("A backup goes on without a photo that is lost, and says so") {
    Site site;
    REQUIRE(fs::remove(site.path()));
    REQUIRE(site.run({"backup", site.backup, "--data", site.data}) == exit_ok);
    CHECK_THAT(site.err, ContainsSubstring("1 photos have no file"));
    CHECK(site.run({"check", "--data", site.backup}) == exit_failed);
}

TEST_CASE("A database from before there were photos is backed up and checked as ever") {
    Site site;
    {
        auto database = store::SqliteDatabase::open_file(database_path(site.data)).value();
        REQUIRE(database->run_script("DROP TABLE photo_file; DROP TABLE photo").ok());
    }
    fs::remove_all(photos_path(site.data));
    CHECK(site.run({"backup", site.backup, "--data", site.data}) == exit_ok);
    CHECK_THAT(site.out, ContainsSubstring("and 0 photos"));
}

TEST_CASE("The check finds photos without their files, and files without a photo") {
    Site site;
    REQUIRE(site.run({"check", "--data", site.data}) == exit_ok);
    const std::string nameless =
        photo_file_path(photos_path(site.data), std::string(64, 'a') + ".jpg", PhotoSize::small);
    std::string expected;
    SECTION("gone") {
        REQUIRE(fs::remove(site.path()));
        expected = "has no file " + site.file;
    }
    SECTION("cut") {
        fs::resize_file(site.path(), 100);
        REQUIRE(fs::file_size(site.path()) == 100);
        expected = "not 100";
    }
    SECTION("without its small picture") {
        REQUIRE(fs::remove(site.path(PhotoSize::small)));
        expected = "has no small picture";
    }
    SECTION("without a row") {
        std::ofstream(nameless) << "x";
        // By the machine's clock, as the command.
        CHECK(site.run({"check", "--data", site.data}) == exit_ok);
        set_time(nameless, 0);
        expected = std::string(64, 'a') + ".small.jpg";
    }
    CHECK(site.run({"check", "--data", site.data}) == exit_failed);
    CHECK_THAT(site.out, ContainsSubstring("FAULT"));
    CHECK_THAT(site.out, ContainsSubstring(expected));
}

struct Tidied : Site {
    Tidied()
        : runner({.writer = *server.writer, .metrics = *server.metrics, .log = [](auto&&...) {}},
                 {photo_tidying_job(server.town, *server.photos)}) {
        for (const auto& entry : fs::recursive_directory_iterator(server.photos->folder())) {
            if (entry.is_regular_file()) set_time(entry.path().string(), server.now);
        }
    }
    void tick_after(DurationMs by) {
        server.now += by;
        runner.tick(server.now);
    }
    [[nodiscard]] std::string incoming() const {
        return incoming_photos_path(server.photos->folder()) + "/" + sender.photos[1].text();
    }
    JobRunner runner;
};

TEST_CASE("Tidying up leaves photos alone, and those on their way for a week") {
    Tidied site;
    site.tick_after(7 * day_ms - 1);
    CHECK(fs::exists(site.incoming()));
    site.tick_after(hour_ms);
    CHECK_FALSE(fs::exists(site.incoming()));
    CHECK(fs::exists(site.path()));
    CHECK(fs::exists(site.path(PhotoSize::small)));
    CHECK(site.sender.see().status == 200);
    // Its phone begins anew.
    CHECK(photo_answer(site.sender.received(1)) == codec::PhotoAnswer{0, false});
    CHECK(site.sender.send_all(site.picture, 5000, 1).status == 200);
}

TEST_CASE("A file without a row is given an hour to get one") {
    Tidied site;
    REQUIRE(site.server.database->run("DELETE FROM photo_file").ok());
    site.tick_after(hour_ms - 1);
    CHECK(fs::exists(site.path()));
    CHECK(fs::exists(site.path(PhotoSize::small)));
    site.tick_after(hour_ms);
    CHECK_FALSE(fs::exists(site.path()));
    CHECK_FALSE(fs::exists(site.path(PhotoSize::small)));
    CHECK(site.server.metrics->text().find("portal_job_rows_total{job=\"photo_tidying\"} 2\n") !=
          std::string::npos);
}

TEST_CASE("What is on its way to no photo, or to one that arrived, goes at once") {
    Tidied site;
    SECTION("no photo") {
        REQUIRE(site.server.database->run("DELETE FROM photo WHERE arrived_at = 0").ok());
    }
    SECTION("arrived") {
        REQUIRE(site.server.database->run("UPDATE photo SET arrived_at = 7").ok());
    }
    site.tick_after(0);
    CHECK_FALSE(fs::exists(site.incoming()));
    CHECK(fs::exists(site.path()));
}

TEST_CASE("Tidying up is bounded, goes on soon, and touches nothing it doesn't know") {
    Tidied site;
    const std::string folder = site.server.photos->folder();
    std::ofstream(folder + "/note.txt") << "mine";
    set_time(folder + "/note.txt", 0);
    for (int i = 0; i < tidied_files + 10; ++i) {
        std::string name = std::to_string(i);
        name = std::string(64 - name.size(), 'b') + name + ".jpg";
        std::ofstream(folder + "/" + name) << "x";
        set_time(folder + "/" + name, 0);
    }
    site.tick_after(0);
    const auto left = files_below(folder).size();
    CHECK(left > 4);
    CHECK(left <= 4 + 10 + 4);
    site.tick_after(JobRunner::soon_ms);
    const auto files = files_below(folder);
    CHECK(files.size() == 4);
    CHECK(files.contains("note.txt"));
    CHECK(files.contains(site.file));
}

TEST_CASE("Photos leave with their reporter: rows, files and what was on its way") {
    Site site;
    CHECK(files_below(site.server.photos->folder()).size() == 3);
    const Response erased = site.server.post(
        "/api/v1/my_data/delete",
        codec::encode(codec::EraseAccountRequest{PersonId::trusted("p1")}), site.sender.cookie);
    REQUIRE(erased.status == 200);
    CHECK(site.server.count("photo") == 0);
    CHECK(site.server.count("photo_file") == 0);
    CHECK(files_below(site.server.photos->folder()).empty());
    for (const store::TownCheck& check : store::town_checks()) {
        INFO(check.name);
        CHECK(store::run_check(*site.server.database, check, 5).value().empty());
    }
}

TEST_CASE("A photo that arrives while its reporter leaves is kept nowhere") {
    Site site;
    // The rest comes after its row went: as when the deletion overtakes it.
    const auto size = static_cast<std::int64_t>(site.picture.size());
    const auto taken = site.server.photos->take(site.sender.photos[1], 1000,
                                                std::string_view(site.picture).substr(1000), size);
    REQUIRE(taken.value().received == size);
    REQUIRE(site.server.database->run("DELETE FROM photo WHERE arrived_at = 0").ok());
    CHECK(site.sender.send("", size, 1).status == 404);
    CHECK(site.server.count("photo_file") == 1);
}

TEST_CASE("My data lists the photos of one's concerns") {
    Site site;
    const Response response = site.server.get("/api/v1/my_data", site.sender.cookie);
    REQUIRE(response.status == 200);
    for (const PhotoId& id : site.sender.photos) {
        CHECK_THAT(std::string(response.content()), ContainsSubstring(id.text()));
    }
    CHECK_THAT(std::string(response.content()),
               ContainsSubstring("\"arrived_at\": " + std::to_string(site.server.now)));
    const Response other = site.server.get("/api/v1/my_data", site.server.sign_in("p2"));
    CHECK_THAT(std::string(other.content()), !ContainsSubstring(site.sender.photos[0].text()));
}

}  // namespace
}  // namespace yg::server
