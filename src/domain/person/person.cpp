#include "domain/person/person.hpp"

#include <string_view>

#include "base/text.hpp"

namespace yg::domain {

const std::string& number_to_call(const Person& person) {
    return person.contact.empty() ? person.phone : person.contact;
}

bool is_staff(Role role) {
    switch (role) {
        case Role::resident:
        case Role::volunteer:
            return false;
        case Role::grid_worker:
        case Role::grid_lead:
        case Role::community_staff:
        case Role::town_staff:
        case Role::department_staff:
        case Role::property_company:
        case Role::organiser:
        case Role::operator_:
            return true;
    }
    return false;
}

std::string masked_name(const std::string& name) {
    if (name.empty()) return {};
    std::size_t position = 0;
    const char32_t first = next_code_point(name, position);
    // The number of stars says nothing about the length of the name.
    std::string masked;
    append_utf8(masked, first);
    return masked + "**";
}

std::string masked_phone(const std::string& phone) {
    if (phone.size() < 7) return std::string(phone.size(), '*');
    return phone.substr(0, 3) + "****" + phone.substr(phone.size() - (phone.size() >= 11 ? 4 : 0));
}

}  // namespace yg::domain
