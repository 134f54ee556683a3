#include "server/writer.hpp"
#include "server/temporary_folder.hpp"
#include "store/sqlite/sqlite_database.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace yg::server {
namespace {

/// A database file with the table `note (name TEXT)`.
class NoteFile {
public:
    NoteFile() {
        REQUIRE(
            open()->run_script("CREATE TABLE note (name TEXT NOT NULL PRIMARY KEY) STRICT").ok());
    }
    [[nodiscard]] std::unique_ptr<store::Database> open() const {
        return store::SqliteDatabase::open_file(folder_ / "note.db").value();
    }
    [[nodiscard]] std::int64_t count() const {
        return store::query_integer(*open(), "SELECT COUNT(*) FROM note", {}).value();
    }

private:
    TemporaryFolder folder_;
};

Result<void> put_note(store::Database& database, const std::string& name) {
    RETURN_IF_ERROR(database.run("INSERT INTO note (name) VALUES (?1)", {name}));
    return {};
}

TEST_CASE("Nobody is told of a change before another connection can see it") {
    const NoteFile file;
    std::vector<std::int64_t> seen;
    {
        GroupWriter writer(file.open());
        for (int i = 0; i < 20; ++i) {
            CHECK(writer.submit({.work =
                                     [i](store::Database& database) {
                                         return put_note(database, std::to_string(i));
                                     },
                                 .done =
                                     [&](const Result<void>& written) {
                                         if (written.ok()) seen.push_back(file.count());
                                     }}));
        }
    }
    REQUIRE(seen.size() == 20);
    for (std::size_t i = 0; i < seen.size(); ++i) {
        CHECK(seen[i] >= static_cast<std::int64_t>(i) + 1);
    }
    CHECK(file.count() == 20);
}

TEST_CASE("A failing job undoes only itself") {
    const NoteFile file;
    auto database = file.open();
    std::vector<bool> outcomes;
    const auto note_outcome = [&](const Result<void>& written) {
        outcomes.push_back(written.ok());
    };
    const auto put = [](std::string name) {
        return [name](store::Database& db) { return put_note(db, name); };
    };
    std::vector<WriteJob> jobs;
    jobs.push_back({.work = put("first"), .done = note_outcome});
    jobs.push_back({.work = [](store::Database& db) -> Result<void> {
                        RETURN_IF_ERROR(put_note(db, "half"));
                        return Error{ErrorKind::denied, "no"};
                    },
                    .done = note_outcome});
    jobs.push_back({.work = put("first"), .done = note_outcome});  // Breaks the primary key.
    jobs.push_back({.work = put("last"), .done = note_outcome});
    run_as_group(*database, std::move(jobs));
    CHECK(outcomes == std::vector<bool>{true, false, false, true});
    CHECK(file.count() == 2);
}

TEST_CASE("Jobs that wait while one group is written share the next commit") {
    const NoteFile file;
    std::mutex mutex;
    std::condition_variable changed;
    bool go_on = false;
    std::vector<std::int64_t> seen;
    {
        GroupWriter writer(file.open());
        CHECK(writer.submit({.work = [&](store::Database&) -> Result<void> {
                                 std::unique_lock lock(mutex);
                                 changed.wait(lock, [&] { return go_on; });
                                 return {};
                             },
                             .done = [](const Result<void>&) {}}));
        for (int i = 0; i < 3; ++i) {
            CHECK(writer.submit(
                {.work = [i](store::Database& db) { return put_note(db, std::to_string(i)); },
                 .done = [&](const Result<void>&) { seen.push_back(file.count()); }}));
        }
        const std::lock_guard lock(mutex);
        go_on = true;
        changed.notify_one();
    }
    CHECK(seen == std::vector<std::int64_t>{3, 3, 3});
}

TEST_CASE("When too many jobs wait the next one is turned away untouched") {
    const NoteFile file;
    std::mutex mutex;
    std::condition_variable changed;
    bool started = false;
    bool go_on = false;
    int done = 0;
    {
        GroupWriter writer(file.open(), {.waiting_jobs = 2, .group_jobs = 1});
        const auto count_done = [&](const Result<void>&) { ++done; };
        CHECK(writer.submit({.work = [&](store::Database&) -> Result<void> {
                                 std::unique_lock lock(mutex);
                                 started = true;
                                 changed.notify_all();
                                 changed.wait(lock, [&] { return go_on; });
                                 return {};
                             },
                             .done = count_done}));
        {
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return started; });
        }
        const auto nothing = [](store::Database&) -> Result<void> { return {}; };
        CHECK(writer.submit({.work = nothing, .done = count_done}));
        CHECK(writer.submit({.work = nothing, .done = count_done}));
        CHECK_FALSE(writer.submit({.work = nothing, .done = count_done}));
        const std::lock_guard lock(mutex);
        go_on = true;
        changed.notify_all();
    }
    CHECK(done == 3);
}

TEST_CASE("When the database can't be written every waiting job is told") {
    const NoteFile file;
    auto database = store::SqliteDatabase::open_memory().value();
    REQUIRE(database->begin_writing().ok());  // Another transaction can't begin now.
    int failed = 0;
    InlineWriter writer(*database);
    for (int i = 0; i < 2; ++i) {
        CHECK(
            writer.submit({.work = [](store::Database&) -> Result<void> { return {}; },
                           .done = [&](const Result<void>& written) { failed += !written.ok(); }}));
    }
    CHECK(failed == 2);
    database->rollback();
}

}  // namespace
}  // namespace yg::server
