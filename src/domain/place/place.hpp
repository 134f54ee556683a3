// Where things are: communities, their grids with boundaries, the compounds people know by name,
// and the units that answer.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.hpp"

namespace yg::domain {

/// WGS-84 in millionths of a degree: exact, so that neighbouring grids share their corners.
struct Point {
    std::int32_t longitude_e6 = 0;
    std::int32_t latitude_e6 = 0;

    bool operator==(const Point&) const = default;
};

/// A simple polygon, counter-clockwise, first point not repeated.
using Polygon = std::vector<Point>;

struct Community {
    CommunityId id;
    std::string name;
    std::string code;          ///< Two letters that start its concern numbers: "XC".
    bool placeholder = false;  ///< Not known for the real town: shown as 示例.
};

struct Grid {
    GridId id;
    CommunityId community;
    int number = 0;  ///< 1–118, unique in the town.
    std::string name;
    std::vector<std::string> compounds;  ///< Names of residential compounds in it.
    Polygon boundary;
    bool placeholder = false;
};

enum class UnitKind : std::uint8_t { department = 1, enterprise = 2, property_company = 3 };

/// A body that answers concerns or is paired with a grid (结对单位).
struct Unit {
    UnitId id;
    std::string name;
    UnitKind kind = UnitKind::department;
    GridId paired_grid;  ///< Empty when not paired.
    int members = 0;     ///< Members who reported to the community (双报到).
    bool placeholder = false;
};

/// True when `point` lies inside `polygon` or on its lower-left edges (even-odd rule), so that
/// every point of a tiled town is in exactly one grid.
bool contains(const Polygon& polygon, Point point);

/// Twice the signed area in square millionths of a degree; positive when counter-clockwise.
std::int64_t twice_signed_area(const Polygon& polygon);

/// Empty when the grids tile one connected area without gaps or overlaps: every border is shared by
/// exactly two grids in opposite directions, or by one grid and the outline of the town.
/// Otherwise says what is wrong, naming the grid.
std::string describe_tiling_fault(const std::vector<Grid>& grids);

}  // namespace yg::domain
