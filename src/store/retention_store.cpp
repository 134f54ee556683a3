#include "store/retention_store.hpp"

#include <string_view>

namespace yg::store {
namespace {

std::string_view statement_of(Expiring what) {
    switch (what) {
        case Expiring::sessions:
            return "DELETE FROM session WHERE town_id = ?1 AND token_hash IN (SELECT token_hash "
                   "FROM session WHERE town_id = ?1 AND expires_at <= ?2 "
                   "ORDER BY expires_at LIMIT ?3)";
        case Expiring::sign_in_requests:
            return "DELETE FROM sign_in_request WHERE town_id = ?1 AND request_hash IN (SELECT "
                   "request_hash FROM sign_in_request WHERE town_id = ?1 AND expires_at <= ?2 "
                   "ORDER BY expires_at LIMIT ?3)";
        case Expiring::sign_in_sends:
            return "DELETE FROM sign_in_send WHERE town_id = ?1 AND (subject, at, request_hash) IN "
                   "(SELECT subject, at, request_hash FROM sign_in_send WHERE town_id = ?1 "
                   "AND at <= ?2 ORDER BY at LIMIT ?3)";
        case Expiring::outcomes:
            return "DELETE FROM outcome WHERE town_id = ?1 AND (client_id, n) IN (SELECT "
                   "client_id, n FROM outcome WHERE town_id = ?1 AND at <= ?2 "
                   "ORDER BY at LIMIT ?3)";
        case Expiring::identity_views:
            return "DELETE FROM identity_view WHERE town_id = ?1 AND (person_id, n) IN (SELECT "
                   "person_id, n FROM identity_view WHERE town_id = ?1 AND at <= ?2 "
                   "ORDER BY at LIMIT ?3)";
        case Expiring::erasures:
            return "DELETE FROM erased_person WHERE town_id = ?1 AND person_id IN (SELECT "
                   "person_id FROM erased_person WHERE town_id = ?1 AND at <= ?2 "
                   "ORDER BY at LIMIT ?3)";
        case Expiring::clients:
            return "DELETE FROM client WHERE town_id = ?1 AND ?2 = ?2 AND client_id IN (SELECT "
                   "c.client_id FROM client c WHERE c.town_id = ?1 AND NOT EXISTS (SELECT 1 "
                   "FROM outcome o WHERE o.town_id = ?1 AND o.client_id = c.client_id) LIMIT ?3)";
    }
    return {};
}

}  // namespace

Result<std::int64_t> remove_expired(Database& database, const TownId& town, Expiring what,
                                    TimeMs before, int limit) {
    return database.run(statement_of(what), {town, before, limit});
}

}  // namespace yg::store
