#include "store/session_store.hpp"

namespace yg::store {

Result<void> put_session(Database& database, const TownId& town, std::string_view token_hash,
                         const PersonId& person, TimeMs expires_at) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO session (town_id, token_hash, person_id, expires_at) VALUES (?1, ?2, ?3, ?4)",
        {town, token_hash, person, expires_at}));
    return {};
}

Result<std::optional<PersonId>> find_session(Database& database, const TownId& town,
                                             std::string_view token_hash, TimeMs now) {
    return query_one(database,
                     "SELECT person_id FROM session WHERE town_id = ?1 AND token_hash = ?2 "
                     "AND expires_at > ?3",
                     {town, token_hash, now}, [](const Row& row) { return row.id<PersonId>(0); });
}

Result<void> remove_session(Database& database, const TownId& town, std::string_view token_hash) {
    RETURN_IF_ERROR(database.run("DELETE FROM session WHERE town_id = ?1 AND token_hash = ?2",
                                 {town, token_hash}));
    return {};
}

Result<void> remove_expired_sessions(Database& database, const TownId& town, TimeMs now) {
    RETURN_IF_ERROR(
        database.run("DELETE FROM session WHERE town_id = ?1 AND expires_at <= ?2", {town, now}));
    return {};
}

}  // namespace yg::store
