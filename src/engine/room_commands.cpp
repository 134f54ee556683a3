#include "engine/command_steps.hpp"
#include "store/booking_store.hpp"
#include "store/room_store.hpp"
#include "store/town_store.hpp"

namespace yg::engine {
namespace {

/// Monday to Sunday around a moment.
Interval week_around(TimeMs moment) {
    const LocalDate monday = monday_of(to_local(moment).date);
    return {to_moment(monday), to_moment(add_days(monday, 7))};
}

/// Far enough around `when` to see every booking whose buffer could matter.
Interval with_buffer(const Interval& when, const domain::Room& room) {
    const DurationMs gap = room.buffer_minutes * minute_ms;
    return {when.start - gap, when.end + gap};
}

Result<void> gather_about_person(store::Database& database, const Execution& execution,
                                 const domain::BookRoom& command, domain::BookRoomFacts& facts) {
    const PersonId person = actor_id(execution);
    facts.standing = execution.actor->standing;
    ASSIGN_OR_RETURN(facts.active_bookings,
                     store::count_active_bookings(database, execution.town, person, execution.now));
    ASSIGN_OR_RETURN(facts.booked_this_week_ms,
                     store::booked_time(database, execution.town, person, command.room,
                                        week_around(command.when.start)));
    ASSIGN_OR_RETURN(facts.own_bookings, list_own_commitments(database, execution, command.when));
    return {};
}

}  // namespace

Result<domain::BookRoomFacts> gather(store::Database& database, const Execution& execution,
                                     const domain::BookRoom& command) {
    domain::BookRoomFacts facts;
    facts.now = execution.now;
    facts.signed_in = execution.actor.has_value();
    ASSIGN_OR_RETURN(const auto same_id, store::find_booking(database, execution.town, command.id));
    facts.id_taken = same_id.has_value();
    ASSIGN_OR_RETURN(facts.room, store::find_room(database, execution.town, command.room));
    if (facts.room) {
        ASSIGN_OR_RETURN(facts.occupancies,
                         store::list_occupancies(database, execution.town, command.room,
                                                 with_buffer(command.when, *facts.room)));
    }
    ASSIGN_OR_RETURN(facts.settings, store::load_settings(database, execution.town));
    if (execution.actor) {
        RETURN_IF_ERROR(gather_about_person(database, execution, command, facts));
    }
    return facts;
}

Result<domain::FieldRefusals> apply(store::Database& database, const Execution& execution,
                                    const domain::BookRoom& command,
                                    const domain::BookRoomFacts& facts) {
    domain::Booking booking;
    booking.id = command.id;
    booking.room = command.room;
    booking.person = actor_id(execution);
    booking.when = command.when;
    booking.seats = command.seats;
    booking.purpose = command.purpose;
    booking.state = facts.room->needs_approval ? domain::BookingState::pending
                                               : domain::BookingState::confirmed;
    booking.created_at = execution.now;
    RETURN_IF_ERROR(store::put_booking(database, execution.town, booking));
    if (execution.authority != nullptr) {
        ASSIGN_OR_RETURN(const bool claimed, execution.authority->claim_slots(
                                                 database, execution.town, *facts.room, booking));
        if (!claimed) {
            return domain::FieldRefusals{{domain::Field::time, domain::Refusal::room_taken}};
        }
        RETURN_IF_ERROR(execution.authority->publish(database, execution.town, booking));
    }
    return domain::FieldRefusals();
}

Result<domain::CancelBookingFacts> gather(store::Database& database, const Execution& execution,
                                          const domain::CancelBooking& command) {
    domain::CancelBookingFacts facts;
    facts.now = execution.now;
    facts.person = actor_id(execution);
    ASSIGN_OR_RETURN(facts.booking, store::find_booking(database, execution.town, command.booking));
    ASSIGN_OR_RETURN(facts.settings, store::load_settings(database, execution.town));
    return facts;
}

Result<domain::FieldRefusals> apply(store::Database& database, const Execution& execution,
                                    const domain::CancelBooking&,
                                    const domain::CancelBookingFacts& facts) {
    domain::Booking booking = *facts.booking;
    booking.state = domain::BookingState::cancelled;
    RETURN_IF_ERROR(store::put_booking(database, execution.town, booking));
    if (execution.authority != nullptr) {
        RETURN_IF_ERROR(execution.authority->release_slots(database, execution.town, booking.id));
        RETURN_IF_ERROR(execution.authority->publish(database, execution.town, booking));
    }
    return domain::FieldRefusals();
}

}  // namespace yg::engine
