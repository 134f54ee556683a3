// Server only. Owns who saw a person's name and number, when and why. Must not know who may.
#pragma once

#include <vector>

#include "domain/person/identity_view.hpp"
#include "store/database.hpp"

namespace yg::store {

Result<void> add_identity_view(Database& database, const TownId& town, const PersonId& seen,
                               const domain::IdentityView& view);
/// Newest first.
Result<std::vector<domain::IdentityView>> list_identity_views(Database& database,
                                                              const TownId& town,
                                                              const PersonId& seen, int limit);
Result<void> remove_identity_views_of(Database& database, const TownId& town, const PersonId& seen);

}  // namespace yg::store
