#include "domain/room/book_room.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace yg::domain {
namespace {

constexpr DurationMs precedence_ends_before = 24 * hour_ms;

using Facts = BookRoomFacts;

Refusal person_is_signed_in(const BookRoom&, const Facts& facts) {
    return facts.signed_in ? Refusal::none : Refusal::not_signed_in;
}

Refusal booking_is_new(const BookRoom&, const Facts& facts) {
    return facts.id_taken ? Refusal::already_exists : Refusal::none;
}

Refusal room_exists(const BookRoom&, const Facts& facts) {
    return facts.room ? Refusal::none : Refusal::room_unknown;
}

Refusal seats_are_possible(const BookRoom& command, const Facts& facts) {
    if (!facts.room) return Refusal::none;
    const int most = facts.room->mode == RoomMode::seats ? facts.room->capacity : 1;
    return command.seats >= 1 && command.seats <= most ? Refusal::none
                                                       : Refusal::malformed_arguments;
}

Refusal booking_is_on_the_slot_grid(const BookRoom& command, const Facts& facts) {
    if (!facts.room) return Refusal::none;
    const DurationMs slot = facts.room->slot_minutes * minute_ms;
    const TimeMs midnight = to_moment(to_local(command.when.start).date);
    const bool on_grid = command.when.start < command.when.end &&
                         (command.when.start - midnight) % slot == 0 &&
                         (command.when.end - midnight) % slot == 0;
    return on_grid ? Refusal::none : Refusal::booking_off_slot_grid;
}

Refusal booking_is_not_too_long(const BookRoom& command, const Facts& facts) {
    if (!facts.room) return Refusal::none;
    const DurationMs length = command.when.end - command.when.start;
    return length > facts.room->longest_minutes * minute_ms ? Refusal::booking_too_long
                                                            : Refusal::none;
}

Refusal booking_is_in_the_future(const BookRoom& command, const Facts& facts) {
    return command.when.start < facts.now ? Refusal::booking_in_past : Refusal::none;
}

Refusal notice_is_kept(const BookRoom& command, const Facts& facts) {
    if (!facts.room) return Refusal::none;
    const TimeMs earliest = facts.now + facts.room->notice_minutes * minute_ms;
    return command.when.start < earliest ? Refusal::booking_notice_too_short : Refusal::none;
}

Refusal booking_ends_within_the_ahead_limit(const BookRoom& command, const Facts& facts) {
    if (!facts.room) return Refusal::none;
    const TimeMs latest = facts.now + facts.room->ahead_days * day_ms;
    return command.when.end > latest ? Refusal::booking_too_far_ahead : Refusal::none;
}

Refusal room_is_open_then(const BookRoom& command, const Facts& facts) {
    const bool closed = facts.room && !is_open(*facts.room, command.when);
    return closed ? Refusal::room_closed_then : Refusal::none;
}

Refusal room_is_for_the_person(const BookRoom& command, const Facts& facts) {
    if (!facts.room || facts.room->audience != Audience::preferential_first) return Refusal::none;
    const bool has_precedence = facts.standing == Standing::preferential_treatment;
    const bool open_to_all = command.when.start - facts.now <= precedence_ends_before;
    return has_precedence || open_to_all ? Refusal::none : Refusal::room_not_for_person;
}

Refusal person_is_free_then(const BookRoom& command, const Facts& facts) {
    const bool busy = std::ranges::any_of(
        facts.own_bookings, [&](const Interval& own) { return overlaps(own, command.when); });
    return busy ? Refusal::person_busy_then : Refusal::none;
}

Refusal room_is_free_then(const BookRoom& command, const Facts& facts) {
    if (!facts.room) return Refusal::none;
    const int free = seats_free(*facts.room, command.when, facts.occupancies);
    return free < command.seats ? Refusal::room_taken : Refusal::none;
}

Refusal person_has_few_active_bookings(const BookRoom&, const Facts& facts) {
    const bool too_many = facts.active_bookings >= facts.settings.active_bookings_max;
    return too_many ? Refusal::too_many_active_bookings : Refusal::none;
}

Refusal person_has_weekly_hours_left(const BookRoom& command, const Facts& facts) {
    const DurationMs sum = facts.booked_this_week_ms + (command.when.end - command.when.start);
    return sum > facts.settings.weekly_booking_max ? Refusal::weekly_hours_used_up : Refusal::none;
}

Refusal purpose_is_plain_text(const BookRoom& command, const Facts&) {
    const bool plain = is_valid_utf8(command.purpose) && !has_control_characters(command.purpose);
    return plain ? Refusal::none : Refusal::bad_text;
}

Refusal purpose_is_not_too_long(const BookRoom& command, const Facts& facts) {
    const auto max = static_cast<std::size_t>(facts.settings.purpose_max);
    return count_code_points(command.purpose) > max ? Refusal::purpose_too_long : Refusal::none;
}

constexpr std::array<Rule<BookRoom, Facts>, 17> book_rules = {{
    {Field::form, person_is_signed_in},
    {Field::form, booking_is_new},
    {Field::room, room_exists},
    {Field::room, seats_are_possible},
    {Field::time, booking_is_on_the_slot_grid},
    {Field::time, booking_is_not_too_long},
    {Field::time, booking_is_in_the_future},
    {Field::time, notice_is_kept},
    {Field::time, booking_ends_within_the_ahead_limit},
    {Field::time, room_is_open_then},
    {Field::room, room_is_for_the_person},
    {Field::time, person_is_free_then},
    {Field::time, room_is_free_then},
    {Field::form, person_has_few_active_bookings},
    {Field::form, person_has_weekly_hours_left},
    {Field::purpose, purpose_is_plain_text},
    {Field::purpose, purpose_is_not_too_long},
}};

Refusal canceller_is_signed_in(const CancelBooking&, const CancelBookingFacts& facts) {
    return facts.person.empty() ? Refusal::not_signed_in : Refusal::none;
}

/// Other people's bookings are as unknown as missing ones.
Refusal booking_is_ones_own(const CancelBooking&, const CancelBookingFacts& facts) {
    const bool own = facts.booking && facts.booking->person == facts.person;
    return own ? Refusal::none : Refusal::booking_unknown;
}

Refusal booking_is_active(const CancelBooking&, const CancelBookingFacts& facts) {
    const bool active = facts.booking && holds_slot(facts.booking->state);
    return active ? Refusal::none : Refusal::booking_not_active;
}

Refusal cancellation_is_early_enough(const CancelBooking&, const CancelBookingFacts& facts) {
    if (!facts.booking) return Refusal::none;
    const bool late = facts.now > facts.booking->when.start - facts.settings.cancel_before;
    return late ? Refusal::cancel_too_late : Refusal::none;
}

constexpr std::array<Rule<CancelBooking, CancelBookingFacts>, 4> cancel_rules = {{
    {Field::form, canceller_is_signed_in},
    {Field::form, booking_is_ones_own},
    {Field::form, booking_is_active},
    {Field::form, cancellation_is_early_enough},
}};

}  // namespace

std::span<const Rule<BookRoom, Facts>> book_room_rules() {
    return book_rules;
}

std::span<const Rule<CancelBooking, CancelBookingFacts>> cancel_booking_rules() {
    return cancel_rules;
}

}  // namespace yg::domain
