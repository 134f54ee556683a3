// Which places and units each role is bound to. A grid worker without a grid could do nothing, and
// an operator with one would be shown its concerns.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/person/person.hpp"

namespace yg::domain {

struct NamedRole {
    std::string_view name;  ///< In files and on the command line.
    Role role;
};
inline constexpr std::array<NamedRole, 10> named_roles = {{
    {"resident", Role::resident},
    {"volunteer", Role::volunteer},
    {"grid_worker", Role::grid_worker},
    {"grid_lead", Role::grid_lead},
    {"community_staff", Role::community_staff},
    {"town_staff", Role::town_staff},
    {"department_staff", Role::department_staff},
    {"property_company", Role::property_company},
    {"organiser", Role::organiser},
    {"operator", Role::operator_},
}};
std::string_view name_of(Role role);
std::optional<Role> find_role(std::string_view name);

enum class PlaceKind : std::uint8_t { grid, community, unit };
std::string_view name_of(PlaceKind place);

/// A place that the person's role needs and the person lacks, or that it doesn't take.
struct PlaceFault {
    PlaceKind place = PlaceKind::grid;
    bool missing = false;

    bool operator==(const PlaceFault&) const = default;
};

/// Everything wrong with where a person is bound to, in the order grid, community, unit.
std::vector<PlaceFault> find_place_faults(const Person& person);

}  // namespace yg::domain
