// accounts.json: the people who can sign in.
#include <set>

#include "codec/town_reader.hpp"
#include "domain/person/phone_number.hpp"
#include "domain/person/role_places.hpp"

namespace yg::codec {
namespace {

using domain::Role;
using domain::Standing;

constexpr auto role_names = [] {
    std::array<NamedValue<Role>, domain::named_roles.size()> names{};
    for (std::size_t i = 0; i < names.size(); ++i) {
        names[i] = {domain::named_roles[i].name, domain::named_roles[i].role};
    }
    return names;
}();

constexpr std::array<NamedValue<Standing>, 2> standing_names = {{
    {"none", Standing::none},
    {"preferential_treatment", Standing::preferential_treatment},
}};

/// In the town's files residents have a grid, too: a sample without one would show nothing.
void check_places(const TownNode& node, const domain::Person& person) {
    if (!domain::is_staff(person.role) && !node["grid"].exists()) {
        node["grid"].fault("missing for this role");
    }
    for (const domain::PlaceFault& fault : domain::find_place_faults(person)) {
        const TownNode place = node[domain::name_of(fault.place)];
        if (!fault.missing) {
            place.fault_of_value("is not for this role");
        } else if (!place.exists()) {
            place.fault("missing for this role");
        }
    }
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
    if (domain::parse_mobile_number(person.phone) != person.phone) {
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

    check_places(node, person);
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
