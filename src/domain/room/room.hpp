// 功能室: what a room is, when it is open, and which of its times are free.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/time.hpp"

namespace yg::domain {

/// Exclusive: one booking holds the room. Seats: each booking takes seats.
enum class RoomMode : std::uint8_t { exclusive = 1, seats = 2 };

/// Who may book.
enum class Audience : std::uint8_t {
    everyone = 1,
    children_with_guardian = 2,  ///< Booked by a guardian; shown as such.
    preferential_first = 3,      ///< 优抚对象 first; open to all 24 h before.
};

/// Open from `opens` to `closes` (minutes of the day, half-open). `opens == closes` means closed.
struct OpenHours {
    int opens = 0;
    int closes = 0;
};

struct Closure {
    Interval when;
    std::string reason;
};

struct Room {
    RoomId id;
    int order = 0;  ///< Position in lists.
    std::string name;
    std::string purpose;  ///< One line on what people do there.
    std::string icon;     ///< Name of its icon.
    RoomMode mode = RoomMode::exclusive;
    Audience audience = Audience::everyone;
    int capacity = 1;  ///< People, and in seats mode also seats.
    int slot_minutes = 30;
    int longest_minutes = 120;
    int notice_minutes = 0;
    int ahead_days = 7;  ///< Measured to the end of the booking.
    int buffer_minutes = 0;
    bool needs_approval = false;
    /// Two spans a day so that a midday break can be told; Monday first.
    std::array<std::array<OpenHours, 2>, 7> hours{};
    std::vector<Closure> closures;
    std::vector<std::string> equipment;
    bool placeholder = false;
};

/// Numbers are stored; never reused.
enum class BookingState : std::uint8_t {
    pending = 1,  ///< Waits for approval, holds its slot.
    confirmed = 2,
    cancelled = 3,
    checked_in = 4,
    no_show = 5,
};

struct Booking {
    BookingId id;
    RoomId room;
    PersonId person;      ///< Empty in the public projection and for activities.
    ActivityId activity;  ///< Set when an activity holds the room.
    Interval when;
    int seats = 1;
    std::string purpose;  ///< Empty in the public projection unless an activity's title.
    BookingState state = BookingState::confirmed;
    TimeMs created_at = 0;
};

/// Pending bookings hold their slot too.
bool holds_slot(BookingState state);

/// How a room's bookings touch an interval, with both neighbours' buffers already applied by the
/// rule that asks.
struct Occupancy {
    Interval when;
    int seats = 1;
    int buffer_minutes = 0;  ///< The other booking's own buffer.
    PersonId person;
};

enum class SlotState : std::uint8_t { free, taken, closed, past, too_far, yours };

struct Slot {
    Interval when;
    SlotState state = SlotState::free;
    int seats_free = 0;
};

/// The slots of `room` on `date`, from its first opening to its last closing. `occupancies` are
/// those that hold a slot and overlap the day; `person` marks one's own.
std::vector<Slot> slots_of_day(const Room& room, LocalDate date,
                               const std::vector<Occupancy>& occupancies, const PersonId& person,
                               TimeMs now);

/// True when all of `when` lies inside one opening span of its day and outside every closure.
bool is_open(const Room& room, const Interval& when);

/// True when `when` can't be had beside `other`: they overlap once the larger of the two buffers is
/// kept between them.
bool collides(const Interval& when, int buffer_minutes, const Occupancy& other);

/// Seats free during all of `when` (exclusive rooms: 1 or 0).
int seats_free(const Room& room, const Interval& when, const std::vector<Occupancy>& occupancies);

/// What everyone may see of a booking: that the room is taken, not by whom or why.
Booking public_projection(const Booking& booking);

}  // namespace yg::domain
