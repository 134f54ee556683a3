#include "store/feed_store.hpp"

namespace yg::store {
namespace {

Result<FeedVersion> next_feed_version(Database& database, const TownId& town) {
    return query_integer(database,
                         "INSERT INTO feed_counter (town_id, version) VALUES (?1, 1) "
                         "ON CONFLICT (town_id) DO UPDATE SET version = feed_counter.version + 1 "
                         "RETURNING version",
                         {town});
}

}  // namespace

Result<FeedVersion> current_feed_version(Database& database, const TownId& town) {
    return query_integer(database, "SELECT version FROM feed_counter WHERE town_id = ?1", {town});
}

Result<FeedVersion> newest_version(Database& database, const TownId& town, std::string_view scope) {
    return query_integer(database,
                         "SELECT coalesce(max(version), 0) FROM feed "
                         "WHERE town_id = ?1 AND scope = ?2",
                         {town, scope});
}

Result<FeedVersion> touch_feed(Database& database, const TownId& town, std::string_view scope,
                               std::string_view entity, std::string_view id, bool removed) {
    ASSIGN_OR_RETURN(const FeedVersion version, next_feed_version(database, town));
    RETURN_IF_ERROR(
        database.run("INSERT INTO feed (town_id, scope, entity, id, version, removed) "
                     "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (town_id, scope, entity, id) "
                     "DO UPDATE SET version = excluded.version, removed = excluded.removed",
                     {town, scope, entity, id, version, removed}));
    return version;
}

Result<bool> is_in_scope(Database& database, const TownId& town, std::string_view scope,
                         std::string_view entity, std::string_view id) {
    ASSIGN_OR_RETURN(const auto found,
                     query_integer(database,
                                   "SELECT COUNT(*) FROM feed WHERE town_id = ?1 AND scope = ?2 "
                                   "AND entity = ?3 AND id = ?4 AND removed = 0",
                                   {town, scope, entity, id}));
    return found != 0;
}

Result<std::vector<FeedRow>> rows_in_scope(Database& database, const TownId& town,
                                           std::string_view scope) {
    return query_all(database,
                     "SELECT entity, id, version, removed FROM feed WHERE town_id = ?1 "
                     "AND scope = ?2 AND removed = 0 ORDER BY version",
                     {town, scope}, [](const Row& row) {
                         return FeedRow{row.string(0), row.string(1), row.integer(2), row.flag(3)};
                     });
}

Result<std::vector<FeedRow>> changes_since(Database& database, const TownId& town,
                                           std::string_view scope, FeedVersion after, int limit) {
    return query_all(database,
                     "SELECT entity, id, version, removed FROM feed "
                     "WHERE town_id = ?1 AND scope = ?2 AND version > ?3 "
                     "ORDER BY version LIMIT ?4",
                     {town, scope, after, limit}, [](const Row& row) {
                         return FeedRow{row.string(0), row.string(1), row.integer(2), row.flag(3)};
                     });
}

}  // namespace yg::store
