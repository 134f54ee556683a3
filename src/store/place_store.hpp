// Owns the rows of communities, grids and units. Must not know who asks.
#pragma once

#include <optional>
#include <vector>

#include "domain/place/place.hpp"
#include "store/database.hpp"

namespace yg::store {

Result<std::optional<domain::Community>> find_community(Database& database, const TownId& town,
                                                        const CommunityId& id);
Result<std::vector<domain::Community>> list_communities(Database& database, const TownId& town);
Result<void> put_community(Database& database, const TownId& town,
                           const domain::Community& community);
Result<void> remove_community(Database& database, const TownId& town, const CommunityId& id);

Result<std::optional<domain::Grid>> find_grid(Database& database, const TownId& town,
                                              const GridId& id);
/// By number.
Result<std::vector<domain::Grid>> list_grids(Database& database, const TownId& town);
Result<void> put_grid(Database& database, const TownId& town, const domain::Grid& grid);
Result<void> remove_grid(Database& database, const TownId& town, const GridId& id);

Result<std::optional<domain::Unit>> find_unit(Database& database, const TownId& town,
                                              const UnitId& id);
Result<std::vector<domain::Unit>> list_units(Database& database, const TownId& town);
Result<std::vector<domain::Unit>> list_units_of_grid(Database& database, const TownId& town,
                                                     const GridId& grid);
Result<void> put_unit(Database& database, const TownId& town, const domain::Unit& unit);
Result<void> remove_unit(Database& database, const TownId& town, const UnitId& id);

}  // namespace yg::store
