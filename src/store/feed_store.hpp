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

/// The next version, taken under the write lock inside the writing transaction, so that the order
/// of versions is the order of commits.
Result<FeedVersion> next_feed_version(Database& database, const TownId& town);
/// The newest version given out; 0 before the first.
Result<FeedVersion> current_feed_version(Database& database, const TownId& town);

/// Notes that a row changed, or left the scope, as `version`.
Result<void> touch_feed(Database& database, const TownId& town, std::string_view scope,
                        std::string_view entity, std::string_view id, FeedVersion version,
                        bool removed);
/// True when the row is in the scope now.
Result<bool> is_in_scope(Database& database, const TownId& town, std::string_view scope,
                         std::string_view entity, std::string_view id);

/// Rows of a scope above `after`, oldest change first. Cost is O(limit). A transaction's rows share
/// one version: a page always ends at the end of a version (so it may pass `limit`).
Result<std::vector<FeedRow>> changes_since(Database& database, const TownId& town,
                                           std::string_view scope, FeedVersion after, int limit);

}  // namespace yg::store
