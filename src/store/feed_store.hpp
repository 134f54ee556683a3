// Server only. Owns the feed: for each scope, which rows changed at which version. Must not know
// what the rows hold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/database.hpp"

namespace yg::store {

using FeedVersion = std::int64_t;

struct FeedRow {
    std::string entity;
    std::string id;
    FeedVersion version = 0;
    bool removed = false;
};

/// The newest version given out; 0 before the first.
Result<FeedVersion> current_feed_version(Database& database, const TownId& town);

/// That of the scope's last change; 0 before the first.
Result<FeedVersion> newest_version(Database& database, const TownId& town, std::string_view scope);

/// Notes that a row changed, or left the scope, and returns the version of this change. Versions
/// count 1, 2, 3 … in a town; they are taken under the write lock inside the writing transaction,
/// so that their order is the order of commits.
Result<FeedVersion> touch_feed(Database& database, const TownId& town, std::string_view scope,
                               std::string_view entity, std::string_view id, bool removed = false);
/// True when the row is in the scope now.
Result<bool> is_in_scope(Database& database, const TownId& town, std::string_view scope,
                         std::string_view entity, std::string_view id);

/// What is in the scope now.
Result<std::vector<FeedRow>> rows_in_scope(Database& database, const TownId& town,
                                           std::string_view scope);

/// Rows of a scope above `after`, oldest change first; the last row's version is the next `after`.
/// Cost is O(limit), whatever the scope holds.
Result<std::vector<FeedRow>> changes_since(Database& database, const TownId& town,
                                           std::string_view scope, FeedVersion after, int limit);

}  // namespace yg::store
