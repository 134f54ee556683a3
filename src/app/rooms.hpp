// 约场地: the rooms, one room's day, and my bookings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/action.hpp"
#include "app/home.hpp"
#include "domain/room/room.hpp"

namespace yg::app {

struct RoomList {
    std::vector<RoomNow> rooms;  ///< Free now first, then by name.
};

/// What stands in the day's column beside the free slots.
struct DayBlock {
    Interval when;
    std::string title;  ///< An activity's title; empty when just taken.
    bool mine = false;
};

/// A day of a room's week.
struct WeekDay {
    LocalDate date;
    std::vector<domain::Slot> slots;  ///< Empty when closed all day.
};

struct RoomDay {
    domain::Room room;
    TimeMs now = 0;
    LocalDate today;
    LocalDate date;  ///< Shown; within [today, last_date].
    LocalDate last_date;
    std::vector<domain::Slot> slots;  ///< Of `date`, from now on; empty when closed all day.
    std::vector<WeekDay> week;        ///< From `today` to `last_date`.
    std::vector<DayBlock> blocks;     ///< Exclusive rooms: what holds the room on `date`.
    std::optional<Interval> selection;
    std::string purpose;  ///< The screen writes it directly.
    bool signed_in = false;

    /// Why the selection can't be booked; empty when it can.
    domain::FieldRefusals refusals;
    Action book;
    /// After `room_taken`: up to three nearest free times of the same length.
    std::vector<Interval> alternatives;
};

bool has_free_slot(const std::vector<domain::Slot>& slots);
/// The first day of the week with a free slot; today when none has one.
LocalDate first_day_to_book(const RoomDay& day);

struct BookingRow {
    domain::Booking booking;
    std::string room;
    Delivery delivery = Delivery::delivered;
    bool can_cancel = false;
    Action cancel;
};

}  // namespace yg::app
