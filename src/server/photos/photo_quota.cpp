#include "server/photos/photo_quota.hpp"

#include "store/photo_store.hpp"

namespace yg::server {

Result<PhotoQuota> begin_photo(store::Database& database, const TownId& town,
                               const PhotoLimits& limits, const domain::Person& person,
                               const domain::Photo& photo, TimeMs now) {
    const LocalDate today = to_local(now).date;
    const TimeMs day_from = to_moment(today);
    ASSIGN_OR_RETURN(
        const store::PhotosBegun begun,
        store::count_photos_begun(
            database, town, person.id, photo.id,
            {.day_from = day_from, .unfinished_from = now - limits.unfinished_period_ms}));
    if (begun.photos >= limits.photos_by_day || begun.bytes + photo.bytes > limits.bytes_by_day) {
        return PhotoQuota{.reached = PhotoQuota::Limit::today,
                          .wait_ms = to_moment(add_days(today, 1)) - now};
    }
    if (begun.unfinished >= limits.unfinished) {
        return PhotoQuota{.reached = PhotoQuota::Limit::unfinished,
                          .wait_ms = limits.unfinished_wait_ms};
    }
    RETURN_IF_ERROR(store::note_photo_begun(database, town, photo, day_from, now));
    return PhotoQuota{};
}

}  // namespace yg::server
