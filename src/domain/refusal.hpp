// Every reason a rule can give for saying no. Numbers are part of the protocol and of stored
// outcomes: they are explicit and never reused. Words for people live in assets/lang.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace yg::domain {

enum class Refusal : std::uint16_t {
    none = 0,

    // Any command
    unknown_command = 1,
    malformed_arguments = 2,
    not_signed_in = 3,
    not_allowed = 4,
    already_exists = 5,
    bad_text = 6,     ///< Not UTF-8, or control characters in it.
    unsent_work = 7,  ///< Signing out would lose what has not been sent yet.

    // Concerns
    category_unknown = 100,
    grid_unknown = 101,
    words_missing = 102,
    words_too_long = 103,
    contact_malformed = 104,
    concern_unknown = 105,
    transition_not_allowed = 106,
    too_many_photos = 107,
    photo_too_large = 108,
    compound_unknown = 109,
    too_many_concerns = 110,  ///< Raised by this person today.

    // Rooms
    room_unknown = 200,
    booking_off_slot_grid = 201,
    booking_too_long = 202,
    booking_in_past = 203,
    booking_too_far_ahead = 204,
    booking_notice_too_short = 205,
    room_closed_then = 206,
    room_not_for_person = 207,
    room_taken = 208,
    too_many_active_bookings = 209,
    weekly_hours_used_up = 210,
    purpose_too_long = 211,
    booking_unknown = 212,
    booking_not_active = 213,
    cancel_too_late = 214,
    person_busy_then = 215,

    // Activities
    activity_unknown = 300,
    activity_full = 301,
    sign_up_not_open = 302,
    sign_up_closed = 303,
    already_signed_up = 304,
    age_not_allowed = 305,
    activity_cancelled = 306,
    sign_up_unknown = 307,
    sign_up_not_active = 308,

    // Signing in
    phone_malformed = 400,
    code_malformed = 401,
    code_wrong = 402,
    code_expired = 403,  ///< Or never asked for by this browser.
    code_tries_used_up = 404,
    code_already_used = 405,
    code_too_soon = 406,       ///< One was sent to this number moments ago.
    code_too_many = 407,       ///< To this number today.
    code_too_many_here = 408,  ///< Asked for from this network.
    code_not_sent = 409,       ///< Whoever carries the messages failed.
    totp_needed = 410,
    totp_wrong = 411,
    totp_tries_used_up = 412,
    totp_not_enrolled = 413,   ///< Staff sign in with two steps only.
    server_unreachable = 414,  ///< Said by the phone itself: nothing was sent.
    consent_needed = 415,
    consent_outdated = 416,  ///< The page showed an older text than the one in force.

    // Personal data
    name_missing = 500,
    name_too_long = 501,
    name_malformed = 502,
    account_has_duties = 503,  ///< Staff don't delete their own accounts.
};

/// The field of a form that a refusal stands beside.
enum class Field : std::uint8_t {
    form,  ///< The whole form.
    category,
    grid,
    words,
    contact,
    photos,
    room,
    time,
    purpose,
    activity,
    phone,
    code,
    totp,
    consent,
    name,
};

struct FieldRefusal {
    Field field = Field::form;
    Refusal refusal = Refusal::none;

    bool operator==(const FieldRefusal&) const = default;
};

/// All refusals of one command, in the rules' order of precedence; empty means accepted.
using FieldRefusals = std::vector<FieldRefusal>;

/// The stable name, used as a key: "refusal.<name>" in assets/lang and in logs.
std::string_view name_of(Refusal refusal);

}  // namespace yg::domain
