// The commands that take and give back a place in an activity, and their rules.
#pragma once

#include <optional>
#include <span>

#include "domain/activity/activity.hpp"
#include "domain/person/person.hpp"
#include "domain/refusal.hpp"
#include "domain/rule.hpp"

namespace yg::domain {

struct JoinActivity {
    static constexpr std::string_view name = "join_activity";

    SignUpId id;
    ActivityId activity;
};

struct JoinActivityFacts {
    TimeMs now = 0;
    bool signed_in = false;
    bool id_taken = false;
    std::optional<Activity> activity;
    bool already_signed_up = false;
    int age = 0;                            ///< 0 when not known.
    std::vector<Interval> own_commitments;  ///< The person's bookings and activities near it.
};

std::span<const Rule<JoinActivity, JoinActivityFacts>> join_activity_rules();

struct LeaveActivity {
    static constexpr std::string_view name = "leave_activity";

    SignUpId sign_up;
};

struct LeaveActivityFacts {
    TimeMs now = 0;
    PersonId person;
    std::optional<SignUp> sign_up;
    std::optional<Activity> activity;
};

std::span<const Rule<LeaveActivity, LeaveActivityFacts>> leave_activity_rules();

}  // namespace yg::domain
