#include "domain/refusal.hpp"

namespace yg::domain {

std::string_view name_of(Refusal refusal) {
    switch (refusal) {
        case Refusal::none:
            return "none";
        case Refusal::unknown_command:
            return "unknown_command";
        case Refusal::malformed_arguments:
            return "malformed_arguments";
        case Refusal::not_signed_in:
            return "not_signed_in";
        case Refusal::not_allowed:
            return "not_allowed";
        case Refusal::already_exists:
            return "already_exists";
        case Refusal::bad_text:
            return "bad_text";
        case Refusal::unsent_work:
            return "unsent_work";
        case Refusal::category_unknown:
            return "category_unknown";
        case Refusal::grid_unknown:
            return "grid_unknown";
        case Refusal::words_missing:
            return "words_missing";
        case Refusal::words_too_long:
            return "words_too_long";
        case Refusal::contact_malformed:
            return "contact_malformed";
        case Refusal::concern_unknown:
            return "concern_unknown";
        case Refusal::transition_not_allowed:
            return "transition_not_allowed";
        case Refusal::room_unknown:
            return "room_unknown";
        case Refusal::booking_off_slot_grid:
            return "booking_off_slot_grid";
        case Refusal::booking_too_long:
            return "booking_too_long";
        case Refusal::booking_in_past:
            return "booking_in_past";
        case Refusal::booking_too_far_ahead:
            return "booking_too_far_ahead";
        case Refusal::booking_notice_too_short:
            return "booking_notice_too_short";
        case Refusal::room_closed_then:
            return "room_closed_then";
        case Refusal::room_not_for_person:
            return "room_not_for_person";
        case Refusal::room_taken:
            return "room_taken";
        case Refusal::too_many_active_bookings:
            return "too_many_active_bookings";
        case Refusal::weekly_hours_used_up:
            return "weekly_hours_used_up";
        case Refusal::purpose_too_long:
            return "purpose_too_long";
        case Refusal::booking_unknown:
            return "booking_unknown";
        case Refusal::booking_not_active:
            return "booking_not_active";
        case Refusal::cancel_too_late:
            return "cancel_too_late";
        case Refusal::person_busy_then:
            return "person_busy_then";
        case Refusal::activity_unknown:
            return "activity_unknown";
        case Refusal::activity_full:
            return "activity_full";
        case Refusal::sign_up_not_open:
            return "sign_up_not_open";
        case Refusal::sign_up_closed:
            return "sign_up_closed";
        case Refusal::already_signed_up:
            return "already_signed_up";
        case Refusal::age_not_allowed:
            return "age_not_allowed";
        case Refusal::activity_cancelled:
            return "activity_cancelled";
        case Refusal::sign_up_unknown:
            return "sign_up_unknown";
        case Refusal::sign_up_not_active:
            return "sign_up_not_active";
    }
    // A number stored by a newer program.
    return "unknown";
}

}  // namespace yg::domain
