#include "store/held_store.hpp"

namespace yg::store {
namespace {

HeldRow read_held(const Row& row) {
    return {row.string(0), row.string(1)};
}

}  // namespace

Result<Cookie> load_cookie(Database& database, const TownId& town) {
    Cookie cookie;
    RETURN_IF_ERROR(
        database.query("SELECT scope, version FROM cookie WHERE town_id = ?1", {town},
                       [&](const Row& row) { cookie.emplace(row.string(0), row.integer(1)); }));
    return cookie;
}

Result<void> save_cookie_entry(Database& database, const TownId& town, std::string_view scope,
                               std::int64_t version) {
    RETURN_IF_ERROR(
        database.run("INSERT INTO cookie (town_id, scope, version) VALUES (?1, ?2, ?3) "
                     "ON CONFLICT (town_id, scope) DO UPDATE SET version = excluded.version",
                     {town, scope, version}));
    return {};
}

Result<void> remove_cookie_entry(Database& database, const TownId& town, std::string_view scope) {
    RETURN_IF_ERROR(
        database.run("DELETE FROM cookie WHERE town_id = ?1 AND scope = ?2", {town, scope}));
    return {};
}

Result<void> hold_row(Database& database, const TownId& town, std::string_view scope,
                      std::string_view entity, std::string_view id) {
    RETURN_IF_ERROR(
        database.run("INSERT INTO held (town_id, scope, entity, id) VALUES (?1, ?2, ?3, ?4) "
                     "ON CONFLICT DO NOTHING",
                     {town, scope, entity, id}));
    return {};
}

Result<bool> let_go_of_row(Database& database, const TownId& town, std::string_view scope,
                           std::string_view entity, std::string_view id) {
    RETURN_IF_ERROR(database.run(
        "DELETE FROM held WHERE town_id = ?1 AND scope = ?2 AND entity = ?3 AND id = ?4",
        {town, scope, entity, id}));
    ASSIGN_OR_RETURN(const auto holders,
                     query_integer(database,
                                   "SELECT COUNT(*) FROM held WHERE town_id = ?1 "
                                   "AND entity = ?2 AND id = ?3",
                                   {town, entity, id}));
    return holders == 0;
}

Result<std::vector<HeldRow>> let_go_of_scope(Database& database, const TownId& town,
                                             std::string_view scope) {
    ASSIGN_OR_RETURN(auto unheld,
                     query_all(database,
                               "SELECT entity, id FROM held h WHERE town_id = ?1 AND scope = ?2 "
                               "AND NOT EXISTS (SELECT 1 FROM held o WHERE o.town_id = h.town_id "
                               "AND o.entity = h.entity AND o.id = h.id AND o.scope <> h.scope) "
                               "ORDER BY entity, id",
                               {town, scope}, read_held));
    RETURN_IF_ERROR(
        database.run("DELETE FROM held WHERE town_id = ?1 AND scope = ?2", {town, scope}));
    return unheld;
}

}  // namespace yg::store
