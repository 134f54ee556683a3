#include "engine/command_steps.hpp"
#include "store/activity_store.hpp"

namespace yg::engine {
namespace {

/// Whole years that a birth year alone can tell; 0 when it isn't known.
int age_of(const Actor& actor, TimeMs now) {
    return actor.birth_year == 0 ? 0 : to_local(now).date.year - actor.birth_year;
}

/// Writes a sign-up and the place it takes (+1) or frees (-1).
Result<void> write_sign_up(store::Database& database, const Execution& execution,
                           const domain::SignUp& sign_up, domain::Activity activity,
                           int places_taken) {
    RETURN_IF_ERROR(store::put_sign_up(database, execution.town, sign_up));
    RETURN_IF_ERROR(store::add_to_signed_up(database, execution.town, activity.id, places_taken));
    activity.signed_up += places_taken;
    if (execution.authority != nullptr) {
        RETURN_IF_ERROR(execution.authority->publish(database, execution.town, sign_up));
        RETURN_IF_ERROR(execution.authority->publish(database, execution.town, activity));
    }
    return {};
}

}  // namespace

Result<domain::JoinActivityFacts> gather(store::Database& database, const Execution& execution,
                                         const domain::JoinActivity& command) {
    domain::JoinActivityFacts facts;
    facts.now = execution.now;
    facts.signed_in = execution.actor.has_value();
    ASSIGN_OR_RETURN(const auto same_id, store::find_sign_up(database, execution.town, command.id));
    facts.id_taken = same_id.has_value();
    ASSIGN_OR_RETURN(facts.activity,
                     store::find_activity(database, execution.town, command.activity));
    if (!execution.actor) return facts;
    facts.age = age_of(*execution.actor, execution.now);
    ASSIGN_OR_RETURN(const auto active,
                     store::find_active_sign_up(database, execution.town, command.activity,
                                                execution.actor->person));
    facts.already_signed_up = active.has_value();
    if (facts.activity) {
        ASSIGN_OR_RETURN(facts.own_commitments,
                         list_own_commitments(database, execution, facts.activity->when));
    }
    return facts;
}

Result<domain::FieldRefusals> apply(store::Database& database, const Execution& execution,
                                    const domain::JoinActivity& command,
                                    const domain::JoinActivityFacts& facts) {
    const domain::SignUp sign_up{command.id, command.activity, actor_id(execution),
                                 domain::SignUpState::confirmed, execution.now};
    RETURN_IF_ERROR(write_sign_up(database, execution, sign_up, *facts.activity, +1));
    return domain::FieldRefusals();
}

Result<domain::LeaveActivityFacts> gather(store::Database& database, const Execution& execution,
                                          const domain::LeaveActivity& command) {
    domain::LeaveActivityFacts facts;
    facts.now = execution.now;
    facts.person = actor_id(execution);
    ASSIGN_OR_RETURN(facts.sign_up, store::find_sign_up(database, execution.town, command.sign_up));
    if (facts.sign_up) {
        ASSIGN_OR_RETURN(facts.activity,
                         store::find_activity(database, execution.town, facts.sign_up->activity));
    }
    return facts;
}

Result<domain::FieldRefusals> apply(store::Database& database, const Execution& execution,
                                    const domain::LeaveActivity&,
                                    const domain::LeaveActivityFacts& facts) {
    domain::SignUp sign_up = *facts.sign_up;
    const bool held_a_place = sign_up.state == domain::SignUpState::confirmed;
    sign_up.state = domain::SignUpState::cancelled;
    // A phone may know its own sign-up without the activity (it left the feed).
    domain::Activity activity;
    activity.id = sign_up.activity;
    RETURN_IF_ERROR(write_sign_up(database, execution, sign_up, facts.activity.value_or(activity),
                                  held_a_place ? -1 : 0));
    return domain::FieldRefusals();
}

}  // namespace yg::engine
