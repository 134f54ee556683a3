// The one way in which somebody's name or number is shown to another: noted first, in the same
// transaction as it is read, for that person to see. Every admin command and every page of staff
// that shows an identity goes through it.
#pragma once

#include <span>

#include "base/result.hpp"
#include "base/time.hpp"
#include "domain/person/identity_view.hpp"
#include "domain/person/person.hpp"
#include "store/database.hpp"

namespace yg::server {

struct Look {
    domain::Viewer viewer;
    domain::ViewReason reason;
    TimeMs now = 0;
    ConcernId concern = {};  ///< The concern it is about; empty: the account.
};

/// Notes that `look.viewer` sees who `seen` is, inside the caller's writing transaction: show it
/// after the commit, not before. One's own data is not noted, nor is nobody's.
Result<void> note_identity_view(store::Database& database, const TownId& town, const PersonId& seen,
                                const Look& look);
/// The same of several, in a transaction of its own.
Result<void> note_identity_views(store::Database& database, const TownId& town,
                                 std::span<const domain::Person> seen, const Look& look);

}  // namespace yg::server
