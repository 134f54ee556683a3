// Owns how much one person may send in photos, in one table, and the count of it. The counts are in
// the database: a restart resets none. Must not know files, pictures or HTTP.
#pragma once

#include <cstdint>

#include "base/result.hpp"
#include "base/time.hpp"
#include "domain/concern/photo.hpp"
#include "domain/person/person.hpp"
#include "server/jobs/photo_tidying.hpp"
#include "store/database.hpp"

namespace yg::server {

/// Far above what anybody means: a grid worker's day is some thirty concerns, six photos each,
/// about 600 KB a photo.
struct PhotoLimits {
    // Begun on one of the town's days.
    int photos_by_day = 200;
    std::int64_t bytes_by_day = 150'000'000;
    /// Begun and not arrived, while their bytes are kept: a phone sends one after the other.
    int unfinished = 40;
    DurationMs unfinished_period_ms = keep_incoming_photo_ms;
    /// When to ask again whether one of those arrived.
    DurationMs unfinished_wait_ms = 10 * minute_ms;
};

struct PhotoQuota {
    enum class Limit : std::uint8_t { none, today, unfinished };
    Limit reached = Limit::none;
    DurationMs wait_ms = 0;  ///< Until asking again may help; 0 when none was reached.
};

/// Notes that the first bytes of `photo` come, unless `person` sent as much as one may. Inside the
/// caller's writing transaction.
Result<PhotoQuota> begin_photo(store::Database& database, const TownId& town,
                               const PhotoLimits& limits, const domain::Person& person,
                               const domain::Photo& photo, TimeMs now);

}  // namespace yg::server
