// Server only. Owns whose accounts were erased: an identifier made at random and a time, nothing
// else of them. It answers who asks twice, and lets the phones that were theirs go on.
#pragma once

#include "base/time.hpp"
#include "store/database.hpp"

namespace yg::store {

Result<void> put_erased_person(Database& database, const TownId& town, const PersonId& person,
                               TimeMs at);
Result<bool> is_erased_person(Database& database, const TownId& town, const PersonId& person);

}  // namespace yg::store
