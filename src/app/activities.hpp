// 看活动: the month, a day's activities, one activity and my place in it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/action.hpp"
#include "domain/activity/activity.hpp"

namespace yg::app {

struct ActivityFilter {
    std::optional<domain::ActivityKind> kind;
    bool has_places = false;

    bool operator==(const ActivityFilter&) const = default;
};

struct CalendarDay {
    LocalDate date;
    bool in_month = true;
    int activities = 0;  ///< After the filter.
    bool mine = false;   ///< I signed up for one of them.
};

struct ActivityRow {
    domain::Activity activity;
    bool mine = false;
};

struct Calendar {
    LocalDate month;  ///< Its first day.
    LocalDate today;
    LocalDate selected;
    ActivityFilter filter;
    std::vector<CalendarDay> days;      ///< Whole weeks, Monday first: 28, 35 or 42.
    std::vector<ActivityRow> of_day;    ///< Of `selected`, by time.
    std::vector<ActivityRow> of_month;  ///< By time, for the list view.
    TimeMs now = 0;
};

struct ActivityDetail {
    domain::Activity activity;
    std::string community;
    std::optional<domain::SignUp> mine;  ///< Mine, when it holds a place or waits.
    Delivery delivery = Delivery::delivered;
    bool signed_in = false;
    TimeMs now = 0;
    /// Why I can't join (empty when I can, or when I'm in already).
    domain::FieldRefusals refusals;
    /// Titles of my own commitments at the same time.
    std::vector<std::string> conflicts;
    Action join;
    Action leave;
};

}  // namespace yg::app
