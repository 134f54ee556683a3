// Server only. Owns who is signed in: hashes of session tokens, never the tokens.
#pragma once

#include <optional>
#include <string_view>

#include "base/time.hpp"
#include "store/database.hpp"

namespace yg::store {

Result<void> put_session(Database& database, const TownId& town, std::string_view token_hash,
                         const PersonId& person, TimeMs expires_at);
/// Nothing when there is none or it expired.
Result<std::optional<PersonId>> find_session(Database& database, const TownId& town,
                                             std::string_view token_hash, TimeMs now);
Result<void> remove_session(Database& database, const TownId& town, std::string_view token_hash);
Result<void> remove_expired_sessions(Database& database, const TownId& town, TimeMs now);

}  // namespace yg::store
