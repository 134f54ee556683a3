#include "server/privacy/erase_account.hpp"

#include <limits>

#include "domain/entity.hpp"
#include "domain/person/erase_account.hpp"
#include "engine/town_authority.hpp"
#include "store/activity_store.hpp"
#include "store/booking_store.hpp"
#include "store/client_store.hpp"
#include "store/concern_store.hpp"
#include "store/consent_store.hpp"
#include "store/erasure_store.hpp"
#include "store/identity_view_store.hpp"
#include "store/person_store.hpp"
#include "store/photo_store.hpp"
#include "store/session_store.hpp"
#include "store/sign_in_store.hpp"

namespace yg::server {
namespace {

namespace entity = domain::entity;
using domain::Refusal;

constexpr int every_row = std::numeric_limits<int>::max();

struct Erasing {
    store::Database& database;
    const TownId& town;
    const domain::Person& person;
    TimeMs now = 0;
    engine::TownAuthority authority = {};
    std::vector<ErasedPhoto> photos = {};
};

/// What the reporter said along the way; an event without an actor is the reporter's.
Result<void> clear_own_remarks(Erasing& erasing, const domain::Concern& concern) {
    ASSIGN_OR_RETURN(auto events,
                     store::list_concern_events(erasing.database, erasing.town, concern.id));
    for (domain::ConcernEvent& event : events) {
        if (!event.actor.empty() || event.remark.empty()) continue;
        event.remark.clear();
        RETURN_IF_ERROR(store::put_concern_event(erasing.database, erasing.town, event));
        RETURN_IF_ERROR(erasing.authority.touch(
            erasing.database, erasing.town, engine::public_scope, entity::concern_event, event.id));
    }
    return {};
}

/// No picture is public: see the row's `show` in engine/rows.
Result<void> remove_photos(Erasing& erasing, const ConcernId& concern) {
    ASSIGN_OR_RETURN(const auto photos,
                     store::list_photos_of_concern(erasing.database, erasing.town, concern));
    for (const domain::Photo& photo : photos) {
        ASSIGN_OR_RETURN(const auto file,
                         store::find_photo_file(erasing.database, erasing.town, photo.id));
        erasing.photos.push_back({.id = photo.id, .file = file ? file->file : std::string()});
        RETURN_IF_ERROR(store::remove_photo_and_file(erasing.database, erasing.town, photo.id));
    }
    return {};
}

Result<void> let_go_of_concerns(Erasing& erasing) {
    ASSIGN_OR_RETURN(const auto concerns,
                     store::list_concerns_of_reporter(erasing.database, erasing.town,
                                                      erasing.person.id, every_row));
    for (const domain::Concern& concern : concerns) {
        RETURN_IF_ERROR(remove_photos(erasing, concern.id));
        if (domain::is_erased_with_reporter(concern)) {
            RETURN_IF_ERROR(
                store::remove_concern_events_of(erasing.database, erasing.town, concern.id));
            RETURN_IF_ERROR(store::remove_concern(erasing.database, erasing.town, concern.id));
            continue;
        }
        RETURN_IF_ERROR(
            store::put_concern(erasing.database, erasing.town, domain::without_reporter(concern)));
        RETURN_IF_ERROR(clear_own_remarks(erasing, concern));
    }
    return {};
}

Result<void> let_go_of_bookings(Erasing& erasing) {
    ASSIGN_OR_RETURN(const auto bookings,
                     store::list_bookings_of_person(erasing.database, erasing.town,
                                                    erasing.person.id, every_row));
    for (domain::Booking booking : bookings) {
        const bool ahead = domain::holds_slot(booking.state) && booking.when.end > erasing.now;
        booking.person = {};
        booking.purpose.clear();
        if (ahead) booking.state = domain::BookingState::cancelled;
        RETURN_IF_ERROR(store::put_booking(erasing.database, erasing.town, booking));
        if (!ahead) continue;
        RETURN_IF_ERROR(
            erasing.authority.release_slots(erasing.database, erasing.town, booking.id));
        RETURN_IF_ERROR(erasing.authority.publish(erasing.database, erasing.town, booking));
    }
    return {};
}

/// What an activity that is over counts stays: that many came.
Result<void> let_go_of_sign_ups(Erasing& erasing) {
    ASSIGN_OR_RETURN(const auto sign_ups,
                     store::list_every_sign_up_of_person(erasing.database, erasing.town,
                                                         erasing.person.id, every_row));
    for (const domain::SignUp& sign_up : sign_ups) {
        RETURN_IF_ERROR(store::remove_sign_up(erasing.database, erasing.town, sign_up.id));
        ASSIGN_OR_RETURN(const auto activity,
                         store::find_activity(erasing.database, erasing.town, sign_up.activity));
        const bool holds_place = sign_up.state == domain::SignUpState::confirmed;
        if (!activity || !holds_place || activity->when.end <= erasing.now) continue;
        RETURN_IF_ERROR(store::add_to_signed_up(erasing.database, erasing.town, activity->id, -1));
        RETURN_IF_ERROR(erasing.authority.publish(erasing.database, erasing.town, *activity));
    }
    return {};
}

/// The person's phones are told, if any still listens, that nothing of it is theirs any more.
Result<void> empty_scope(Erasing& erasing) {
    const std::string scope = engine::user_scope(erasing.person.id);
    ASSIGN_OR_RETURN(const auto rows, store::rows_in_scope(erasing.database, erasing.town, scope));
    for (const store::FeedRow& row : rows) {
        RETURN_IF_ERROR(erasing.authority.touch(erasing.database, erasing.town, scope, row.entity,
                                                row.id, true));
    }
    return {};
}

Result<void> remove_identity(Erasing& erasing) {
    store::Database& database = erasing.database;
    const TownId& town = erasing.town;
    const PersonId& id = erasing.person.id;
    RETURN_IF_ERROR(store::remove_sessions_of(database, town, id));
    RETURN_IF_ERROR(store::remove_totp(database, town, id));
    RETURN_IF_ERROR(store::remove_sign_in_requests_to(database, town, erasing.person.phone));
    RETURN_IF_ERROR(store::remove_consents_of(database, town, id));
    RETURN_IF_ERROR(store::remove_identity_views_of(database, town, id));
    RETURN_IF_ERROR(store::remove_clients_of(database, town, id));
    RETURN_IF_ERROR(store::remove_person(database, town, id));
    return store::put_erased_person(database, town, id, erasing.now);
}

Result<std::vector<std::string>> sessions_of(const Erasing& erasing) {
    ASSIGN_OR_RETURN(const auto rows,
                     store::list_sessions(erasing.database, erasing.town, erasing.person.id,
                                          erasing.now, every_row));
    std::vector<std::string> hashes;
    for (const store::SessionRow& row : rows) hashes.push_back(row.token_hash);
    return hashes;
}

}  // namespace

Result<std::variant<Erased, Refusal>> erase_account(store::Database& database, const TownId& town,
                                                    const std::optional<PersonId>& signed_in,
                                                    const PersonId& asked, TimeMs now) {
    using Outcome = std::variant<Erased, Refusal>;
    ASSIGN_OR_RETURN(const bool erased_before, store::is_erased_person(database, town, asked));
    if (erased_before) return Outcome(Erased{});
    domain::EraseAccountFacts facts;
    if (signed_in) {
        ASSIGN_OR_RETURN(facts.person, store::find_person(database, town, *signed_in));
    }
    const domain::FieldRefusals refusals =
        domain::apply_rules(domain::erase_account_rules(), domain::EraseAccount{asked}, facts);
    if (!refusals.empty()) return Outcome(refusals.front().refusal);

    Erasing erasing{database, town, *facts.person, now};
    ASSIGN_OR_RETURN(std::vector<std::string> sessions, sessions_of(erasing));
    RETURN_IF_ERROR(let_go_of_concerns(erasing));
    RETURN_IF_ERROR(let_go_of_bookings(erasing));
    RETURN_IF_ERROR(let_go_of_sign_ups(erasing));
    RETURN_IF_ERROR(empty_scope(erasing));
    RETURN_IF_ERROR(remove_identity(erasing));
    return Outcome(Erased{.sessions = std::move(sessions),
                          .photos = std::move(erasing.photos),
                          .touched = erasing.authority.touched_scopes()});
}

}  // namespace yg::server
