#include "engine/rows.hpp"

#include <array>

#include "codec/activity_codec.hpp"
#include "codec/concern_codec.hpp"
#include "codec/person_codec.hpp"
#include "codec/place_codec.hpp"
#include "codec/profile_codec.hpp"
#include "codec/room_codec.hpp"
#include "domain/entity.hpp"
#include "store/activity_store.hpp"
#include "store/booking_store.hpp"
#include "store/concern_store.hpp"
#include "store/person_store.hpp"
#include "store/photo_store.hpp"
#include "store/place_store.hpp"
#include "store/room_store.hpp"
#include "store/town_store.hpp"

namespace yg::engine {
namespace {

using store::Database;

// --- Who may see what: false hides the row, otherwise it may be made less ------------------------

Result<bool> show(Database&, const TownId&, domain::Community&, const Actor*) {
    return true;
}
Result<bool> show(Database&, const TownId&, domain::Grid&, const Actor*) {
    return true;
}
Result<bool> show(Database&, const TownId&, domain::Unit&, const Actor*) {
    return true;
}
Result<bool> show(Database&, const TownId&, domain::Category&, const Actor*) {
    return true;
}
Result<bool> show(Database&, const TownId&, domain::Room&, const Actor*) {
    return true;
}
Result<bool> show(Database&, const TownId&, domain::Activity&, const Actor*) {
    return true;
}

bool is_self(const Actor* actor, const PersonId& person) {
    return actor != nullptr && !person.empty() && actor->person == person;
}

Result<bool> show(Database&, const TownId&, domain::Person& person, const Actor* actor) {
    return is_self(actor, person.id);
}

Result<bool> show(Database&, const TownId&, domain::SignUp& sign_up, const Actor* actor) {
    return is_self(actor, sign_up.person);
}

Result<bool> show(Database&, const TownId&, domain::Booking& booking, const Actor* actor) {
    if (is_self(actor, booking.person)) return true;
    booking = domain::public_projection(booking);
    return domain::holds_slot(booking.state);
}

Result<bool> show(Database&, const TownId&, domain::Concern& concern, const Actor* actor) {
    if (is_self(actor, concern.reporter)) return true;
    const bool shown = domain::is_public(concern);
    concern = domain::public_projection(concern);
    return shown;
}

Result<bool> show(Database& database, const TownId& town, domain::ConcernEvent& event,
                  const Actor* actor) {
    ASSIGN_OR_RETURN(const auto concern, store::find_concern(database, town, event.concern));
    return concern && (is_self(actor, concern->reporter) || domain::is_public(*concern));
}

Result<bool> show(Database& database, const TownId& town, domain::Photo& photo,
                  const Actor* actor) {
    // Until staff can release pictures they are their reporter's alone.
    ASSIGN_OR_RETURN(const auto concern, store::find_concern(database, town, photo.concern));
    return concern && is_self(actor, concern->reporter);
}

// --- One line an entity -------------------------------------------------------------------------

template <class Id>
std::string text_of(const Id& id) {
    return id.text();
}
std::string text_of(const std::string& id) {
    return id;
}

template <class Id>
Id parse_id(std::string_view id) {
    return Id::trusted(id);
}
template <>
std::string parse_id<std::string>(std::string_view id) {
    return std::string(id);
}

struct RowKind {
    std::string_view entity;
    Result<void> (*apply)(Database&, const TownId&, std::string_view id, std::string_view json);
    Result<void> (*remove)(Database&, const TownId&, std::string_view id);
    Result<std::optional<std::string>> (*project)(Database&, const TownId&, std::string_view id,
                                                  const Actor*);
};

/// The functions of a kind of row from those of its codec and its store.
template <class Id, auto decode, auto put, auto remove, auto find>
constexpr RowKind row_kind(std::string_view entity) {
    return {
        entity,
        [](Database& database, const TownId& town, std::string_view id,
           std::string_view json) -> Result<void> {
            ASSIGN_OR_RETURN(const auto row, decode(json));
            if (text_of(row.id) != id) {
                return Error{ErrorKind::invalid_input, "the row holds another id"};
            }
            return put(database, town, row);
        },
        [](Database& database, const TownId& town, std::string_view id) -> Result<void> {
            return remove(database, town, parse_id<Id>(id));
        },
        [](Database& database, const TownId& town, std::string_view id,
           const Actor* actor) -> Result<std::optional<std::string>> {
            ASSIGN_OR_RETURN(auto row, find(database, town, parse_id<Id>(id)));
            if (!row) return std::optional<std::string>();
            ASSIGN_OR_RETURN(const bool shown, show(database, town, *row, actor));
            if (!shown) return std::optional<std::string>();
            return std::optional(codec::encode(*row));
        },
    };
}

// The town and its calendar have keys of their own.

Result<void> apply_town(Database& database, const TownId& town, std::string_view id,
                        std::string_view json) {
    ASSIGN_OR_RETURN(const auto profile, codec::decode_town_profile(json));
    if (profile.id != town || id != town.text()) {
        return Error{ErrorKind::invalid_input, "the row is of another town"};
    }
    return store::put_town(database, profile);
}

Result<void> remove_town(Database& database, const TownId& town, std::string_view) {
    return store::remove_town(database, town);
}

Result<std::optional<std::string>> project_town(Database& database, const TownId& town,
                                                std::string_view, const Actor*) {
    ASSIGN_OR_RETURN(const auto profile, store::find_town(database, town));
    return profile ? std::optional(codec::encode(*profile)) : std::nullopt;
}

Result<void> apply_calendar_day(Database& database, const TownId& town, std::string_view id,
                                std::string_view json) {
    ASSIGN_OR_RETURN(const auto day, codec::decode_calendar_day(json));
    if (format_date(day.date) != id) {
        return Error{ErrorKind::invalid_input, "the row is of another day"};
    }
    return store::put_calendar_day(database, town, day);
}

Result<void> remove_calendar_day(Database& database, const TownId& town, std::string_view id) {
    return store::remove_calendar_day(database, town, id);
}

Result<std::optional<std::string>> project_calendar_day(Database& database, const TownId& town,
                                                        std::string_view id, const Actor*) {
    ASSIGN_OR_RETURN(const auto day, store::find_calendar_day(database, town, id));
    return day ? std::optional(codec::encode(*day)) : std::nullopt;
}

namespace entity = domain::entity;

constexpr std::array row_kinds = {
    RowKind{entity::town, apply_town, remove_town, project_town},
    RowKind{entity::calendar_day, apply_calendar_day, remove_calendar_day, project_calendar_day},
    row_kind<CommunityId, codec::decode_community, store::put_community, store::remove_community,
             store::find_community>(entity::community),
    row_kind<GridId, codec::decode_grid, store::put_grid, store::remove_grid, store::find_grid>(
        entity::grid),
    row_kind<UnitId, codec::decode_unit, store::put_unit, store::remove_unit, store::find_unit>(
        entity::unit),
    row_kind<CategoryId, codec::decode_category, store::put_category, store::remove_category,
             store::find_category>(entity::category),
    row_kind<PersonId, codec::decode_person, store::put_person, store::remove_person,
             store::find_person>(entity::person),
    row_kind<RoomId, codec::decode_room, store::put_room, store::remove_room, store::find_room>(
        entity::room),
    row_kind<ConcernId, codec::decode_concern, store::put_concern, store::remove_concern,
             store::find_concern>(entity::concern),
    row_kind<std::string, codec::decode_concern_event, store::put_concern_event,
             store::remove_concern_event, store::find_concern_event>(entity::concern_event),
    row_kind<PhotoId, codec::decode_photo, store::put_photo, store::remove_photo,
             store::find_photo>(entity::photo),
    row_kind<BookingId, codec::decode_booking, store::put_booking, store::remove_booking,
             store::find_booking>(entity::booking),
    row_kind<ActivityId, codec::decode_activity, store::put_activity, store::remove_activity,
             store::find_activity>(entity::activity),
    row_kind<SignUpId, codec::decode_sign_up, store::put_sign_up, store::remove_sign_up,
             store::find_sign_up>(entity::sign_up),
};
static_assert(row_kinds.size() == entity::all.size());

Result<const RowKind*> find_kind(std::string_view entity_name, std::string_view id) {
    if (!is_valid_id(id)) return Error{ErrorKind::invalid_input, "the row has no valid id"};
    for (const RowKind& kind : row_kinds) {
        if (kind.entity == entity_name) return &kind;
    }
    return Error{ErrorKind::invalid_input, "unknown entity " + std::string(entity_name)};
}

}  // namespace

Result<void> apply_row(Database& database, const TownId& town, std::string_view entity_name,
                       std::string_view id, std::string_view json) {
    ASSIGN_OR_RETURN(const RowKind* kind, find_kind(entity_name, id));
    return kind->apply(database, town, id, json);
}

Result<void> remove_row(Database& database, const TownId& town, std::string_view entity_name,
                        std::string_view id) {
    ASSIGN_OR_RETURN(const RowKind* kind, find_kind(entity_name, id));
    return kind->remove(database, town, id);
}

Result<std::optional<std::string>> project_row(Database& database, const TownId& town,
                                               std::string_view entity_name, std::string_view id,
                                               const Actor* actor) {
    ASSIGN_OR_RETURN(const RowKind* kind, find_kind(entity_name, id));
    return kind->project(database, town, id, actor);
}

}  // namespace yg::engine
