#include "domain/room/room.hpp"

#include <algorithm>

namespace yg::domain {
namespace {

Interval span_of(LocalDate date, OpenHours hours) {
    return {to_moment(date, hours.opens), to_moment(date, hours.closes)};
}

const std::array<OpenHours, 2>& hours_on(const Room& room, LocalDate date) {
    return room.hours[static_cast<std::size_t>(weekday_of(date))];
}

bool lies_within(const Interval& inner, const Interval& outer) {
    return outer.start <= inner.start && inner.end <= outer.end;
}

int seats_taken_at(TimeMs moment, const std::vector<Occupancy>& occupancies) {
    int taken = 0;
    for (const Occupancy& occupancy : occupancies) {
        if (occupancy.when.start <= moment && moment < occupancy.when.end) taken += occupancy.seats;
    }
    return taken;
}

/// Seats taken at the fullest moment of `when`: someone has to come in for it to get fuller.
int most_seats_taken(const Interval& when, const std::vector<Occupancy>& occupancies) {
    int most = seats_taken_at(when.start, occupancies);
    for (const Occupancy& occupancy : occupancies) {
        const TimeMs arrival = occupancy.when.start;
        if (when.start < arrival && arrival < when.end) {
            most = std::max(most, seats_taken_at(arrival, occupancies));
        }
    }
    return most;
}

bool is_own(const Occupancy& occupancy, const PersonId& person) {
    return !person.empty() && occupancy.person == person;
}

SlotState state_of(const Room& room, const Slot& slot, const std::vector<Occupancy>& occupancies,
                   const PersonId& person, TimeMs now) {
    if (!is_open(room, slot.when)) return SlotState::closed;
    for (const Occupancy& occupancy : occupancies) {
        if (is_own(occupancy, person) && overlaps(occupancy.when, slot.when))
            return SlotState::yours;
    }
    if (slot.when.start < now + room.notice_minutes * minute_ms) return SlotState::past;
    if (slot.seats_free == 0) return SlotState::taken;
    if (slot.when.end > now + room.ahead_days * day_ms) return SlotState::too_far;
    return SlotState::free;
}

}  // namespace

bool holds_slot(BookingState state) {
    return state == BookingState::pending || state == BookingState::confirmed ||
           state == BookingState::checked_in;
}

std::vector<Slot> slots_of_day(const Room& room, LocalDate date,
                               const std::vector<Occupancy>& occupancies, const PersonId& person,
                               TimeMs now) {
    int first = 24 * 60;
    int last = 0;
    for (const OpenHours& hours : hours_on(room, date)) {
        if (hours.opens == hours.closes) continue;
        first = std::min(first, hours.opens);
        last = std::max(last, hours.closes);
    }
    std::vector<Slot> slots;
    // Slots count from midnight, as the rule on booking times does.
    first -= first % room.slot_minutes;
    for (int minute = first; minute + room.slot_minutes <= last; minute += room.slot_minutes) {
        Slot slot;
        slot.when = {to_moment(date, minute), to_moment(date, minute + room.slot_minutes)};
        slot.seats_free = seats_free(room, slot.when, occupancies);
        slot.state = state_of(room, slot, occupancies, person, now);
        slots.push_back(slot);
    }
    return slots;
}

bool is_open(const Room& room, const Interval& when) {
    const LocalDate date = to_local(when.start).date;
    const bool within_hours =
        std::ranges::any_of(hours_on(room, date), [&](const OpenHours& hours) {
            return hours.opens < hours.closes && lies_within(when, span_of(date, hours));
        });
    const bool closed = std::ranges::any_of(
        room.closures, [&](const Closure& closure) { return overlaps(closure.when, when); });
    return within_hours && !closed;
}

bool collides(const Interval& when, int buffer_minutes, const Occupancy& other) {
    const DurationMs gap = std::max(buffer_minutes, other.buffer_minutes) * minute_ms;
    return overlaps({when.start - gap, when.end + gap}, other.when);
}

int seats_free(const Room& room, const Interval& when, const std::vector<Occupancy>& occupancies) {
    if (room.mode == RoomMode::seats) {
        // People who come and go seat by seat need no time between them.
        return std::max(0, room.capacity - most_seats_taken(when, occupancies));
    }
    const bool taken = std::ranges::any_of(occupancies, [&](const Occupancy& occupancy) {
        return collides(when, room.buffer_minutes, occupancy);
    });
    return taken ? 0 : 1;
}

Booking public_projection(const Booking& booking) {
    Booking shown = booking;
    shown.person = PersonId();
    if (booking.activity.empty()) shown.purpose.clear();
    return shown;
}

}  // namespace yg::domain
