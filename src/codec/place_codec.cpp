#include "codec/place_codec.hpp"

#include "codec/json_archive.hpp"

namespace yg::codec {
namespace {

constexpr std::size_t name_max = 80;
constexpr std::size_t max_compounds = 100;
constexpr std::size_t max_corners = 1000;

constexpr auto describe_community = [](auto& archive, auto& community) {
    archive.id("id", community.id);
    archive.text("name", community.name, name_max);
    archive.text("code", community.code, 4);
    archive.flag("placeholder", community.placeholder);
};

constexpr auto describe_grid = [](auto& archive, auto& grid) {
    archive.id("id", grid.id);
    archive.id("community", grid.community);
    archive.number("number", grid.number, 0, 100'000);
    archive.text("name", grid.name, name_max);
    archive.texts("compounds", grid.compounds, max_compounds, name_max);
    archive.pairs(
        "boundary", grid.boundary, max_corners,
        [](auto& point) -> auto& { return point.longitude_e6; },
        [](auto& point) -> auto& { return point.latitude_e6; });
    archive.flag("placeholder", grid.placeholder);
};

constexpr auto describe_unit = [](auto& archive, auto& unit) {
    archive.id("id", unit.id);
    archive.text("name", unit.name, name_max);
    archive.choice("kind", unit.kind, domain::UnitKind::department,
                   domain::UnitKind::property_company);
    archive.id_or_none("paired_grid", unit.paired_grid);
    archive.number("members", unit.members, 0, 1'000'000);
    archive.flag("placeholder", unit.placeholder);
};

}  // namespace

std::string encode(const domain::Community& community) {
    return encode_with(community, describe_community);
}
Result<domain::Community> decode_community(std::string_view json) {
    return decode_text_with<domain::Community>(json, "community", describe_community);
}

std::string encode(const domain::Grid& grid) {
    return encode_with(grid, describe_grid);
}
Result<domain::Grid> decode_grid(std::string_view json) {
    return decode_text_with<domain::Grid>(json, "grid", describe_grid);
}

std::string encode(const domain::Unit& unit) {
    return encode_with(unit, describe_unit);
}
Result<domain::Unit> decode_unit(std::string_view json) {
    return decode_text_with<domain::Unit>(json, "unit", describe_unit);
}

}  // namespace yg::codec
