#include "store/person_store.hpp"

namespace yg::store {
namespace {

#define PERSON_COLUMNS \
    "id, name, phone, role, standing, birth_year, grid_id, community_id, unit_id, contact"

domain::Person read_person(const Row& row) {
    domain::Person person;
    person.id = row.id<PersonId>(0);
    person.name = row.string(1);
    person.phone = row.string(2);
    person.role = row.enumeration<domain::Role>(3);
    person.standing = row.enumeration<domain::Standing>(4);
    person.birth_year = row.number(5);
    person.grid = row.id<GridId>(6);
    person.community = row.id<CommunityId>(7);
    person.unit = row.id<UnitId>(8);
    person.contact = row.string(9);
    return person;
}

}  // namespace

Result<std::optional<domain::Person>> find_person(Database& database, const TownId& town,
                                                  const PersonId& id) {
    return query_one(database,
                     "SELECT " PERSON_COLUMNS " FROM person WHERE town_id = ?1 AND id = ?2",
                     {town, id}, read_person);
}

Result<std::optional<domain::Person>> find_person_by_phone(Database& database, const TownId& town,
                                                           std::string_view phone) {
    if (phone.empty()) return std::optional<domain::Person>();
    return query_one(database,
                     "SELECT " PERSON_COLUMNS
                     " FROM person WHERE town_id = ?1 AND phone = ?2 AND phone <> '' LIMIT 1",
                     {town, phone}, read_person);
}

Result<std::vector<domain::Person>> list_persons(Database& database, const TownId& town,
                                                 int limit) {
    return query_all(database,
                     "SELECT " PERSON_COLUMNS
                     " FROM person WHERE town_id = ?1 ORDER BY role, id LIMIT ?2",
                     {town, limit}, read_person);
}

Result<std::vector<domain::Person>> list_persons_of_role(Database& database, const TownId& town,
                                                         domain::Role role, int limit) {
    return query_all(database,
                     "SELECT " PERSON_COLUMNS
                     " FROM person WHERE town_id = ?1 AND role = ?2 ORDER BY name, id LIMIT ?3",
                     {town, role, limit}, read_person);
}

Result<void> put_person(Database& database, const TownId& town, const domain::Person& person) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO person (town_id, " PERSON_COLUMNS
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
        "ON CONFLICT (town_id, id) DO UPDATE SET name = excluded.name, phone = excluded.phone, "
        "role = excluded.role, standing = excluded.standing, birth_year = excluded.birth_year, "
        "grid_id = excluded.grid_id, community_id = excluded.community_id, "
        "unit_id = excluded.unit_id, contact = excluded.contact",
        {town, person.id, person.name, person.phone, person.role, person.standing,
         person.birth_year, person.grid, person.community, person.unit, person.contact}));
    return {};
}

Result<void> remove_person(Database& database, const TownId& town, const PersonId& id) {
    RETURN_IF_ERROR(database.run("DELETE FROM person WHERE town_id = ?1 AND id = ?2", {town, id}));
    return {};
}

}  // namespace yg::store
