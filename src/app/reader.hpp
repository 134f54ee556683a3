// What a model is read from: the replica's rows, who looks, and when. Internal to app.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/activities.hpp"
#include "app/concerns.hpp"
#include "app/home.hpp"
#include "app/inbox.hpp"
#include "app/me.hpp"
#include "app/raise.hpp"
#include "app/rooms.hpp"
#include "domain/person/person.hpp"
#include "platform/storage.hpp"
#include "store/database.hpp"
#include "store/pending_store.hpp"

namespace yg::app {

struct Reader {
    store::Database& database;
    const TownId& town;
    const std::optional<domain::Person>& me;
    TimeMs now = 0;
    /// Records whose outcome is not known yet.
    const std::vector<platform::OutboxRecord>& unanswered;
};

/// The replica lies in memory: a failed read means damage, which the next sync repairs. Until then
/// a screen shows what it can.
template <class T>
T or_empty(Result<T> result) {
    return result.ok() ? std::move(result).value() : T{};
}

[[nodiscard]] PersonId my_id(const Reader& reader);
/// `on_phone` while the command that made the thing waits for its outcome.
Delivery delivery_of(const Reader& reader, std::string_view command_id);

std::string room_name(const Reader& reader, const RoomId& id);
/// From now to the room's horizon, all that holds it.
std::vector<domain::Occupancy> coming_occupancies(const Reader& reader, const domain::Room& room);
RoomNow room_now(const Reader& reader, const domain::Room& room);
std::vector<ActivityRow> activity_rows(const Reader& reader, const Interval& when);

Home load_home(const Reader& reader);
/// Nothing in it is marked as new yet.
Inbox load_inbox(const Reader& reader);
/// Fills what depends on rows; keeps the search.
void refresh_concerns(const Reader& reader, ConcernList& list);
std::optional<ConcernRow> load_concern_row(const Reader& reader, const ConcernId& id);
std::optional<ConcernDetail> load_concern(const Reader& reader, const ConcernId& id);
RoomList load_rooms(const Reader& reader);
/// Fills what depends on rows; keeps date, selection, purpose and actions of `day`.
bool refresh_room_day(const Reader& reader, const RoomId& id, RoomDay& day);
std::vector<BookingRow> load_my_bookings(const Reader& reader);
/// Fills what depends on rows; keeps month, selection and filter of `calendar`.
void refresh_calendar(const Reader& reader, Calendar& calendar);
std::optional<ActivityDetail> load_activity(const Reader& reader, const ActivityId& id);
/// The lists to choose from; keeps the draft.
void refresh_raise(const Reader& reader, Raise& raise);
std::vector<RefusedItem> load_refused(const Reader& reader);

/// What a command is about, as a person would name it, and where it is shown.
struct Subject {
    std::string title;
    std::string route;
};
Subject subject_of(const Reader& reader, std::string_view command, std::string_view args);

}  // namespace yg::app
