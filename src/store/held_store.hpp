// Phone only. Owns how far each scope was pulled and which rows it gave, so that a row leaves when
// the last scope that gave it does. Must not know what the rows hold.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.hpp"

namespace yg::store {

/// Version reached, by scope.
using Cookie = std::map<std::string, std::int64_t, std::less<>>;

Result<Cookie> load_cookie(Database& database, const TownId& town);
Result<void> save_cookie_entry(Database& database, const TownId& town, std::string_view scope,
                               std::int64_t version);
Result<void> remove_cookie_entry(Database& database, const TownId& town, std::string_view scope);

struct HeldRow {
    std::string entity;
    std::string id;
};

Result<void> hold_row(Database& database, const TownId& town, std::string_view scope,
                      std::string_view entity, std::string_view id);
/// True when no scope holds the row any more: then it must be removed.
Result<bool> let_go_of_row(Database& database, const TownId& town, std::string_view scope,
                           std::string_view entity, std::string_view id);
/// Lets go of all of a scope's rows; gives those that no scope holds any more.
Result<std::vector<HeldRow>> let_go_of_scope(Database& database, const TownId& town,
                                             std::string_view scope);

}  // namespace yg::store
