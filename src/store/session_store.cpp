#include "store/session_store.hpp"

namespace yg::store {

Result<void> put_session(Database& database, const TownId& town, const NewSession& session) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO session (town_id, token_hash, person_id, expires_at, created_at, last_seen) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        {town, session.token_hash, session.person, session.expires_at, session.created_at,
         format_date(to_local(session.created_at).date)}));
    return {};
}

Result<std::optional<FoundSession>> find_session(Database& database, const TownId& town,
                                                 std::string_view token_hash, TimeMs now) {
    return query_one(database,
                     "SELECT person_id, last_seen FROM session WHERE town_id = ?1 "
                     "AND token_hash = ?2 AND expires_at > ?3",
                     {town, token_hash, now}, [](const Row& row) {
                         return FoundSession{row.id<PersonId>(0), row.string(1)};
                     });
}

Result<void> note_session_seen(Database& database, const TownId& town, std::string_view token_hash,
                               std::string_view date) {
    RETURN_IF_ERROR(
        database.run("UPDATE session SET last_seen = ?3 WHERE town_id = ?1 AND token_hash = ?2",
                     {town, token_hash, date}));
    return {};
}

Result<std::vector<SessionRow>> list_sessions(Database& database, const TownId& town,
                                              const PersonId& person, TimeMs now, int limit) {
    return query_all(database,
                     "SELECT substr(token_hash, 1, 16), token_hash, created_at, last_seen "
                     "FROM session WHERE town_id = ?1 AND person_id = ?2 AND expires_at > ?3 "
                     "ORDER BY created_at DESC, token_hash LIMIT ?4",
                     {town, person, now, limit}, [](const Row& row) {
                         return SessionRow{row.string(0), row.string(1), row.integer(2),
                                           row.string(3)};
                     });
}

Result<void> remove_session(Database& database, const TownId& town, std::string_view token_hash) {
    RETURN_IF_ERROR(database.run("DELETE FROM session WHERE town_id = ?1 AND token_hash = ?2",
                                 {town, token_hash}));
    return {};
}

Result<void> remove_sessions_of(Database& database, const TownId& town, const PersonId& person) {
    RETURN_IF_ERROR(
        database.run("DELETE FROM session WHERE town_id = ?1 AND person_id = ?2", {town, person}));
    return {};
}

Result<void> remove_expired_sessions(Database& database, const TownId& town, TimeMs now) {
    RETURN_IF_ERROR(
        database.run("DELETE FROM session WHERE town_id = ?1 AND expires_at <= ?2", {town, now}));
    return {};
}

}  // namespace yg::store
