// Owns the table of accounts that an operator imports: its columns, and what is wrong with a row.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "store/database.hpp"

namespace yg::server {

struct AccountImport {
    int made = 0;
    int changed = 0;                  ///< Accounts whose number was there already.
    std::vector<std::string> faults;  ///< With any, nothing was changed.
};

/// The first line names the columns: phone, name and role, and any of community, grid and unit, in
/// any order. All rows are taken or none. Errors are the database's.
Result<AccountImport> import_accounts(store::Database& database, const TownId& town,
                                      std::string_view csv, RandomSource& random, TimeMs now);

}  // namespace yg::server
