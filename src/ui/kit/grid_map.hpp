// The town's grids as a map: polygons to look at and to pick one from, with pinch, drag and
// buttons.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/kit/kit.hpp"

namespace yg::ui {

struct MapShape {
    std::vector<Vec2> outline;  ///< In any flat coordinates, y to the south.
    std::string label = {};     ///< Short, drawn when there is room: "12".
    std::string spoken = {};    ///< "新城社区 第 12 网格"
    std::uint8_t shade = 0;     ///< 0–3: neighbouring areas (communities) told apart.
};

/// As wide as the column. Returns the index of the shape that was tapped, or -1.
int grid_map(Kit& kit, std::string_view name, const std::vector<MapShape>& shapes, int chosen,
             float height);

}  // namespace yg::ui
