#include "store/place_store.hpp"

#include "store/compact_text.hpp"

namespace yg::store {
namespace {

#define COMMUNITY_COLUMNS "id, name, code, placeholder"
#define GRID_COLUMNS "id, community_id, number, name, compounds, boundary, placeholder"
#define UNIT_COLUMNS "id, name, kind, paired_grid_id, members, placeholder"

std::string pack_boundary(const domain::Polygon& boundary) {
    std::vector<std::string> points;
    for (const domain::Point& point : boundary) {
        points.push_back(std::to_string(point.longitude_e6) + "," +
                         std::to_string(point.latitude_e6));
    }
    return join(points, ';');
}

domain::Polygon unpack_boundary(std::string_view text) {
    domain::Polygon boundary;
    for (const std::string& point : split(text, ';')) {
        const auto parts = split(point, ',');
        if (parts.size() != 2) continue;
        boundary.push_back({static_cast<std::int32_t>(to_integer(parts[0])),
                            static_cast<std::int32_t>(to_integer(parts[1]))});
    }
    return boundary;
}

domain::Community read_community(const Row& row) {
    return {row.id<CommunityId>(0), row.string(1), row.string(2), row.flag(3)};
}

domain::Grid read_grid(const Row& row) {
    domain::Grid grid;
    grid.id = row.id<GridId>(0);
    grid.community = row.id<CommunityId>(1);
    grid.number = row.number(2);
    grid.name = row.string(3);
    grid.compounds = split(row.text(4), field_separator);
    grid.boundary = unpack_boundary(row.text(5));
    grid.placeholder = row.flag(6);
    return grid;
}

domain::Unit read_unit(const Row& row) {
    return {row.id<UnitId>(0), row.string(1), row.enumeration<domain::UnitKind>(2),
            row.id<GridId>(3), row.number(4), row.flag(5)};
}

}  // namespace

Result<std::optional<domain::Community>> find_community(Database& database, const TownId& town,
                                                        const CommunityId& id) {
    return query_one(database,
                     "SELECT " COMMUNITY_COLUMNS " FROM community WHERE town_id = ?1 AND id = ?2",
                     {town, id}, read_community);
}

Result<std::vector<domain::Community>> list_communities(Database& database, const TownId& town) {
    return query_all(database,
                     "SELECT " COMMUNITY_COLUMNS " FROM community WHERE town_id = ?1 ORDER BY id",
                     {town}, read_community);
}

Result<void> put_community(Database& database, const TownId& town,
                           const domain::Community& community) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO community (town_id, " COMMUNITY_COLUMNS
        ") VALUES (?1, ?2, ?3, ?4, ?5) "
        "ON CONFLICT (town_id, id) DO UPDATE SET name = excluded.name, code = excluded.code, "
        "placeholder = excluded.placeholder",
        {town, community.id, community.name, community.code, community.placeholder}));
    return {};
}

Result<void> remove_community(Database& database, const TownId& town, const CommunityId& id) {
    RETURN_IF_ERROR(
        database.run("DELETE FROM community WHERE town_id = ?1 AND id = ?2", {town, id}));
    return {};
}

Result<std::optional<domain::Grid>> find_grid(Database& database, const TownId& town,
                                              const GridId& id) {
    return query_one(database, "SELECT " GRID_COLUMNS " FROM grid WHERE town_id = ?1 AND id = ?2",
                     {town, id}, read_grid);
}

Result<std::vector<domain::Grid>> list_grids(Database& database, const TownId& town) {
    return query_all(database,
                     "SELECT " GRID_COLUMNS " FROM grid WHERE town_id = ?1 ORDER BY number", {town},
                     read_grid);
}

Result<void> put_grid(Database& database, const TownId& town, const domain::Grid& grid) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO grid (town_id, " GRID_COLUMNS
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) "
        "ON CONFLICT (town_id, id) DO UPDATE SET community_id = excluded.community_id, "
        "number = excluded.number, name = excluded.name, compounds = excluded.compounds, "
        "boundary = excluded.boundary, placeholder = excluded.placeholder",
        {town, grid.id, grid.community, grid.number, grid.name,
         join(grid.compounds, field_separator), pack_boundary(grid.boundary), grid.placeholder}));
    return {};
}

Result<void> remove_grid(Database& database, const TownId& town, const GridId& id) {
    RETURN_IF_ERROR(database.run("DELETE FROM grid WHERE town_id = ?1 AND id = ?2", {town, id}));
    return {};
}

Result<std::optional<domain::Unit>> find_unit(Database& database, const TownId& town,
                                              const UnitId& id) {
    return query_one(database, "SELECT " UNIT_COLUMNS " FROM unit WHERE town_id = ?1 AND id = ?2",
                     {town, id}, read_unit);
}

Result<std::vector<domain::Unit>> list_units(Database& database, const TownId& town) {
    return query_all(database, "SELECT " UNIT_COLUMNS " FROM unit WHERE town_id = ?1 ORDER BY id",
                     {town}, read_unit);
}

Result<std::vector<domain::Unit>> list_units_of_grid(Database& database, const TownId& town,
                                                     const GridId& grid) {
    return query_all(database,
                     "SELECT " UNIT_COLUMNS
                     " FROM unit WHERE town_id = ?1 AND paired_grid_id = ?2 ORDER BY id",
                     {town, grid}, read_unit);
}

Result<void> put_unit(Database& database, const TownId& town, const domain::Unit& unit) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO unit (town_id, " UNIT_COLUMNS
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
        "ON CONFLICT (town_id, id) DO UPDATE SET name = excluded.name, kind = excluded.kind, "
        "paired_grid_id = excluded.paired_grid_id, members = excluded.members, "
        "placeholder = excluded.placeholder",
        {town, unit.id, unit.name, unit.kind, unit.paired_grid, unit.members, unit.placeholder}));
    return {};
}

Result<void> remove_unit(Database& database, const TownId& town, const UnitId& id) {
    RETURN_IF_ERROR(database.run("DELETE FROM unit WHERE town_id = ?1 AND id = ?2", {town, id}));
    return {};
}

}  // namespace yg::store
