#include "engine/town_import.hpp"

#include <map>

#include "domain/entity.hpp"
#include "engine/town_authority.hpp"
#include "store/activity_store.hpp"
#include "store/booking_store.hpp"
#include "store/concern_store.hpp"
#include "store/person_store.hpp"
#include "store/place_store.hpp"
#include "store/room_store.hpp"
#include "store/slot_store.hpp"
#include "store/town_store.hpp"

namespace yg::engine {
namespace {

namespace entity = domain::entity;

/// Writes into one town; every row it puts is published at once.
struct Import {
    store::Database& database;
    const codec::Town& town;
    TownAuthority authority;

    template <class Items, class Put>
    Result<void> put_public(const Items& items, std::string_view entity_name, Put put) {
        for (const auto& item : items) {
            RETURN_IF_ERROR(put(database, town.profile.id, item));
            RETURN_IF_ERROR(authority.touch(database, town.profile.id, public_scope, entity_name,
                                            item.id.text()));
        }
        return {};
    }
};

Result<void> put_profile(Import& import) {
    const codec::Town& town = import.town;
    const TownId& id = town.profile.id;
    RETURN_IF_ERROR(store::put_town(import.database, town.profile));
    RETURN_IF_ERROR(
        import.authority.touch(import.database, id, public_scope, entity::town, id.text()));
    for (const auto& day : town.calendar_days) {
        RETURN_IF_ERROR(store::put_calendar_day(import.database, id, day));
        RETURN_IF_ERROR(import.authority.touch(import.database, id, public_scope,
                                               entity::calendar_day, format_date(day.date)));
    }
    return {};
}

Result<void> put_persons(Import& import) {
    for (const domain::Person& person : import.town.persons) {
        RETURN_IF_ERROR(store::put_person(import.database, import.town.profile.id, person));
        RETURN_IF_ERROR(import.authority.touch(import.database, import.town.profile.id,
                                               user_scope(person.id), entity::person,
                                               person.id.text()));
    }
    return {};
}

Result<void> put_rooms(Import& import) {
    int order = 0;
    for (domain::Room room : import.town.rooms) {
        room.order = ++order;
        RETURN_IF_ERROR(store::put_room(import.database, import.town.profile.id, room));
        RETURN_IF_ERROR(import.authority.touch(import.database, import.town.profile.id,
                                               public_scope, entity::room, room.id.text()));
    }
    return {};
}

Result<void> put_bookings(Import& import) {
    const TownId& town = import.town.profile.id;
    for (const domain::Booking& booking : import.town.bookings) {
        RETURN_IF_ERROR(store::put_booking(import.database, town, booking));
        if (domain::holds_slot(booking.state)) {
            ASSIGN_OR_RETURN(const auto room,
                             store::find_room(import.database, town, booking.room));
            if (!room) return Error{ErrorKind::invalid_input, "room of " + booking.id.text()};
            ASSIGN_OR_RETURN(const bool claimed,
                             store::claim_slots(import.database, town, *room, booking));
            if (!claimed) {
                return Error{ErrorKind::conflict,
                             "booking " + booking.id.text() + " needs a slot that is taken"};
            }
        }
        RETURN_IF_ERROR(import.authority.publish(import.database, town, booking));
    }
    return {};
}

Result<void> put_activities(Import& import) {
    const TownId& town = import.town.profile.id;
    for (const domain::Activity& activity : import.town.activities) {
        RETURN_IF_ERROR(store::put_activity(import.database, town, activity));
        RETURN_IF_ERROR(import.authority.publish(import.database, town, activity));
    }
    for (const domain::SignUp& sign_up : import.town.sign_ups) {
        RETURN_IF_ERROR(store::put_sign_up(import.database, town, sign_up));
        RETURN_IF_ERROR(import.authority.publish(import.database, town, sign_up));
    }
    return {};
}

Result<void> put_concerns(Import& import) {
    const TownId& town = import.town.profile.id;
    std::map<ConcernId, const domain::Concern*> concerns;
    for (const domain::Concern& concern : import.town.concerns) {
        concerns.emplace(concern.id, &concern);
        // The files number each community's concerns of a day from 1: go on from there.
        RETURN_IF_ERROR(import.authority.number_concern(import.database, town, concern.grid,
                                                        concern.created_at));
        RETURN_IF_ERROR(store::put_concern(import.database, town, concern));
        RETURN_IF_ERROR(import.authority.publish(import.database, town, concern));
    }
    for (const domain::ConcernEvent& event : import.town.concern_events) {
        const auto concern = concerns.find(event.concern);
        if (concern == concerns.end()) {
            return Error{ErrorKind::invalid_input, "concern of event " + event.id};
        }
        RETURN_IF_ERROR(store::put_concern_event(import.database, town, event));
        RETURN_IF_ERROR(import.authority.publish(import.database, town, *concern->second, event));
    }
    return {};
}

}  // namespace

Result<void> import_town(store::Database& database, const codec::Town& town) {
    ASSIGN_OR_RETURN(store::Transaction transaction, store::Transaction::writing(database));
    ASSIGN_OR_RETURN(const auto existing, store::find_town(database, town.profile.id));
    if (existing)
        return Error{ErrorKind::conflict, "town " + town.profile.id.text() + " is there already"};
    Import import{database, town, {}};
    RETURN_IF_ERROR(put_profile(import));
    RETURN_IF_ERROR(import.put_public(town.communities, entity::community, store::put_community));
    RETURN_IF_ERROR(import.put_public(town.grids, entity::grid, store::put_grid));
    RETURN_IF_ERROR(import.put_public(town.units, entity::unit, store::put_unit));
    RETURN_IF_ERROR(import.put_public(town.categories, entity::category, store::put_category));
    RETURN_IF_ERROR(put_persons(import));
    RETURN_IF_ERROR(put_rooms(import));
    RETURN_IF_ERROR(put_activities(import));
    RETURN_IF_ERROR(put_bookings(import));
    RETURN_IF_ERROR(put_concerns(import));
    return transaction.commit();
}

}  // namespace yg::engine
