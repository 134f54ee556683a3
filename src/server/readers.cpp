#include "server/readers.hpp"

#include <utility>

#include "store/sqlite/sqlite_database.hpp"

namespace yg::server {

namespace {

Result<void> read_in_transaction(store::Database& database, const Readers::Work& work) {
    ASSIGN_OR_RETURN(const store::Transaction view, store::Transaction::reading(database));
    return work(database);
}

}  // namespace

Result<void> InlineReaders::read(const Work& work) {
    return read_in_transaction(database_, work);
}

Result<void> ReaderPool::read(const Work& work) {
    std::unique_ptr<store::Database> database;
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            database = std::move(idle_.back());
            idle_.pop_back();
        }
    }
    if (!database) {
        ASSIGN_OR_RETURN(database, store::SqliteDatabase::open_file(
                                       path_, store::SqliteDatabase::Access::read_only));
    }
    const Result<void> outcome = read_in_transaction(*database, work);
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(database));
    return outcome;
}

void ReaderPool::close() {
    const std::lock_guard lock(mutex_);
    idle_.clear();
}

}  // namespace yg::server
