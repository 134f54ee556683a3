// How each command is divided into facts, rules and effects; execute.cpp runs the three in order.
// Must not be included outside the engine.
#pragma once

#include "engine/authority.hpp"
#include "engine/execute.hpp"

namespace yg::engine {

// What the rules need to know, from the database.
Result<domain::SubmitConcernFacts> gather(store::Database& database, const Execution& execution,
                                          const domain::SubmitConcern& command);
Result<domain::BookRoomFacts> gather(store::Database& database, const Execution& execution,
                                     const domain::BookRoom& command);
Result<domain::CancelBookingFacts> gather(store::Database& database, const Execution& execution,
                                          const domain::CancelBooking& command);
Result<domain::JoinActivityFacts> gather(store::Database& database, const Execution& execution,
                                         const domain::JoinActivity& command);
Result<domain::LeaveActivityFacts> gather(store::Database& database, const Execution& execution,
                                          const domain::LeaveActivity& command);
Result<domain::CorrectPersonFacts> gather(store::Database& database, const Execution& execution,
                                          const domain::CorrectPerson& command);

// What happens once the rules have passed. A refusal here means that a constraint of the database
// knew better than the facts.
Result<domain::FieldRefusals> apply(store::Database& database, const Execution& execution,
                                    const domain::SubmitConcern& command,
                                    const domain::SubmitConcernFacts& facts);
Result<domain::FieldRefusals> apply(store::Database& database, const Execution& execution,
                                    const domain::BookRoom& command,
                                    const domain::BookRoomFacts& facts);
Result<domain::FieldRefusals> apply(store::Database& database, const Execution& execution,
                                    const domain::CancelBooking& command,
                                    const domain::CancelBookingFacts& facts);
Result<domain::FieldRefusals> apply(store::Database& database, const Execution& execution,
                                    const domain::JoinActivity& command,
                                    const domain::JoinActivityFacts& facts);
Result<domain::FieldRefusals> apply(store::Database& database, const Execution& execution,
                                    const domain::LeaveActivity& command,
                                    const domain::LeaveActivityFacts& facts);
Result<domain::FieldRefusals> apply(store::Database& database, const Execution& execution,
                                    const domain::CorrectPerson& command,
                                    const domain::CorrectPersonFacts& facts);

/// Times the actor is not free, overlapping `when`: bookings in any room and activities.
Result<std::vector<Interval>> list_own_commitments(store::Database& database,
                                                   const Execution& execution,
                                                   const Interval& when);

/// Empty when nobody is signed in.
inline PersonId actor_id(const Execution& execution) {
    return execution.actor ? execution.actor->person : PersonId();
}

}  // namespace yg::engine
