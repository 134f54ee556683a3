// Owns the tables: migrations as data, and the one function that applies them.
// Must not know what the rows mean.
#pragma once

#include <span>
#include <string_view>

#include "base/result.hpp"
#include "store/database.hpp"

namespace yg::store {

enum class Side : std::uint8_t { server, phone };

struct Migration {
    int version = 0;  ///< 1, 2, 3 …
    std::string_view sql;
};

/// All migrations of one side, in order of version.
std::span<const Migration> schema(Side side);

/// Brings `database` to the newest version in one transaction. A newer database gives
/// ErrorKind::newer_database and stays as it is.
Result<void> migrate(Database& database, std::span<const Migration> migrations);
inline Result<void> migrate(Database& database, Side side) {
    return migrate(database, schema(side));
}

}  // namespace yg::store
