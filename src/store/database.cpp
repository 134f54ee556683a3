#include "store/database.hpp"

namespace yg::store {

Result<std::int64_t> query_integer(Database& database, std::string_view sql, Values values) {
    ASSIGN_OR_RETURN(const auto found, query_one(database, sql, values,
                                                 [](const Row& row) { return row.integer(0); }));
    return found.value_or(0);
}

Result<Transaction> Transaction::writing(Database& database) {
    RETURN_IF_ERROR(database.begin_writing());
    return Transaction(database);
}

Result<Transaction> Transaction::reading(Database& database) {
    RETURN_IF_ERROR(database.begin_reading());
    return Transaction(database);
}

Transaction::~Transaction() {
    if (database_ != nullptr) database_->rollback();
}

Result<void> Transaction::commit() {
    CHECK(database_ != nullptr);
    // A failed commit leaves the transaction open: the destructor undoes it.
    RETURN_IF_ERROR(database_->commit());
    database_ = nullptr;
    return {};
}

Result<Savepoint> Savepoint::open(Database& database) {
    RETURN_IF_ERROR(database.open_savepoint());
    return Savepoint(database);
}

Savepoint::~Savepoint() {
    if (database_ != nullptr) database_->roll_back_savepoint();
}

Result<void> Savepoint::commit() {
    CHECK(database_ != nullptr);
    RETURN_IF_ERROR(database_->release_savepoint());
    database_ = nullptr;
    return {};
}

}  // namespace yg::store
