// Owns one SQLite connection: files for the server, the in-memory image for the phone, and the
// recording of changes so that they can be undone. Must not know any table of ours.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/database.hpp"

struct sqlite3;
struct sqlite3_stmt;
struct sqlite3_session;

namespace yg::store {

class SqliteDatabase final : public Database {
public:
    enum class Access : std::uint8_t { read_write, read_only };

    /// A file on disk: WAL, synchronous=FULL, foreign keys on, what is deleted is overwritten;
    /// created when missing unless read_only. `unavailable` where there can be no WAL.
    static Result<std::unique_ptr<SqliteDatabase>> open_file(const std::string& path,
                                                             Access access = Access::read_write);
    /// An image registered with the "image" VFS (see image_vfs.hpp) under `name`. Reads all of it
    /// once: a damaged image gives ErrorKind::corrupted.
    static Result<std::unique_ptr<SqliteDatabase>> open_image(const std::string& name);
    /// A private database in memory, for tests.
    static Result<std::unique_ptr<SqliteDatabase>> open_memory();

    ~SqliteDatabase() override;

    Result<std::int64_t> run(std::string_view sql, Values values = {}) override;
    Result<void> run_script(std::string_view sql) override;
    Result<int> schema_version() override;
    Result<void> set_schema_version(int version) override;
    Result<void> begin_writing() override;
    Result<void> begin_reading() override;
    Result<void> commit() override;
    void rollback() override;
    Result<void> open_savepoint() override;
    Result<void> release_savepoint() override;
    void roll_back_savepoint() override;

    /// Writes all of this database, as one reader sees it, to `path`, which must not exist. Others
    /// go on writing meanwhile. The copy is one file, and not fsynced.
    Result<void> write_copy(const std::string& path);

    /// Undoes a recorded changeset. ErrorKind::conflict when the rows are no longer as it left
    /// them; then nothing changed.
    Result<void> apply_inverted(std::span<const std::uint8_t> changeset);

protected:
    Result<void> query_rows(std::string_view sql, Values values, void* context,
                            void (*on_row)(void* context, const Row& row)) override;

private:
    friend class ChangeRecorder;

    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };

    explicit SqliteDatabase(sqlite3* handle) : handle_(handle) {}
    static Result<std::unique_ptr<SqliteDatabase>> open(const std::string& name, int flags,
                                                        const char* vfs);
    Result<void> require_wal(std::string_view path);
    Result<sqlite3_stmt*> prepare(std::string_view sql, Values values);
    [[nodiscard]] Error last_error(std::string_view doing) const;

    sqlite3* handle_;
    std::unordered_map<std::string, sqlite3_stmt*, TextHash, std::equal_to<>> statements_;
};

/// Records every change made through `database` from construction until `finish`, in all tables
/// that have a primary key. Only one may exist at a time for a database.
class ChangeRecorder {
public:
    static Result<ChangeRecorder> start(SqliteDatabase& database);
    ChangeRecorder(ChangeRecorder&& other) noexcept
        : session_(std::exchange(other.session_, nullptr)) {}
    ChangeRecorder& operator=(ChangeRecorder&&) = delete;
    ~ChangeRecorder();

    /// The changeset; empty when nothing changed.
    Result<Bytes> finish();

private:
    explicit ChangeRecorder(sqlite3_session* session) : session_(session) {}
    sqlite3_session* session_;
};

}  // namespace yg::store
