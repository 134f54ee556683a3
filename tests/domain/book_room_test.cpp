#include "domain/room/book_room.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::domain;

namespace {

constexpr LocalDate tuesday{2026, 11, 24};
const TimeMs nine = to_moment(tuesday, 9 * 60);
const PersonId me = PersonId::trusted("me");

Interval between(int from_minute, int to_minute) {
    return {to_moment(tuesday, from_minute), to_moment(tuesday, to_minute)};
}

/// Today, 10 to 11.
BookRoom good_command() {
    BookRoom command;
    command.id = BookingId::trusted("019ab000-0000-7000-8000-000000000001");
    command.room = RoomId::trusted("quyi");
    command.when = between(600, 660);
    command.purpose = "排练";
    return command;
}

BookRoomFacts good_facts() {
    BookRoomFacts facts;
    facts.now = nine;
    facts.signed_in = true;
    Room room;
    room.id = RoomId::trusted("quyi");
    room.capacity = 30;
    for (auto& day : room.hours) day = {{{480, 1260}, {0, 0}}};
    facts.room = room;
    return facts;
}

FieldRefusals judge(const BookRoom& command, const BookRoomFacts& facts) {
    return apply_rules(book_room_rules(), command, facts);
}

void check_only(const FieldRefusals& refusals, Field field, Refusal refusal) {
    REQUIRE(refusals.size() == 1);
    CHECK(refusals.front() == FieldRefusal{field, refusal});
}

}  // namespace

TEST_CASE("A free room is booked") {
    CHECK(judge(good_command(), good_facts()).empty());
}

TEST_CASE("person_is_signed_in") {
    auto facts = good_facts();
    facts.signed_in = false;
    check_only(judge(good_command(), facts), Field::form, Refusal::not_signed_in);
}

TEST_CASE("booking_is_new") {
    auto facts = good_facts();
    facts.id_taken = true;
    check_only(judge(good_command(), facts), Field::form, Refusal::already_exists);
}

TEST_CASE("room_exists") {
    auto facts = good_facts();
    facts.room.reset();
    check_only(judge(good_command(), facts), Field::room, Refusal::room_unknown);
}

TEST_CASE("seats_are_possible") {
    auto command = good_command();
    auto facts = good_facts();
    command.seats = 2;
    CHECK(judge(command, facts).front() == FieldRefusal{Field::room, Refusal::malformed_arguments});
    facts.room->mode = RoomMode::seats;
    CHECK(judge(command, facts).empty());
    command.seats = 31;
    CHECK(judge(command, facts).front() == FieldRefusal{Field::room, Refusal::malformed_arguments});
    command.seats = 0;
    check_only(judge(command, facts), Field::room, Refusal::malformed_arguments);
}

TEST_CASE("booking_is_on_the_slot_grid") {
    auto command = good_command();
    command.when = between(605, 660);
    check_only(judge(command, good_facts()), Field::time, Refusal::booking_off_slot_grid);
    command.when = {to_moment(tuesday, 600) + 1, to_moment(tuesday, 660)};
    check_only(judge(command, good_facts()), Field::time, Refusal::booking_off_slot_grid);
    command.when = between(660, 660);
    check_only(judge(command, good_facts()), Field::time, Refusal::booking_off_slot_grid);
    command.when = between(660, 600);
    check_only(judge(command, good_facts()), Field::time, Refusal::booking_off_slot_grid);
}

TEST_CASE("booking_is_not_too_long") {
    auto command = good_command();
    command.when = between(600, 720);
    CHECK(judge(command, good_facts()).empty());
    command.when = between(600, 750);
    check_only(judge(command, good_facts()), Field::time, Refusal::booking_too_long);
}

TEST_CASE("booking_is_in_the_future") {
    auto command = good_command();
    command.when = between(540, 600);
    CHECK(judge(command, good_facts()).empty());  // begins this moment
    command.when = between(510, 570);
    check_only(judge(command, good_facts()), Field::time, Refusal::booking_in_past);
}

TEST_CASE("notice_is_kept") {
    auto facts = good_facts();
    facts.room->notice_minutes = 60;
    CHECK(judge(good_command(), facts).empty());
    facts.room->notice_minutes = 61;
    check_only(judge(good_command(), facts), Field::time, Refusal::booking_notice_too_short);
}

TEST_CASE("booking_ends_within_the_ahead_limit") {
    // Seven days from 9:00, measured to the end of the booking.
    auto command = good_command();
    const TimeMs limit = nine + 7 * day_ms;
    command.when = {limit - hour_ms, limit};
    CHECK(judge(command, good_facts()).empty());
    command.when = {limit - hour_ms / 2, limit + hour_ms / 2};
    check_only(judge(command, good_facts()), Field::time, Refusal::booking_too_far_ahead);
}

TEST_CASE("room_is_open_then") {
    auto command = good_command();
    command.when = between(1230, 1290);
    check_only(judge(command, good_facts()), Field::time, Refusal::room_closed_then);
}

TEST_CASE("room_is_for_the_person") {
    auto facts = good_facts();
    facts.room->audience = Audience::preferential_first;
    CHECK(judge(good_command(), facts).empty());  // open to all 24 h before
    auto command = good_command();
    command.when = {nine + day_ms + hour_ms, nine + day_ms + 2 * hour_ms};
    check_only(judge(command, facts), Field::room, Refusal::room_not_for_person);
    facts.standing = Standing::preferential_treatment;
    CHECK(judge(command, facts).empty());
}

TEST_CASE("person_is_free_then") {
    auto facts = good_facts();
    facts.own_bookings = {between(660, 720)};
    CHECK(judge(good_command(), facts).empty());
    facts.own_bookings = {between(630, 690)};
    check_only(judge(good_command(), facts), Field::time, Refusal::person_busy_then);
}

TEST_CASE("room_is_free_then") {
    auto facts = good_facts();
    facts.occupancies = {{between(540, 600), 1, 0, {}}, {between(660, 720), 1, 0, {}}};
    CHECK(judge(good_command(), facts).empty());
    facts.room->buffer_minutes = 15;
    check_only(judge(good_command(), facts), Field::time, Refusal::room_taken);
}

TEST_CASE("a_seat_is_free_then") {
    auto facts = good_facts();
    facts.room->mode = RoomMode::seats;
    facts.room->capacity = 3;
    facts.occupancies = {{between(600, 630), 1, 0, {}}, {between(630, 660), 2, 0, {}}};
    auto command = good_command();
    CHECK(judge(command, facts).empty());
    command.seats = 2;
    check_only(judge(command, facts), Field::time, Refusal::room_taken);
}

TEST_CASE("person_has_few_active_bookings") {
    auto facts = good_facts();
    facts.active_bookings = 1;
    CHECK(judge(good_command(), facts).empty());
    facts.active_bookings = 2;
    check_only(judge(good_command(), facts), Field::form, Refusal::too_many_active_bookings);
}

TEST_CASE("person_has_weekly_hours_left") {
    auto facts = good_facts();
    facts.booked_this_week_ms = 3 * hour_ms;
    CHECK(judge(good_command(), facts).empty());
    facts.booked_this_week_ms = 3 * hour_ms + 1;
    check_only(judge(good_command(), facts), Field::form, Refusal::weekly_hours_used_up);
}

TEST_CASE("purpose_is_plain_text") {
    auto command = good_command();
    command.purpose = "\x01";
    check_only(judge(command, good_facts()), Field::purpose, Refusal::bad_text);
}

TEST_CASE("purpose_is_not_too_long") {
    auto command = good_command();
    auto facts = good_facts();
    facts.settings.purpose_max = 2;
    CHECK(judge(command, facts).empty());
    facts.settings.purpose_max = 1;
    check_only(judge(command, facts), Field::purpose, Refusal::purpose_too_long);
}

namespace {

CancelBookingFacts cancel_facts() {
    CancelBookingFacts facts;
    facts.now = nine;
    facts.person = me;
    Booking booking;
    booking.person = me;
    booking.when = between(600, 660);
    facts.booking = booking;
    return facts;
}

FieldRefusals judge_cancel(const CancelBookingFacts& facts) {
    return apply_rules(cancel_booking_rules(), CancelBooking{}, facts);
}

}  // namespace

TEST_CASE("One's own booking is cancelled") {
    CHECK(judge_cancel(cancel_facts()).empty());
}

TEST_CASE("canceller_is_signed_in") {
    auto facts = cancel_facts();
    facts.person = PersonId();
    facts.booking->person = PersonId();
    CHECK(judge_cancel(facts).front().refusal == Refusal::not_signed_in);
}

TEST_CASE("booking_is_ones_own") {
    auto facts = cancel_facts();
    facts.booking->person = PersonId::trusted("other");
    CHECK(judge_cancel(facts).front().refusal == Refusal::booking_unknown);
    facts.booking.reset();
    CHECK(judge_cancel(facts).front().refusal == Refusal::booking_unknown);
}

TEST_CASE("booking_is_active") {
    auto facts = cancel_facts();
    facts.booking->state = BookingState::cancelled;
    CHECK(judge_cancel(facts).front().refusal == Refusal::booking_not_active);
}

TEST_CASE("cancellation_is_early_enough") {
    auto facts = cancel_facts();
    facts.now = facts.booking->when.start - 30 * minute_ms;
    CHECK(judge_cancel(facts).empty());
    facts.now += 1;
    CHECK(judge_cancel(facts).front().refusal == Refusal::cancel_too_late);
}
