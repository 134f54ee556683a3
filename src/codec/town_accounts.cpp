// accounts.json: the people who can sign in.
#include <set>

#include "codec/town_reader.hpp"

namespace yg::codec {
namespace {

using domain::Role;
using domain::Standing;

constexpr std::array<NamedValue<Role>, 10> role_names = {{
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

constexpr std::array<NamedValue<Standing>, 2> standing_names = {{
    {"none", Standing::none},
    {"preferential_treatment", Standing::preferential_treatment},
}};

bool is_mobile_number(const std::string& text) {
    return text.size() == 11 && text[0] == '1' &&
           text.find_first_not_of("0123456789") == std::string::npos;
}

/// The place or unit without which someone of this role could not do the work.
std::string_view required_binding(Role role) {
    switch (role) {
        case Role::resident:
        case Role::volunteer:
        case Role::grid_worker:
        case Role::grid_lead:
            return "grid";
        case Role::community_staff:
            return "community";
        case Role::department_staff:
        case Role::property_company:
            return "unit";
        case Role::town_staff:
        case Role::organiser:
        case Role::operator_:
            break;
    }
    return "";
}

domain::Person read_account(TownReader& reader, const TownNode& node,
                            std::set<std::string>& phones) {
    domain::Person person;
    if (!node.is_object_of({"id", "name", "phone", "role", "standing", "birth_year", "grid",
                            "community", "unit", "placeholder"})) {
        return person;
    }
    person.id = PersonId::trusted(reader.persons.add(node["id"]));
    person.name = node["name"].text(30);
    person.phone = node["phone"].text(11);
    if (!is_mobile_number(person.phone)) {
        node["phone"].fault_of_value("is not a mobile telephone number");
    } else if (!phones.insert(person.phone).second) {
        node["phone"].fault_of_value("is there twice");
    }
    person.role = node["role"].choice<Role>(role_names);
    if (node["standing"].exists()) {
        person.standing = node["standing"].choice<Standing>(standing_names);
    }
    person.birth_year = node["birth_year"].whole_or(0, 1900, reader.today.year);
    person.grid = reader.refer_if_any<GridId>(reader.grids, node["grid"]);
    person.community = reader.refer_if_any<CommunityId>(reader.communities, node["community"]);
    person.unit = reader.refer_if_any<UnitId>(reader.units, node["unit"]);
    // Nothing in the domain shows that a person is made up: their names say 示例.
    static_cast<void>(node["placeholder"].flag());

    const std::string_view needed = required_binding(person.role);
    if (!needed.empty() && !node[needed].exists()) node[needed].fault("missing for this role");
    if (const domain::Grid* grid = reader.find_grid(person.grid)) {
        if (person.community.empty()) person.community = grid->community;
        if (person.community != grid->community) {
            node["community"].fault_of_value("is not the community of grid \"" +
                                             person.grid.text() + "\"");
        }
    }
    return person;
}

}  // namespace

void read_accounts(TownReader& reader, const TownNode& file) {
    if (!file.is_object_of({"note", "accounts"})) return;
    std::set<std::string> phones;
    for (const TownNode& node : file["accounts"].items(0, 1000)) {
        reader.town.persons.push_back(read_account(reader, node, phones));
    }
}

}  // namespace yg::codec
