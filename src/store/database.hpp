// Owns how stores speak to a relational database: statements, values, rows, transactions.
// Must not know which database it is (see sqlite/), nor any table of ours.
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"

namespace yg::store {

using Bytes = std::vector<std::uint8_t>;

/// A value bound to ?1, ?2 … of a statement; borrows its text or bytes for the call.
class Value {
public:
    enum class Type : std::uint8_t { integer, text, blob };

    template <class T>
        requires(std::integral<T> || std::is_enum_v<T>)
    Value(T number) : type_(Type::integer), integer_(static_cast<std::int64_t>(number)) {}
    Value(std::string_view text) : type_(Type::text), text_(text) {}
    Value(const std::string& text) : Value(std::string_view(text)) {}
    Value(const char* text) : Value(std::string_view(text)) {}
    template <class Tag>
    Value(const EntityId<Tag>& id) : Value(std::string_view(id.text())) {}
    Value(std::span<const std::uint8_t> bytes) : type_(Type::blob), blob_(bytes) {}
    Value(const Bytes& bytes) : Value(std::span<const std::uint8_t>(bytes)) {}

    [[nodiscard]] Type type() const { return type_; }
    [[nodiscard]] std::int64_t integer() const { return integer_; }
    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] std::span<const std::uint8_t> blob() const { return blob_; }

private:
    Type type_;
    std::int64_t integer_ = 0;
    std::string_view text_;
    std::span<const std::uint8_t> blob_;
};

/// One row of an answer, readable only while the callback that received it runs.
class Row {
public:
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
    [[nodiscard]] virtual std::span<const std::uint8_t> blob(int column) const = 0;

    [[nodiscard]] int number(int column) const { return static_cast<int>(integer(column)); }
    [[nodiscard]] bool flag(int column) const { return integer(column) != 0; }
    [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }
    template <class Id>
    [[nodiscard]] Id id(int column) const {
        return Id::trusted(text(column));
    }
    template <class Enum>
    [[nodiscard]] Enum enumeration(int column) const {
        return static_cast<Enum>(integer(column));
    }

protected:
    ~Row() = default;
};

using Values = std::initializer_list<Value>;

/// One connection, for one thread at a time. Statements are prepared once and kept.
/// Errors: unavailable (disk full, busy), corrupted, conflict (a constraint), invalid_input.
class Database {
public:
    Database() = default;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    virtual ~Database() = default;

    /// Runs one statement and returns the number of rows it inserted, updated or deleted.
    virtual Result<std::int64_t> run(std::string_view sql, Values values = {}) = 0;

    /// Runs one query; `on_row(const Row&)` sees each row and must not use this database.
    template <class OnRow>
    Result<void> query(std::string_view sql, Values values, OnRow&& on_row) {
        return query_rows(sql, values, &on_row, [](void* context, const Row& row) {
            (*static_cast<std::remove_reference_t<OnRow>*>(context))(row);
        });
    }

    /// Several statements without values or answers: schema changes.
    virtual Result<void> run_script(std::string_view sql) = 0;

    /// Version of the schema; 0 for a new database. Set inside the migrating transaction.
    virtual Result<int> schema_version() = 0;
    virtual Result<void> set_schema_version(int version) = 0;

    /// Use Transaction and Savepoint below instead of these.
    virtual Result<void> begin_writing() = 0;
    virtual Result<void> begin_reading() = 0;
    virtual Result<void> commit() = 0;
    virtual void rollback() = 0;
    virtual Result<void> open_savepoint() = 0;
    virtual Result<void> release_savepoint() = 0;
    virtual void roll_back_savepoint() = 0;

protected:
    virtual Result<void> query_rows(std::string_view sql, Values values, void* context,
                                    void (*on_row)(void* context, const Row& row)) = 0;
};

/// Every row of a query, through `read(const Row&)`.
template <class Read>
auto query_all(Database& database, std::string_view sql, Values values, Read read)
    -> Result<std::vector<decltype(read(std::declval<const Row&>()))>> {
    std::vector<decltype(read(std::declval<const Row&>()))> all;
    RETURN_IF_ERROR(database.query(sql, values, [&](const Row& row) { all.push_back(read(row)); }));
    return all;
}

/// The first row of a query, or nothing.
template <class Read>
auto query_one(Database& database, std::string_view sql, Values values, Read read)
    -> Result<std::optional<decltype(read(std::declval<const Row&>()))>> {
    std::optional<decltype(read(std::declval<const Row&>()))> one;
    RETURN_IF_ERROR(database.query(sql, values, [&](const Row& row) {
        if (!one) one = read(row);
    }));
    return one;
}

/// The first column of the first row; 0 when there is no row.
Result<std::int64_t> query_integer(Database& database, std::string_view sql, Values values);

/// Rolled back unless committed. Writing takes the write lock at once; reading gives one
/// consistent view over several queries.
class [[nodiscard]] Transaction {
public:
    static Result<Transaction> writing(Database& database);
    static Result<Transaction> reading(Database& database);
    Transaction(Transaction&& other) noexcept
        : database_(std::exchange(other.database_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    Result<void> commit();

private:
    explicit Transaction(Database& database) : database_(&database) {}
    Database* database_;
};

/// Part of a transaction that can be undone alone. Rolled back unless committed; nests.
class [[nodiscard]] Savepoint {
public:
    static Result<Savepoint> open(Database& database);
    Savepoint(Savepoint&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
    Savepoint& operator=(Savepoint&&) = delete;
    ~Savepoint();

    Result<void> commit();

private:
    explicit Savepoint(Database& database) : database_(&database) {}
    Database* database_;
};

}  // namespace yg::store
