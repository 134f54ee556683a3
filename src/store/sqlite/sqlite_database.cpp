#include "store/sqlite/sqlite_database.hpp"

#include <sqlite3.h>

#include <cstring>

namespace yg::store {
namespace {

constexpr int busy_timeout_ms = 5000;

/// A row that is there already is news to whoever writes it. Any other constraint is broken by a
/// program that writes what its own schema doesn't take.
ErrorKind kind_of_constraint(int code) {
    switch (code) {
        case SQLITE_CONSTRAINT_CHECK:
        case SQLITE_CONSTRAINT_DATATYPE:
        case SQLITE_CONSTRAINT_NOTNULL:
            return ErrorKind::internal;
        default:
            return ErrorKind::conflict;
    }
}

ErrorKind kind_of(int code) {
    switch (code & 0xFF) {
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return ErrorKind::corrupted;
        case SQLITE_CONSTRAINT:
            return kind_of_constraint(code);
        case SQLITE_TOOBIG:
            return ErrorKind::too_large;
        case SQLITE_FULL:
            return ErrorKind::full;
        case SQLITE_ERROR:  // No such table, a statement that can't be compiled.
        case SQLITE_MISMATCH:
        case SQLITE_RANGE:
            return ErrorKind::internal;
        default:
            return ErrorKind::unavailable;
    }
}

/// Resets a kept statement when its use ends, so that it holds no lock and borrows nothing.
class StatementUse {
public:
    explicit StatementUse(sqlite3_stmt* statement) : statement_(statement) {}
    StatementUse(const StatementUse&) = delete;
    StatementUse& operator=(const StatementUse&) = delete;
    ~StatementUse() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
    }

private:
    sqlite3_stmt* statement_;
};

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

    [[nodiscard]] std::int64_t integer(int column) const override {
        return sqlite3_column_int64(statement_, column);
    }
    [[nodiscard]] std::string_view text(int column) const override {
        const unsigned char* bytes = sqlite3_column_text(statement_, column);
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
        return bytes == nullptr ? std::string_view()
                                : std::string_view(reinterpret_cast<const char*>(bytes), size);
    }
    [[nodiscard]] std::span<const std::uint8_t> blob(int column) const override {
        const void* bytes = sqlite3_column_blob(statement_, column);
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
        return {static_cast<const std::uint8_t*>(bytes), bytes == nullptr ? 0 : size};
    }

private:
    sqlite3_stmt* statement_;
};

int bind(sqlite3_stmt* statement, int index, const Value& value) {
    switch (value.type()) {
        case Value::Type::integer:
            return sqlite3_bind_int64(statement, index, value.integer());
        case Value::Type::text: {
            const std::string_view text = value.text();
            // A null pointer would bind NULL; an empty text is meant.
            const char* bytes = text.data() == nullptr ? "" : text.data();
            return sqlite3_bind_text64(statement, index, bytes, text.size(), SQLITE_STATIC,
                                       SQLITE_UTF8);
        }
        case Value::Type::blob: {
            const auto blob = value.blob();
            if (blob.empty()) return sqlite3_bind_zeroblob(statement, index, 0);
            return sqlite3_bind_blob64(statement, index, blob.data(), blob.size(), SQLITE_STATIC);
        }
    }
    return SQLITE_MISUSE;
}

}  // namespace

Result<std::unique_ptr<SqliteDatabase>> SqliteDatabase::open(const std::string& name, int flags,
                                                             const char* vfs) {
    sqlite3* handle = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &handle, flags, vfs);
    if (handle == nullptr) return Error{ErrorKind::unavailable, "opening " + name + ": no memory"};
    std::unique_ptr<SqliteDatabase> database(new SqliteDatabase(handle));
    if (code != SQLITE_OK) return database->last_error("opening " + name);
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, busy_timeout_ms);
    // Otherwise a kept statement whose plan might depend on a bound value is compiled anew each
    // time it gets one: every "WHERE town_id = ?1 ... ORDER BY".
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
    RETURN_IF_ERROR(database->run_script("PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF"));
    return database;
}

Result<std::unique_ptr<SqliteDatabase>> SqliteDatabase::open_file(const std::string& path,
                                                                  Access access) {
    const int flags = access == Access::read_only ? SQLITE_OPEN_READONLY
                                                  : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    ASSIGN_OR_RETURN(auto database, open(path, flags, nullptr));
    if (access == Access::read_write) {
        RETURN_IF_ERROR(database->require_wal(path));
        RETURN_IF_ERROR(database->run_script("PRAGMA synchronous=FULL; PRAGMA secure_delete=ON"));
    }
    return database;
}

/// SQLite answers with the mode that it could set, and calls that a success whichever it is.
Result<void> SqliteDatabase::require_wal(std::string_view path) {
    std::string mode;
    RETURN_IF_ERROR(
        query("PRAGMA journal_mode=WAL", {}, [&](const Row& row) { mode = row.string(0); }));
    if (mode == "wal") return {};
    return Error{ErrorKind::unavailable, "opening " + std::string(path) +
                                             ": it can't be written ahead (journal_mode is " +
                                             mode + ")"};
}

Result<std::unique_ptr<SqliteDatabase>> SqliteDatabase::open_image(const std::string& name) {
    ASSIGN_OR_RETURN(auto database,
                     open(name, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "image"));
    // The image lies in memory: what protects it is that only whole transactions are taken from it.
    RETURN_IF_ERROR(database->run_script(
        "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY"));
    std::string verdict;
    const auto checked = database->query("PRAGMA quick_check(1)", {},
                                         [&](const Row& row) { verdict = row.string(0); });
    if (!checked.ok()) return Error{ErrorKind::corrupted, checked.error().detail};
    if (verdict != "ok") return Error{ErrorKind::corrupted, "image " + name + ": " + verdict};
    return database;
}

Result<std::unique_ptr<SqliteDatabase>> SqliteDatabase::open_memory() {
    return open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
}

SqliteDatabase::~SqliteDatabase() {
    for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
    sqlite3_close_v2(handle_);
}

Error SqliteDatabase::last_error(std::string_view doing) const {
    const int code = sqlite3_extended_errcode(handle_);
    return {kind_of(code), std::string(doing) + ": " + sqlite3_errmsg(handle_)};
}

Result<sqlite3_stmt*> SqliteDatabase::prepare(std::string_view sql, Values values) {
    auto kept = statements_.find(sql);
    if (kept == statements_.end()) {
        sqlite3_stmt* statement = nullptr;
        const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                            SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        if (code != SQLITE_OK) return last_error(sql);
        CHECK(statement != nullptr);
        kept = statements_.emplace(sql, statement).first;
    }
    sqlite3_stmt* statement = kept->second;
    // Busy: a callback runs the statement whose rows it is being given.
    CHECK(sqlite3_stmt_busy(statement) == 0);
    CHECK(sqlite3_bind_parameter_count(statement) == static_cast<int>(values.size()));
    int index = 0;
    for (const Value& value : values) {
        if (bind(statement, ++index, value) != SQLITE_OK) return last_error(sql);
    }
    return statement;
}

Result<std::int64_t> SqliteDatabase::run(std::string_view sql, Values values) {
    ASSIGN_OR_RETURN(sqlite3_stmt* const statement, prepare(sql, values));
    const StatementUse use(statement);
    const std::int64_t before = sqlite3_total_changes64(handle_);
    int code = sqlite3_step(statement);
    while (code == SQLITE_ROW) code = sqlite3_step(statement);
    if (code != SQLITE_DONE) return last_error(sql);
    return sqlite3_total_changes64(handle_) - before;
}

Result<void> SqliteDatabase::query_rows(std::string_view sql, Values values, void* context,
                                        void (*on_row)(void* context, const Row& row)) {
    ASSIGN_OR_RETURN(sqlite3_stmt* const statement, prepare(sql, values));
    const StatementUse use(statement);
    const SqliteRow row(statement);
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) on_row(context, row);
    if (code != SQLITE_DONE) return last_error(sql);
    return {};
}

Result<void> SqliteDatabase::run_script(std::string_view sql) {
    const std::string terminated(sql);
    if (sqlite3_exec(handle_, terminated.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        return last_error("script");
    }
    return {};
}

Result<int> SqliteDatabase::schema_version() {
    ASSIGN_OR_RETURN(const auto version, query_integer(*this, "PRAGMA user_version", {}));
    return static_cast<int>(version);
}

Result<void> SqliteDatabase::set_schema_version(int version) {
    return run_script("PRAGMA user_version=" + std::to_string(version));
}

Result<void> SqliteDatabase::begin_writing() {
    RETURN_IF_ERROR(run("BEGIN IMMEDIATE"));
    return {};
}

Result<void> SqliteDatabase::begin_reading() {
    RETURN_IF_ERROR(run("BEGIN DEFERRED"));
    return {};
}

Result<void> SqliteDatabase::commit() {
    RETURN_IF_ERROR(run("COMMIT"));
    return {};
}

void SqliteDatabase::rollback() {
    // After some failures (disk full) SQLite has already rolled back by itself.
    if (sqlite3_get_autocommit(handle_) == 0) CHECK(run("ROLLBACK").ok());
}

Result<void> SqliteDatabase::open_savepoint() {
    // One name for all: SQLite's savepoints form a stack, and the newest of a name is meant.
    RETURN_IF_ERROR(run("SAVEPOINT part"));
    return {};
}

Result<void> SqliteDatabase::release_savepoint() {
    RETURN_IF_ERROR(run("RELEASE part"));
    return {};
}

void SqliteDatabase::roll_back_savepoint() {
    if (sqlite3_get_autocommit(handle_) != 0) return;
    CHECK(run("ROLLBACK TO part").ok());
    CHECK(run("RELEASE part").ok());
}

Result<void> SqliteDatabase::write_copy(const std::string& path) {
    RETURN_IF_ERROR(run("VACUUM INTO ?1", {path}));
    return {};
}

Result<void> SqliteDatabase::apply_inverted(std::span<const std::uint8_t> changeset) {
    if (changeset.empty()) return {};
    int inverse_size = 0;
    void* inverse = nullptr;
    int code = sqlite3changeset_invert(static_cast<int>(changeset.size()), changeset.data(),
                                       &inverse_size, &inverse);
    if (code != SQLITE_OK) {
        return Error{kind_of(code), "inverting a changeset: " + std::string(sqlite3_errstr(code))};
    }
    const auto refuse = [](void*, int, sqlite3_changeset_iter*) { return SQLITE_CHANGESET_ABORT; };
    code = sqlite3changeset_apply(handle_, inverse_size, inverse, nullptr, refuse, nullptr);
    sqlite3_free(inverse);
    if (code == SQLITE_ABORT) {
        return Error{ErrorKind::conflict, "undoing a changeset: the rows have changed since"};
    }
    if (code != SQLITE_OK) return last_error("undoing a changeset");
    return {};
}

Result<ChangeRecorder> ChangeRecorder::start(SqliteDatabase& database) {
    sqlite3_session* session = nullptr;
    int code = sqlite3session_create(database.handle_, "main", &session);
    if (code == SQLITE_OK) code = sqlite3session_attach(session, nullptr);
    if (code != SQLITE_OK) {
        if (session != nullptr) sqlite3session_delete(session);
        return Error{kind_of(code), "recording changes: " + std::string(sqlite3_errstr(code))};
    }
    return ChangeRecorder(session);
}

ChangeRecorder::~ChangeRecorder() {
    if (session_ != nullptr) sqlite3session_delete(session_);
}

Result<Bytes> ChangeRecorder::finish() {
    CHECK(session_ != nullptr);
    int size = 0;
    void* bytes = nullptr;
    const int code = sqlite3session_changeset(session_, &size, &bytes);
    sqlite3session_delete(std::exchange(session_, nullptr));
    if (code != SQLITE_OK) {
        return Error{kind_of(code), "reading changes: " + std::string(sqlite3_errstr(code))};
    }
    const auto* first = static_cast<const std::uint8_t*>(bytes);
    Bytes changeset(first, first + size);
    sqlite3_free(bytes);
    return changeset;
}

}  // namespace yg::store
