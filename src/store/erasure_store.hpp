// Server only. Owns whose accounts were erased: an identifier made at random and a time, nothing
// else of them. It answers who asks twice, and lets the phones that were theirs go on.
#pragma once

#include <vector>

#include "base/time.hpp"
#include "store/database.hpp"

namespace yg::store {

Result<void> put_erased_person(Database& database, const TownId& town, const PersonId& person,
                               TimeMs at);
Result<bool> is_erased_person(Database& database, const TownId& town, const PersonId& person);

/// Oldest first.
Result<std::vector<PersonId>> list_erased_persons(Database& database, const TownId& town);

}  // namespace yg::store
