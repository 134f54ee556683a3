// Server only. Owns how rows whose time is over are removed, so many at a time. Must not know how
// long anything is kept.
#pragma once

#include "base/time.hpp"
#include "store/database.hpp"

namespace yg::store {

enum class Expiring : std::uint8_t {
    sessions,          ///< That ended before then.
    sign_in_requests,  ///< Whose code ended before then.
    sign_in_sends,     ///< Counted before then.
    outcomes,          ///< Of commands decided before then.
    identity_views,    ///< That were noted before then.
    erasures,          ///< Of accounts erased before then.
    clients,           ///< Of which no outcome is kept; `before` doesn't matter.
};

/// Removes at most `limit` rows, the oldest first, and gives their number.
Result<std::int64_t> remove_expired(Database& database, const TownId& town, Expiring what,
                                    TimeMs before, int limit);

}  // namespace yg::store
