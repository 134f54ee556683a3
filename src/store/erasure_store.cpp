#include "store/erasure_store.hpp"

namespace yg::store {

Result<void> put_erased_person(Database& database, const TownId& town, const PersonId& person,
                               TimeMs at) {
    RETURN_IF_ERROR(
        database.run("INSERT INTO erased_person (town_id, person_id, at) VALUES (?1, ?2, ?3) "
                     "ON CONFLICT DO NOTHING",
                     {town, person, at}));
    return {};
}

Result<bool> is_erased_person(Database& database, const TownId& town, const PersonId& person) {
    ASSIGN_OR_RETURN(const auto found,
                     query_integer(database,
                                   "SELECT COUNT(*) FROM erased_person WHERE town_id = ?1 "
                                   "AND person_id = ?2",
                                   {town, person}));
    return found != 0;
}

Result<std::vector<PersonId>> list_erased_persons(Database& database, const TownId& town) {
    return query_all(
        database, "SELECT person_id FROM erased_person WHERE town_id = ?1 ORDER BY at, person_id",
        {town}, [](const Row& row) { return row.id<PersonId>(0); });
}

}  // namespace yg::store
