#include "domain/activity/sign_up.hpp"

#include <algorithm>
#include <array>

namespace yg::domain {
namespace {

Refusal person_is_signed_in(const JoinActivity&, const JoinActivityFacts& facts) {
    return facts.signed_in ? Refusal::none : Refusal::not_signed_in;
}

Refusal sign_up_is_new(const JoinActivity&, const JoinActivityFacts& facts) {
    return facts.id_taken ? Refusal::already_exists : Refusal::none;
}

Refusal activity_exists(const JoinActivity&, const JoinActivityFacts& facts) {
    return facts.activity ? Refusal::none : Refusal::activity_unknown;
}

Refusal activity_takes_place(const JoinActivity&, const JoinActivityFacts& facts) {
    const bool cancelled = facts.activity && facts.activity->state == ActivityState::cancelled;
    return cancelled ? Refusal::activity_cancelled : Refusal::none;
}

Refusal person_is_not_signed_up_yet(const JoinActivity&, const JoinActivityFacts& facts) {
    return facts.already_signed_up ? Refusal::already_signed_up : Refusal::none;
}

Refusal sign_up_has_opened(const JoinActivity&, const JoinActivityFacts& facts) {
    const bool early = facts.activity && facts.now < facts.activity->sign_up_opens;
    return early ? Refusal::sign_up_not_open : Refusal::none;
}

Refusal sign_up_has_not_closed(const JoinActivity&, const JoinActivityFacts& facts) {
    const bool late = facts.activity && facts.now >= facts.activity->sign_up_closes;
    return late ? Refusal::sign_up_closed : Refusal::none;
}

/// Someone whose age isn't known is let in: the organiser sees them on the spot.
Refusal age_is_allowed(const JoinActivity&, const JoinActivityFacts& facts) {
    if (!facts.activity || facts.age == 0) return Refusal::none;
    const bool too_young = facts.age < facts.activity->age_min;
    const bool too_old = facts.activity->age_max != 0 && facts.age > facts.activity->age_max;
    return too_young || too_old ? Refusal::age_not_allowed : Refusal::none;
}

Refusal person_is_free_then(const JoinActivity&, const JoinActivityFacts& facts) {
    if (!facts.activity) return Refusal::none;
    const bool busy = std::ranges::any_of(facts.own_commitments, [&](const Interval& commitment) {
        return overlaps(commitment, facts.activity->when);
    });
    return busy ? Refusal::person_busy_then : Refusal::none;
}

Refusal a_place_is_left(const JoinActivity&, const JoinActivityFacts& facts) {
    const bool full = facts.activity && places_left(*facts.activity) == 0;
    return full ? Refusal::activity_full : Refusal::none;
}

constexpr std::array<Rule<JoinActivity, JoinActivityFacts>, 10> join_rules = {{
    {Field::form, person_is_signed_in},
    {Field::form, sign_up_is_new},
    {Field::activity, activity_exists},
    {Field::activity, activity_takes_place},
    {Field::activity, person_is_not_signed_up_yet},
    {Field::activity, sign_up_has_opened},
    {Field::activity, sign_up_has_not_closed},
    {Field::activity, age_is_allowed},
    {Field::activity, person_is_free_then},
    {Field::activity, a_place_is_left},
}};

/// Other people's sign-ups are as unknown as missing ones.
Refusal sign_up_is_ones_own(const LeaveActivity&, const LeaveActivityFacts& facts) {
    const bool own = facts.sign_up && facts.sign_up->person == facts.person;
    return own ? Refusal::none : Refusal::sign_up_unknown;
}

Refusal leaver_is_signed_in(const LeaveActivity&, const LeaveActivityFacts& facts) {
    return facts.person.empty() ? Refusal::not_signed_in : Refusal::none;
}

Refusal sign_up_is_active(const LeaveActivity&, const LeaveActivityFacts& facts) {
    const bool gone = facts.sign_up && facts.sign_up->state == SignUpState::cancelled;
    return gone ? Refusal::sign_up_not_active : Refusal::none;
}

Refusal activity_is_not_over(const LeaveActivity&, const LeaveActivityFacts& facts) {
    const bool over = facts.activity && facts.now >= facts.activity->when.end;
    return over ? Refusal::sign_up_not_active : Refusal::none;
}

constexpr std::array<Rule<LeaveActivity, LeaveActivityFacts>, 4> leave_rules = {{
    {Field::form, leaver_is_signed_in},
    {Field::activity, sign_up_is_ones_own},
    {Field::activity, sign_up_is_active},
    {Field::activity, activity_is_not_over},
}};

}  // namespace

std::span<const Rule<JoinActivity, JoinActivityFacts>> join_activity_rules() {
    return join_rules;
}

std::span<const Rule<LeaveActivity, LeaveActivityFacts>> leave_activity_rules() {
    return leave_rules;
}

}  // namespace yg::domain
