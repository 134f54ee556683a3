#include "domain/activity/sign_up.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::domain;

namespace {

const TimeMs now = to_moment({2026, 11, 24}, 9 * 60);

JoinActivityFacts good_facts() {
    JoinActivityFacts facts;
    facts.now = now;
    facts.signed_in = true;
    Activity activity;
    activity.when = {now + day_ms, now + day_ms + 2 * hour_ms};
    activity.sign_up_opens = now - day_ms;
    activity.sign_up_closes = now + hour_ms;
    activity.capacity = 10;
    activity.signed_up = 9;
    facts.activity = activity;
    return facts;
}

Refusal first(const JoinActivityFacts& facts) {
    const auto refusals = apply_rules(join_activity_rules(), JoinActivity{}, facts);
    return refusals.empty() ? Refusal::none : refusals.front().refusal;
}

}  // namespace

TEST_CASE("The last place in an activity is given") {
    CHECK(first(good_facts()) == Refusal::none);
}

TEST_CASE("joiner_is_signed_in") {
    auto facts = good_facts();
    facts.signed_in = false;
    CHECK(first(facts) == Refusal::not_signed_in);
}

TEST_CASE("sign_up_is_new") {
    auto facts = good_facts();
    facts.id_taken = true;
    CHECK(first(facts) == Refusal::already_exists);
}

TEST_CASE("activity_exists") {
    auto facts = good_facts();
    facts.activity.reset();
    CHECK(first(facts) == Refusal::activity_unknown);
}

TEST_CASE("activity_takes_place") {
    auto facts = good_facts();
    facts.activity->state = ActivityState::cancelled;
    CHECK(first(facts) == Refusal::activity_cancelled);
}

TEST_CASE("person_is_not_signed_up_yet") {
    auto facts = good_facts();
    facts.already_signed_up = true;
    CHECK(first(facts) == Refusal::already_signed_up);
}

TEST_CASE("sign_up_has_opened") {
    auto facts = good_facts();
    facts.activity->sign_up_opens = now;
    CHECK(first(facts) == Refusal::none);
    facts.activity->sign_up_opens = now + 1;
    CHECK(first(facts) == Refusal::sign_up_not_open);
}

TEST_CASE("sign_up_has_not_closed") {
    auto facts = good_facts();
    facts.activity->sign_up_closes = now + 1;
    CHECK(first(facts) == Refusal::none);
    facts.activity->sign_up_closes = now;
    CHECK(first(facts) == Refusal::sign_up_closed);
}

TEST_CASE("age_is_allowed") {
    auto facts = good_facts();
    facts.activity->age_min = 60;
    facts.activity->age_max = 80;
    CHECK(first(facts) == Refusal::none);  // not known
    facts.age = 59;
    CHECK(first(facts) == Refusal::age_not_allowed);
    facts.age = 60;
    CHECK(first(facts) == Refusal::none);
    facts.age = 80;
    CHECK(first(facts) == Refusal::none);
    facts.age = 81;
    CHECK(first(facts) == Refusal::age_not_allowed);
    facts.activity->age_max = 0;
    CHECK(first(facts) == Refusal::none);
}

TEST_CASE("person_is_free_for_the_activity") {
    auto facts = good_facts();
    facts.own_commitments = {{facts.activity->when.end, facts.activity->when.end + hour_ms}};
    CHECK(first(facts) == Refusal::none);
    facts.own_commitments = {{facts.activity->when.end - 1, facts.activity->when.end + hour_ms}};
    CHECK(first(facts) == Refusal::person_busy_then);
}

TEST_CASE("a_place_is_left") {
    auto facts = good_facts();
    facts.activity->signed_up = 10;
    CHECK(first(facts) == Refusal::activity_full);
    facts.activity->capacity = 0;  // no limit
    CHECK(first(facts) == Refusal::none);
}

namespace {

LeaveActivityFacts leave_facts() {
    LeaveActivityFacts facts;
    facts.now = now;
    facts.person = PersonId::trusted("me");
    SignUp sign_up;
    sign_up.person = facts.person;
    facts.sign_up = sign_up;
    facts.activity = good_facts().activity;
    return facts;
}

Refusal first(const LeaveActivityFacts& facts) {
    const auto refusals = apply_rules(leave_activity_rules(), LeaveActivity{}, facts);
    return refusals.empty() ? Refusal::none : refusals.front().refusal;
}

}  // namespace

TEST_CASE("One's own place is given back") {
    CHECK(first(leave_facts()) == Refusal::none);
}

TEST_CASE("leaver_is_signed_in") {
    auto facts = leave_facts();
    facts.person = PersonId();
    CHECK(first(facts) == Refusal::not_signed_in);
}

TEST_CASE("sign_up_is_ones_own") {
    auto facts = leave_facts();
    facts.sign_up->person = PersonId::trusted("other");
    CHECK(first(facts) == Refusal::sign_up_unknown);
    facts.sign_up.reset();
    CHECK(first(facts) == Refusal::sign_up_unknown);
}

TEST_CASE("sign_up_is_active") {
    auto facts = leave_facts();
    facts.sign_up->state = SignUpState::cancelled;
    CHECK(first(facts) == Refusal::sign_up_not_active);
}

TEST_CASE("activity_is_not_over") {
    auto facts = leave_facts();
    facts.now = facts.activity->when.end - 1;
    CHECK(first(facts) == Refusal::none);
    facts.now = facts.activity->when.end;
    CHECK(first(facts) == Refusal::sign_up_not_active);
}
