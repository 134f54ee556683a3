#include "store/consent_store.hpp"

namespace yg::store {

Result<void> put_consent(Database& database, const TownId& town, const PersonId& person,
                         const domain::Consent& consent) {
    RETURN_IF_ERROR(
        database.run("INSERT INTO consent (town_id, person_id, text_id, version, at) "
                     "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                     {town, person, consent.text, consent.version, consent.at}));
    return {};
}

Result<bool> has_consent(Database& database, const TownId& town, const PersonId& person,
                         std::string_view text, int version) {
    ASSIGN_OR_RETURN(const auto found,
                     query_integer(database,
                                   "SELECT COUNT(*) FROM consent WHERE town_id = ?1 "
                                   "AND person_id = ?2 AND text_id = ?3 AND version = ?4",
                                   {town, person, text, version}));
    return found != 0;
}

Result<std::vector<domain::Consent>> list_consents(Database& database, const TownId& town,
                                                   const PersonId& person) {
    return query_all(database,
                     "SELECT text_id, version, at FROM consent WHERE town_id = ?1 "
                     "AND person_id = ?2 ORDER BY version DESC, text_id",
                     {town, person}, [](const Row& row) {
                         return domain::Consent{row.string(0), row.number(1), row.integer(2)};
                     });
}

Result<void> remove_consents_of(Database& database, const TownId& town, const PersonId& person) {
    RETURN_IF_ERROR(
        database.run("DELETE FROM consent WHERE town_id = ?1 AND person_id = ?2", {town, person}));
    return {};
}

}  // namespace yg::store
