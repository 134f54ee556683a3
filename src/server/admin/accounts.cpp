#include "server/admin/accounts.hpp"

#include "domain/entity.hpp"
#include "domain/person/person_name.hpp"
#include "domain/person/phone_number.hpp"
#include "domain/person/role_places.hpp"
#include "engine/town_authority.hpp"
#include "store/person_store.hpp"
#include "store/place_store.hpp"
#include "store/session_store.hpp"

namespace yg::server {

namespace {

struct Filling {
    store::Database& database;
    const TownId& town;
    const AccountFields& fields;
    domain::Person& person;
    std::vector<AccountFault> faults;

    void fault(std::string field, std::string value, std::string what) {
        faults.push_back({std::move(field), std::move(value), std::move(what)});
    }
};

Result<void> fill_phone(Filling& filling) {
    const auto& typed = filling.fields.phone;
    if (!typed) return {};
    const auto phone = domain::parse_mobile_number(*typed);
    if (!phone) {
        filling.fault("phone", *typed, "is not a mainland mobile number");
        return {};
    }
    ASSIGN_OR_RETURN(const auto owner,
                     store::find_person_by_phone(filling.database, filling.town, *phone));
    if (owner && owner->id != filling.person.id) {
        filling.fault("phone", *typed, "belongs to account " + owner->id.text());
    }
    filling.person.phone = *phone;
    return {};
}

void fill_name(Filling& filling) {
    const auto& typed = filling.fields.name;
    if (!typed) return;
    if (domain::judge_person_name(*typed) != domain::Refusal::none) {
        filling.fault(
            "name", *typed,
            "is not one line of 1 to " + std::to_string(domain::person_name_max) + " characters");
    }
    filling.person.name = domain::person_name(*typed);
}

/// True when the role is another one now.
bool fill_role(Filling& filling) {
    const auto& typed = filling.fields.role;
    if (!typed) return false;
    const auto role = domain::find_role(*typed);
    if (role) return std::exchange(filling.person.role, *role) != *role;
    std::string known;
    for (const auto& named : domain::named_roles) {
        known.append(known.empty() ? "" : ", ").append(named.name);
    }
    filling.fault("role", *typed, "is not one of " + known);
    return false;
}

/// Reads one place; `find` is the store's.
template <class Id, class Find>
Result<void> fill_place(Filling& filling, const char* field,
                        const std::optional<std::string>& typed, Id& place, Find find) {
    if (!typed) return {};
    place = {};
    if (typed->empty()) return {};
    const auto id = Id::parse(*typed);
    if (id) {
        ASSIGN_OR_RETURN(const auto found, find(filling.database, filling.town, *id));
        if (found) place = *id;
    }
    if (place.empty())
        filling.fault(field, *typed, "is not a " + std::string(field) + " of the town");
    return {};
}

/// A grid lies in one community, which comes with it.
Result<void> follow_grid(Filling& filling) {
    domain::Person& person = filling.person;
    if (person.grid.empty()) return {};
    ASSIGN_OR_RETURN(const auto grid,
                     store::find_grid(filling.database, filling.town, person.grid));
    if (!grid) return {};
    const bool named = filling.fields.community && !filling.fields.community->empty();
    if (!named) {
        person.community = grid->community;
    } else if (person.community != grid->community) {
        filling.fault("community", *filling.fields.community,
                      "is not the community of grid " + person.grid.text());
    }
    return {};
}

const std::optional<std::string>& field_of(const AccountFields& fields, domain::PlaceKind place) {
    switch (place) {
        case domain::PlaceKind::grid:
            return fields.grid;
        case domain::PlaceKind::community:
            return fields.community;
        case domain::PlaceKind::unit:
            break;
    }
    return fields.unit;
}

void clear_place(domain::Person& person, domain::PlaceKind place) {
    switch (place) {
        case domain::PlaceKind::grid:
            person.grid = {};
            return;
        case domain::PlaceKind::community:
            person.community = {};
            return;
        case domain::PlaceKind::unit:
            person.unit = {};
            return;
    }
}

void judge_places(Filling& filling) {
    for (const domain::PlaceFault& fault : domain::find_place_faults(filling.person)) {
        const std::string name(domain::name_of(fault.place));
        const std::string role(domain::name_of(filling.person.role));
        const auto& typed = field_of(filling.fields, fault.place);
        filling.fault(
            name, typed.value_or(""),
            fault.missing ? "is missing: role " + role + " needs one" : "is not for role " + role);
    }
}

/// What came with the role before is no fault of whoever sets the new one.
void let_go_of_old_places(Filling& filling) {
    for (const domain::PlaceFault& fault : domain::find_place_faults(filling.person)) {
        const auto& typed = field_of(filling.fields, fault.place);
        const bool named = typed && !typed->empty();
        if (!fault.missing && !named) clear_place(filling.person, fault.place);
    }
}

}  // namespace

std::string words_of(const AccountFault& fault) {
    return fault.field + " \"" + fault.value + "\" " + fault.what;
}

Result<std::vector<AccountFault>> fill_account(store::Database& database, const TownId& town,
                                               const AccountFields& fields,
                                               domain::Person& person) {
    Filling filling{database, town, fields, person, {}};
    RETURN_IF_ERROR(fill_phone(filling));
    fill_name(filling);
    const bool another_role = fill_role(filling);
    RETURN_IF_ERROR(fill_place(filling, "grid", fields.grid, person.grid, store::find_grid));
    RETURN_IF_ERROR(fill_place(filling, "community", fields.community, person.community,
                               store::find_community));
    RETURN_IF_ERROR(fill_place(filling, "unit", fields.unit, person.unit, store::find_unit));
    if (another_role) let_go_of_old_places(filling);
    RETURN_IF_ERROR(follow_grid(filling));
    // A wrong role or place has been named already.
    if (filling.faults.empty()) judge_places(filling);
    return std::move(filling.faults);
}

Result<void> save_account(store::Database& database, const TownId& town,
                          const std::optional<domain::Person>& before,
                          const domain::Person& after) {
    RETURN_IF_ERROR(store::put_person(database, town, after));
    engine::TownAuthority authority;
    RETURN_IF_ERROR(authority.touch(database, town, engine::user_scope(after.id),
                                    domain::entity::person, after.id.text()));
    if (before && (before->role != after.role || before->phone != after.phone)) {
        RETURN_IF_ERROR(store::remove_sessions_of(database, town, after.id));
    }
    return {};
}

Result<std::optional<domain::Person>> find_account(store::Database& database, const TownId& town,
                                                   std::string_view id_or_phone) {
    if (const auto phone = domain::parse_mobile_number(id_or_phone)) {
        ASSIGN_OR_RETURN(auto person, store::find_person_by_phone(database, town, *phone));
        if (person) return person;
    }
    const auto id = PersonId::parse(id_or_phone);
    if (!id) return std::optional<domain::Person>();
    return store::find_person(database, town, *id);
}

}  // namespace yg::server
