// Server only. Owns who is signed in: hashes of session tokens, never the tokens.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "store/database.hpp"

namespace yg::store {

struct NewSession {
    std::string token_hash;
    PersonId person;
    TimeMs created_at = 0;
    TimeMs expires_at = 0;
};

struct FoundSession {
    PersonId person;
    std::string last_seen;  ///< "2026-11-24"; empty before migration 2.
};

struct SessionRow {
    /// The first 16 digits of the hash: names the session to its owner, opens nothing.
    std::string id;
    std::string token_hash;
    TimeMs created_at = 0;  ///< 0: before this was kept.
    std::string last_seen;
};

/// Last seen on the day it was made.
Result<void> put_session(Database& database, const TownId& town, const NewSession& session);
/// Nothing when there is none or it expired.
Result<std::optional<FoundSession>> find_session(Database& database, const TownId& town,
                                                 std::string_view token_hash, TimeMs now);
/// `date` as "2026-11-24".
Result<void> note_session_seen(Database& database, const TownId& town, std::string_view token_hash,
                               std::string_view date);
/// Those that haven't expired, newest first.
Result<std::vector<SessionRow>> list_sessions(Database& database, const TownId& town,
                                              const PersonId& person, TimeMs now, int limit);
Result<void> remove_session(Database& database, const TownId& town, std::string_view token_hash);
Result<void> remove_sessions_of(Database& database, const TownId& town, const PersonId& person);
Result<void> remove_expired_sessions(Database& database, const TownId& town, TimeMs now);

}  // namespace yg::store
