#include "domain/person/role_places.hpp"

#include "base/check.hpp"

namespace yg::domain {
namespace {

enum class Need : std::uint8_t { none, may, must };

struct Places {
    Role role;
    Need grid;
    Need community;
    Need unit;
};

// Who lives in a grid may say so; an account that made itself doesn't know yet. A grid lies in one
// community, so whoever has a grid may name that too.
constexpr std::array<Places, 10> places_of_roles = {{
    {Role::resident, Need::may, Need::may, Need::may},
    {Role::volunteer, Need::may, Need::may, Need::may},
    {Role::grid_worker, Need::must, Need::may, Need::none},
    {Role::grid_lead, Need::must, Need::may, Need::none},
    {Role::community_staff, Need::none, Need::must, Need::none},
    {Role::town_staff, Need::none, Need::none, Need::none},
    {Role::department_staff, Need::none, Need::none, Need::must},
    {Role::property_company, Need::none, Need::none, Need::must},
    {Role::organiser, Need::none, Need::may, Need::may},
    {Role::operator_, Need::none, Need::none, Need::none},
}};

const Places& places_of(Role role) {
    for (const Places& places : places_of_roles) {
        if (places.role == role) return places;
    }
    check_failed(__FILE__, __LINE__, "every role has its places");
}

}  // namespace

std::string_view name_of(Role role) {
    for (const NamedRole& named : named_roles) {
        if (named.role == role) return named.name;
    }
    return "unknown";
}

std::optional<Role> find_role(std::string_view name) {
    for (const NamedRole& named : named_roles) {
        if (named.name == name) return named.role;
    }
    return std::nullopt;
}

std::string_view name_of(PlaceKind place) {
    switch (place) {
        case PlaceKind::grid:
            return "grid";
        case PlaceKind::community:
            return "community";
        case PlaceKind::unit:
            return "unit";
    }
    return "unknown";
}

std::vector<PlaceFault> find_place_faults(const Person& person) {
    std::vector<PlaceFault> faults;
    const auto judge = [&faults](PlaceKind place, Need need, bool given) {
        if (need == Need::must && !given) faults.push_back({place, true});
        if (need == Need::none && given) faults.push_back({place, false});
    };
    const Places& places = places_of(person.role);
    judge(PlaceKind::grid, places.grid, !person.grid.empty());
    judge(PlaceKind::community, places.community, !person.community.empty());
    judge(PlaceKind::unit, places.unit, !person.unit.empty());
    return faults;
}

}  // namespace yg::domain
