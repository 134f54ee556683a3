#include "domain/place/place.hpp"

#include <map>
#include <utility>

namespace yg::domain {
namespace {

bool before(const Point& a, const Point& b) {
    return a.longitude_e6 != b.longitude_e6 ? a.longitude_e6 < b.longitude_e6
                                            : a.latitude_e6 < b.latitude_e6;
}

struct Edge {
    Point from;
    Point to;

    bool operator<(const Edge& other) const {
        if (from != other.from) return before(from, other.from);
        return before(to, other.to);
    }
};

struct PointOrder {
    bool operator()(const Point& a, const Point& b) const { return before(a, b); }
};

/// Which grid (index) has an edge in this direction.
using EdgeOwners = std::map<Edge, std::size_t>;

/// > 0 when c lies left of a → b.
std::int64_t turn(Point a, Point b, Point c) {
    return (std::int64_t{b.longitude_e6} - a.longitude_e6) *
               (std::int64_t{c.latitude_e6} - a.latitude_e6) -
           (std::int64_t{b.latitude_e6} - a.latitude_e6) *
               (std::int64_t{c.longitude_e6} - a.longitude_e6);
}

bool lies_between(Point a, Point b, Point c) {
    const auto within = [](std::int32_t low, std::int32_t high, std::int32_t value) {
        return low <= high ? low <= value && value <= high : high <= value && value <= low;
    };
    return turn(a, b, c) == 0 && within(a.longitude_e6, b.longitude_e6, c.longitude_e6) &&
           within(a.latitude_e6, b.latitude_e6, c.latitude_e6);
}

/// True when two edges touch anywhere.
bool touch(const Edge& one, const Edge& two) {
    const auto side = [](std::int64_t t) { return t > 0 ? 1 : t < 0 ? -1 : 0; };
    const int a = side(turn(one.from, one.to, two.from));
    const int b = side(turn(one.from, one.to, two.to));
    const int c = side(turn(two.from, two.to, one.from));
    const int d = side(turn(two.from, two.to, one.to));
    if (a * b < 0 && c * d < 0) return true;
    return lies_between(one.from, one.to, two.from) || lies_between(one.from, one.to, two.to) ||
           lies_between(two.from, two.to, one.from) || lies_between(two.from, two.to, one.to);
}

bool is_simple(const Polygon& polygon) {
    const std::size_t count = polygon.size();
    if (count < 3) return false;
    const auto edge = [&](std::size_t i) { return Edge{polygon[i], polygon[(i + 1) % count]}; };
    for (std::size_t i = 0; i < count; ++i) {
        if (polygon[i] == polygon[(i + 1) % count]) return false;
        // Neighbours share one point; they must not also fold back onto each other.
        const Edge here = edge(i);
        const Edge next = edge((i + 1) % count);
        if (lies_between(here.from, here.to, next.to) ||
            lies_between(next.from, next.to, here.from)) {
            return false;
        }
        for (std::size_t j = i + 2; j < count; ++j) {
            if (i == 0 && j == count - 1) continue;
            if (touch(here, edge(j))) return false;
        }
    }
    return true;
}

std::string describe_shape_fault(const Grid& grid) {
    if (!is_simple(grid.boundary))
        return grid.id.text() + ": the boundary crosses or touches itself";
    if (twice_signed_area(grid.boundary) <= 0) {
        return grid.id.text() + ": the boundary does not run counter-clockwise";
    }
    return {};
}

std::string collect_edges(const std::vector<Grid>& grids, EdgeOwners& owners) {
    for (std::size_t g = 0; g < grids.size(); ++g) {
        const Polygon& boundary = grids[g].boundary;
        for (std::size_t i = 0; i < boundary.size(); ++i) {
            const Edge edge{boundary[i], boundary[(i + 1) % boundary.size()]};
            const auto [place, added] = owners.emplace(edge, g);
            if (!added) {
                return grids[g].id.text() + ": overlaps " + grids[place->second].id.text();
            }
        }
    }
    return {};
}

/// Walks the borders that no second grid shares. They must form one simple ring: then every point
/// inside it is covered exactly once, because the grids' borders add up to the ring's winding.
std::string describe_outline_fault(const std::vector<Grid>& grids, const EdgeOwners& owners) {
    std::map<Point, std::pair<Point, std::size_t>, PointOrder> outline;
    for (const auto& [edge, grid] : owners) {
        if (owners.contains(Edge{edge.to, edge.from})) continue;
        const auto [place, added] = outline.emplace(edge.from, std::pair{edge.to, grid});
        if (!added) {
            return grids[grid].id.text() + ": a border meets a neighbour's beside its corners";
        }
    }
    Polygon ring;
    const Point start = outline.begin()->first;
    Point at = start;
    do {
        const auto next = outline.find(at);
        if (next == outline.end()) break;
        ring.push_back(at);
        at = next->second.first;
        outline.erase(next);
    } while (at != start);
    if (!outline.empty()) {
        const std::size_t grid = outline.begin()->second.second;
        return grids[grid].id.text() +
               ": a gap, an overlap or a separate part of the town lies "
               "along its border";
    }
    if (!is_simple(ring)) return "the grids overlap: the town's outline crosses itself";
    return {};
}

}  // namespace

bool contains(const Polygon& polygon, Point point) {
    bool inside = false;
    for (std::size_t i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
        const Point a = polygon[i];
        const Point b = polygon[j];
        if ((a.latitude_e6 > point.latitude_e6) == (b.latitude_e6 > point.latitude_e6)) continue;
        // Is the crossing right of the point? Multiplied out, so that it stays exact.
        const std::int64_t rise = std::int64_t{b.latitude_e6} - a.latitude_e6;
        const std::int64_t left = (std::int64_t{point.longitude_e6} - a.longitude_e6) * rise;
        const std::int64_t right = (std::int64_t{b.longitude_e6} - a.longitude_e6) *
                                   (std::int64_t{point.latitude_e6} - a.latitude_e6);
        if (rise > 0 ? left < right : left > right) inside = !inside;
    }
    return inside;
}

std::int64_t twice_signed_area(const Polygon& polygon) {
    // Relative to the first point: coordinates are large, grids are small.
    std::int64_t sum = 0;
    for (std::size_t i = 1; i + 1 < polygon.size(); ++i) {
        sum += turn(polygon[0], polygon[i], polygon[i + 1]);
    }
    return sum;
}

std::string describe_tiling_fault(const std::vector<Grid>& grids) {
    if (grids.empty()) return "there is no grid";
    for (const Grid& grid : grids) {
        if (std::string fault = describe_shape_fault(grid); !fault.empty()) return fault;
    }
    EdgeOwners owners;
    if (std::string fault = collect_edges(grids, owners); !fault.empty()) return fault;
    return describe_outline_fault(grids, owners);
}

}  // namespace yg::domain
