#include "app/rooms.hpp"

#include <algorithm>
#include <tuple>

#include "app/reader.hpp"
#include "domain/room/alternatives.hpp"
#include "store/activity_store.hpp"
#include "store/booking_store.hpp"
#include "store/room_store.hpp"
#include "store/town_store.hpp"

namespace yg::app {
namespace {

constexpr int bookings_limit = 50;

std::string block_title(const Reader& reader, const domain::Booking& booking) {
    if (booking.activity.empty()) return booking.purpose;
    const auto activity =
        or_empty(store::find_activity(reader.database, reader.town, booking.activity));
    return activity ? activity->title : std::string();
}

/// Where one can go now, then where one can go soonest; rooms not known yet stand last.
bool goes_first(const RoomNow& a, const RoomNow& b) {
    const auto rank = [](const RoomNow& room) {
        const TimeMs free_from = room.free_now ? 0 : room.free_from;
        const bool never = !room.free_now && room.free_from == 0;
        return std::tuple(never, free_from, room.room.placeholder, room.room.id);
    };
    return rank(a) < rank(b);
}

std::vector<WeekDay> week_of(const Reader& reader, const domain::Room& room, LocalDate first,
                             LocalDate last) {
    const auto occupancies = coming_occupancies(reader, room);
    std::vector<WeekDay> week;
    for (LocalDate date = first; date <= last; date = add_days(date, 1)) {
        week.push_back(
            {date, domain::slots_of_day(room, date, occupancies, my_id(reader), reader.now)});
    }
    return week;
}

}  // namespace

std::string room_name(const Reader& reader, const RoomId& id) {
    const auto room = or_empty(store::find_room(reader.database, reader.town, id));
    return room ? room->name : std::string();
}

std::vector<domain::Occupancy> coming_occupancies(const Reader& reader, const domain::Room& room) {
    // A day more on both ends, for buffers and bookings that began before now.
    const Interval when{reader.now - day_ms, reader.now + (room.ahead_days + 1) * day_ms};
    return or_empty(store::list_occupancies(reader.database, reader.town, room.id, when));
}

RoomNow room_now(const Reader& reader, const domain::Room& room) {
    RoomNow now;
    now.room = room;
    const auto occupancies = coming_occupancies(reader, room);
    const Interval moment{reader.now, reader.now + minute_ms};
    now.open_now = domain::is_open(room, moment);
    if (now.open_now) now.seats_free = domain::seats_free(room, moment, occupancies);
    now.free_now = now.seats_free > 0;
    if (!now.free_now) {
        now.free_from = domain::next_free_slot(room, occupancies, reader.now).start;
    }
    return now;
}

RoomList load_rooms(const Reader& reader) {
    RoomList list;
    for (const auto& room : or_empty(store::list_rooms(reader.database, reader.town))) {
        list.rooms.push_back(room_now(reader, room));
    }
    std::sort(list.rooms.begin(), list.rooms.end(), goes_first);
    return list;
}

bool has_free_slot(const std::vector<domain::Slot>& slots) {
    return std::ranges::any_of(
        slots, [](const domain::Slot& slot) { return slot.state == domain::SlotState::free; });
}

LocalDate first_day_to_book(const RoomDay& day) {
    const auto found = std::ranges::find_if(
        day.week, [](const WeekDay& week_day) { return has_free_slot(week_day.slots); });
    return found == day.week.end() ? day.today : found->date;
}

bool refresh_room_day(const Reader& reader, const RoomId& id, RoomDay& day) {
    const auto room = or_empty(store::find_room(reader.database, reader.town, id));
    if (!room) return false;
    day.room = *room;
    day.now = reader.now;
    day.today = to_local(reader.now).date;
    day.last_date = domain::last_bookable_date(*room, reader.now);
    day.date = std::clamp(day.date, day.today, day.last_date);
    day.signed_in = reader.me.has_value();
    day.week = week_of(reader, *room, day.today, day.last_date);
    const Interval whole_day{to_moment(day.date), to_moment(add_days(day.date, 1))};
    const auto occupancies =
        or_empty(store::list_occupancies(reader.database, reader.town, id, whole_day));
    day.slots = domain::slots_of_day(*room, day.date, occupancies, my_id(reader), reader.now);
    // What is over can't be booked: the day begins with what is to come, unless nothing is.
    const auto coming = std::ranges::find_if(
        day.slots, [&](const domain::Slot& slot) { return slot.when.end > reader.now; });
    if (coming != day.slots.end()) day.slots.erase(day.slots.begin(), coming);
    day.blocks.clear();
    for (const auto& booking :
         or_empty(store::list_room_bookings(reader.database, reader.town, id, whole_day))) {
        const bool mine = reader.me && booking.person == reader.me->id;
        if (room->mode == domain::RoomMode::seats && !mine && booking.activity.empty()) continue;
        day.blocks.push_back(
            {.when = booking.when, .title = block_title(reader, booking), .mine = mine});
    }
    return true;
}

std::vector<BookingRow> load_my_bookings(const Reader& reader) {
    std::vector<BookingRow> rows;
    if (!reader.me) return rows;
    const auto settings = or_empty(store::load_settings(reader.database, reader.town));
    for (auto& booking : or_empty(store::list_active_bookings(
             reader.database, reader.town, reader.me->id, reader.now, bookings_limit))) {
        BookingRow row;
        row.room = room_name(reader, booking.room);
        row.delivery = delivery_of(reader, booking.id.text());
        row.can_cancel = booking.when.start - settings.cancel_before >= reader.now;
        row.booking = std::move(booking);
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace yg::app
