// Who someone is to the town: one account, one role, bound to a place or a unit.
#pragma once

#include <cstdint>
#include <string>

#include "base/ids.hpp"

namespace yg::domain {

/// Numbers are stored; never reused.
enum class Role : std::uint8_t {
    resident = 1,
    volunteer = 2,
    grid_worker = 3,
    grid_lead = 4,
    community_staff = 5,
    town_staff = 6,
    department_staff = 7,
    property_company = 8,
    organiser = 9,
    operator_ = 10,
};

/// Groups a room may give precedence to.
enum class Standing : std::uint8_t { none = 0, preferential_treatment = 1 /* 优抚对象 */ };

struct Person {
    PersonId id;
    std::string name;
    std::string phone;
    Role role = Role::resident;
    Standing standing = Standing::none;
    int birth_year = 0;  ///< 0 when not given.
    GridId grid;         ///< Where the person lives or works; empty for town staff.
    CommunityId community;
    UnitId unit;          ///< Empty unless the person works for one.
    std::string contact;  ///< A number to call instead of `phone`; may be empty.
};

/// Where to reach somebody who gave no other number for it.
const std::string& number_to_call(const Person& person);

/// Everyone who answers rather than asks.
bool is_staff(Role role);

/// "张**": the first character stays.
std::string masked_name(const std::string& name);
/// "138****1234"; anything shorter than seven digits is hidden whole.
std::string masked_phone(const std::string& phone);

}  // namespace yg::domain
