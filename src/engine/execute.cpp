#include "engine/execute.hpp"

#include "domain/rule.hpp"
#include "engine/command_steps.hpp"
#include "store/activity_store.hpp"
#include "store/booking_store.hpp"

namespace yg::engine {
namespace {

auto rules_for(const domain::SubmitConcern&) {
    return domain::submit_concern_rules();
}
auto rules_for(const domain::BookRoom&) {
    return domain::book_room_rules();
}
auto rules_for(const domain::CancelBooking&) {
    return domain::cancel_booking_rules();
}
auto rules_for(const domain::JoinActivity&) {
    return domain::join_activity_rules();
}
auto rules_for(const domain::LeaveActivity&) {
    return domain::leave_activity_rules();
}
auto rules_for(const domain::CorrectPerson&) {
    return domain::correct_person_rules();
}

}  // namespace

Actor actor_of(const domain::Person& person) {
    return {person.id, person.role, person.standing, person.birth_year};
}

Result<domain::FieldRefusals> check(store::Database& database, const Execution& execution,
                                    const domain::Command& command) {
    return std::visit(
        [&](const auto& one) -> Result<domain::FieldRefusals> {
            ASSIGN_OR_RETURN(const auto facts, gather(database, execution, one));
            return domain::apply_rules(rules_for(one), one, facts);
        },
        command);
}

Result<domain::FieldRefusals> execute(store::Database& database, const Execution& execution,
                                      const domain::Command& command) {
    return std::visit(
        [&](const auto& one) -> Result<domain::FieldRefusals> {
            ASSIGN_OR_RETURN(const auto facts, gather(database, execution, one));
            auto refusals = domain::apply_rules(rules_for(one), one, facts);
            if (!refusals.empty()) return refusals;
            return apply(database, execution, one, facts);
        },
        command);
}

Result<std::vector<Interval>> list_own_commitments(store::Database& database,
                                                   const Execution& execution,
                                                   const Interval& when) {
    if (!execution.actor) return std::vector<Interval>();
    const PersonId& person = execution.actor->person;
    ASSIGN_OR_RETURN(auto commitments,
                     store::list_own_booking_times(database, execution.town, person, when));
    ASSIGN_OR_RETURN(const auto activities,
                     store::list_own_activity_times(database, execution.town, person, when));
    commitments.insert(commitments.end(), activities.begin(), activities.end());
    return commitments;
}

}  // namespace yg::engine
