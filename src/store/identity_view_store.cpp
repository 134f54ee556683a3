#include "store/identity_view_store.hpp"

namespace yg::store {

Result<void> add_identity_view(Database& database, const TownId& town, const PersonId& seen,
                               const domain::IdentityView& view) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO identity_view (town_id, person_id, n, at, reason, viewer_role, viewer, "
        "concern_id) VALUES (?1, ?2, (SELECT COALESCE(MAX(n), 0) + 1 FROM identity_view "
        "WHERE town_id = ?1 AND person_id = ?2), ?3, ?4, ?5, ?6, ?7)",
        {town, seen, view.at, view.reason, view.viewer_role, view.viewer, view.concern}));
    return {};
}

Result<std::vector<domain::IdentityView>> list_identity_views(Database& database,
                                                              const TownId& town,
                                                              const PersonId& seen, int limit) {
    return query_all(database,
                     "SELECT at, reason, viewer_role, viewer, concern_id FROM identity_view "
                     "WHERE town_id = ?1 AND person_id = ?2 ORDER BY n DESC LIMIT ?3",
                     {town, seen, limit}, [](const Row& row) {
                         return domain::IdentityView{
                             row.integer(0), row.enumeration<domain::ViewReason>(1),
                             row.enumeration<domain::Role>(2), row.string(3), row.id<ConcernId>(4)};
                     });
}

Result<void> remove_identity_views_of(Database& database, const TownId& town,
                                      const PersonId& seen) {
    RETURN_IF_ERROR(database.run("DELETE FROM identity_view WHERE town_id = ?1 AND person_id = ?2",
                                 {town, seen}));
    return {};
}

}  // namespace yg::store
