#include "engine/town_authority.hpp"

#include <cstdio>

#include "domain/entity.hpp"
#include "store/concern_store.hpp"
#include "store/place_store.hpp"
#include "store/slot_store.hpp"

namespace yg::engine {

namespace entity = domain::entity;

std::string user_scope(const PersonId& person) {
    return "user:" + person.text();
}

Result<std::string> TownAuthority::number_concern(store::Database& database, const TownId& town,
                                                  const GridId& grid, TimeMs now) {
    ASSIGN_OR_RETURN(const auto found_grid, store::find_grid(database, town, grid));
    if (!found_grid) return Error{ErrorKind::not_found, "grid " + grid.text()};
    ASSIGN_OR_RETURN(const auto community,
                     store::find_community(database, town, found_grid->community));
    if (!community) return Error{ErrorKind::not_found, "community of grid " + grid.text()};
    const LocalDate date = to_local(now).date;
    ASSIGN_OR_RETURN(const int count,
                     store::next_concern_count(database, town, community->id, date));
    char digits[32];
    std::snprintf(digits, sizeof digits, "-%02d%02d-%04d", date.month, date.day, count);
    return community->code + digits;
}

Result<bool> TownAuthority::claim_slots(store::Database& database, const TownId& town,
                                        const domain::Room& room, const domain::Booking& booking) {
    return store::claim_slots(database, town, room, booking);
}

Result<void> TownAuthority::release_slots(store::Database& database, const TownId& town,
                                          const BookingId& booking) {
    return store::release_slots(database, town, booking);
}

Result<void> TownAuthority::publish(store::Database& database, const TownId& town,
                                    const domain::Concern& concern) {
    const std::string& id = concern.id.text();
    RETURN_IF_ERROR(touch(database, town, user_scope(concern.reporter), entity::concern, id));
    return touch_if_shown(database, town, entity::concern, id, domain::is_public(concern));
}

Result<void> TownAuthority::publish(store::Database& database, const TownId& town,
                                    const domain::Concern& concern,
                                    const domain::ConcernEvent& event) {
    RETURN_IF_ERROR(
        touch(database, town, user_scope(concern.reporter), entity::concern_event, event.id));
    return touch_if_shown(database, town, entity::concern_event, event.id,
                          domain::is_public(concern));
}

Result<void> TownAuthority::publish(store::Database& database, const TownId& town,
                                    const domain::Concern& concern, const domain::Photo& photo) {
    return touch(database, town, user_scope(concern.reporter), entity::photo, photo.id.text());
}

Result<void> TownAuthority::publish(store::Database& database, const TownId& town,
                                    const domain::Booking& booking) {
    const std::string& id = booking.id.text();
    if (!booking.person.empty()) {
        RETURN_IF_ERROR(touch(database, town, user_scope(booking.person), entity::booking, id));
    }
    return touch_if_shown(database, town, entity::booking, id, domain::holds_slot(booking.state));
}

Result<void> TownAuthority::publish(store::Database& database, const TownId& town,
                                    const domain::Activity& activity) {
    return touch(database, town, public_scope, entity::activity, activity.id.text());
}

Result<void> TownAuthority::publish(store::Database& database, const TownId& town,
                                    const domain::SignUp& sign_up) {
    return touch(database, town, user_scope(sign_up.person), entity::sign_up, sign_up.id.text());
}

Result<void> TownAuthority::publish(store::Database& database, const TownId& town,
                                    const domain::Person& person) {
    return touch(database, town, user_scope(person.id), entity::person, person.id.text());
}

Result<void> TownAuthority::touch(store::Database& database, const TownId& town,
                                  std::string_view scope, std::string_view entity_name,
                                  std::string_view id, bool removed) {
    ASSIGN_OR_RETURN(const store::FeedVersion version,
                     store::touch_feed(database, town, scope, entity_name, id, removed));
    touched_scopes_[std::string(scope)] = version;
    return {};
}

Result<void> TownAuthority::touch_if_shown(store::Database& database, const TownId& town,
                                           std::string_view entity_name, std::string_view id,
                                           bool shown) {
    if (shown) return touch(database, town, public_scope, entity_name, id);
    // Never tell the public that something hidden from it exists.
    ASSIGN_OR_RETURN(const bool was_shown,
                     store::is_in_scope(database, town, public_scope, entity_name, id));
    if (!was_shown) return {};
    return touch(database, town, public_scope, entity_name, id, true);
}

}  // namespace yg::engine
