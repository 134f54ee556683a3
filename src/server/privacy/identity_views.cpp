#include "server/privacy/identity_views.hpp"

#include "store/identity_view_store.hpp"

namespace yg::server {

Result<void> note_identity_view(store::Database& database, const TownId& town, const PersonId& seen,
                                const Look& look) {
    if (seen.empty() || seen == look.viewer.person) return {};
    return store::add_identity_view(database, town, seen,
                                    {.at = look.now,
                                     .reason = look.reason,
                                     .viewer_role = look.viewer.role,
                                     .viewer = look.viewer.name,
                                     .concern = look.concern});
}

Result<void> note_identity_views(store::Database& database, const TownId& town,
                                 std::span<const domain::Person> seen, const Look& look) {
    ASSIGN_OR_RETURN(store::Transaction transaction, store::Transaction::writing(database));
    for (const domain::Person& person : seen) {
        RETURN_IF_ERROR(note_identity_view(database, town, person.id, look));
    }
    return transaction.commit();
}

}  // namespace yg::server
