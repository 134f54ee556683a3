// Server only. Owns who agreed to which version of which text. Must not know the texts.
#pragma once

#include <string_view>
#include <vector>

#include "domain/person/consent.hpp"
#include "store/database.hpp"

namespace yg::store {

/// The first time counts: a version that was agreed to before stays as it is.
Result<void> put_consent(Database& database, const TownId& town, const PersonId& person,
                         const domain::Consent& consent);
Result<bool> has_consent(Database& database, const TownId& town, const PersonId& person,
                         std::string_view text, int version);
/// Newest version first.
Result<std::vector<domain::Consent>> list_consents(Database& database, const TownId& town,
                                                   const PersonId& person);
Result<void> remove_consents_of(Database& database, const TownId& town, const PersonId& person);

}  // namespace yg::store
