#include "domain/person/role_places.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::domain;

namespace {

Person person(Role role, const char* grid, const char* community, const char* unit) {
    Person made;
    made.role = role;
    made.grid = GridId::trusted(grid);
    made.community = CommunityId::trusted(community);
    made.unit = UnitId::trusted(unit);
    return made;
}

using Faults = std::vector<PlaceFault>;

}  // namespace

TEST_CASE("Every role has a name of its own and is found by it") {
    for (int number = 1; number <= 10; ++number) {
        const auto role = static_cast<Role>(number);
        CHECK(find_role(name_of(role)) == role);
    }
    CHECK_FALSE(find_role("").has_value());
    CHECK_FALSE(find_role("Operator").has_value());
    CHECK_FALSE(find_role("unknown").has_value());
}

TEST_CASE("A grid worker and a grid lead need a grid") {
    for (const Role role : {Role::grid_worker, Role::grid_lead}) {
        CHECK(find_place_faults(person(role, "g1", "", "")).empty());
        CHECK(find_place_faults(person(role, "g1", "xc", "")).empty());
        CHECK(find_place_faults(person(role, "", "xc", "")) == Faults{{PlaceKind::grid, true}});
        CHECK(find_place_faults(person(role, "g1", "", "u1")) == Faults{{PlaceKind::unit, false}});
    }
}

TEST_CASE("Community staff need a community and have no grid") {
    CHECK(find_place_faults(person(Role::community_staff, "", "xc", "")).empty());
    CHECK(find_place_faults(person(Role::community_staff, "g1", "", "")) ==
          Faults{{PlaceKind::grid, false}, {PlaceKind::community, true}});
}

TEST_CASE("Department staff and property companies need a unit") {
    for (const Role role : {Role::department_staff, Role::property_company}) {
        CHECK(find_place_faults(person(role, "", "", "u1")).empty());
        CHECK(find_place_faults(person(role, "", "", "")) == Faults{{PlaceKind::unit, true}});
        CHECK(find_place_faults(person(role, "", "xc", "u1")) ==
              Faults{{PlaceKind::community, false}});
    }
}

TEST_CASE("Town staff and the operator are bound to no place") {
    for (const Role role : {Role::town_staff, Role::operator_}) {
        CHECK(find_place_faults(person(role, "", "", "")).empty());
        CHECK(find_place_faults(person(role, "g1", "xc", "u1")) ==
              Faults{{PlaceKind::grid, false},
                     {PlaceKind::community, false},
                     {PlaceKind::unit, false}});
    }
}

TEST_CASE("Residents and volunteers may say where they live, organisers whom they work for") {
    for (const Role role : {Role::resident, Role::volunteer}) {
        CHECK(find_place_faults(person(role, "", "", "")).empty());
        CHECK(find_place_faults(person(role, "g1", "xc", "u1")).empty());
    }
    CHECK(find_place_faults(person(Role::organiser, "", "", "")).empty());
    CHECK(find_place_faults(person(Role::organiser, "", "xc", "u1")).empty());
    CHECK(find_place_faults(person(Role::organiser, "g1", "", "")) ==
          Faults{{PlaceKind::grid, false}});
}
