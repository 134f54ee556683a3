// Writes a town as loaded from its data files into an empty server database.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "codec/town_codec.hpp"
#include "store/database.hpp"

namespace yg::engine {

/// Writes everything, claims the slots of bookings and fills the feed, in one transaction.
/// Errors: conflict when the town is there already or two bookings claim one slot.
Result<void> import_town(store::Database& database, const codec::Town& town);

}  // namespace yg::engine
