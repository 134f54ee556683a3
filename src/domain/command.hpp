// Everything that changes data is one of these. Adding a command: here, in codec/command_codec,
// in engine/execute, and the words of its refusals in assets/lang.
#pragma once

#include <variant>

#include "domain/activity/sign_up.hpp"
#include "domain/concern/submit_concern.hpp"
#include "domain/person/correct_person.hpp"
#include "domain/room/book_room.hpp"

namespace yg::domain {

using Command = std::variant<SubmitConcern, BookRoom, CancelBooking, JoinActivity, LeaveActivity,
                             CorrectPerson>;

inline std::string_view name_of(const Command& command) {
    return std::visit([](const auto& one) { return one.name; }, command);
}

/// Carrying it out gives the town more of a person's data, or other data than before. Who takes
/// something back needs no consent for that.
inline bool hands_over_personal_data(const Command& command) {
    return !std::holds_alternative<CancelBooking>(command) &&
           !std::holds_alternative<LeaveActivity>(command);
}

}  // namespace yg::domain
