// Server only. Owns what must always hold between the rows of a town, each as a query that finds
// the rows for which it doesn't. Must not know why a row went wrong, nor change any.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.hpp"

namespace yg::store {

struct TownCheck {
    std::string_view name;  ///< A sentence that is true when all is well.
    std::string_view sql;   ///< One text a row that breaks it: which one.
};

/// SQLite's own checks of the file first, then the town's.
std::span<const TownCheck> town_checks();

/// Rows that break it, at most `limit`.
Result<std::vector<std::string>> run_check(Database& database, const TownCheck& check,
                                           std::size_t limit);

}  // namespace yg::store
