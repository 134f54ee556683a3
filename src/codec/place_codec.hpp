// Communities, grids and units as JSON. Must not know where the text comes from or goes to.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/place/place.hpp"

namespace yg::codec {

std::string encode(const domain::Community& community);
Result<domain::Community> decode_community(std::string_view json);

std::string encode(const domain::Grid& grid);
Result<domain::Grid> decode_grid(std::string_view json);

std::string encode(const domain::Unit& unit);
Result<domain::Unit> decode_unit(std::string_view json);

}  // namespace yg::codec
