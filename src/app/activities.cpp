#include "app/activities.hpp"

#include <algorithm>
#include <set>

#include "app/reader.hpp"
#include "store/activity_store.hpp"
#include "store/booking_store.hpp"
#include "store/place_store.hpp"

namespace yg::app {
namespace {

constexpr int activities_limit = 1000;
constexpr int commitments_limit = 100;

bool passes(const ActivityFilter& filter, const domain::Activity& activity) {
    if (filter.kind && activity.kind != *filter.kind) return false;
    return !filter.has_places || domain::places_left(activity) > 0;
}

std::vector<std::string> conflicting_titles(const Reader& reader,
                                            const domain::Activity& activity) {
    std::vector<std::string> titles;
    for (const auto& own : or_empty(store::list_sign_ups_of_person(
             reader.database, reader.town, my_id(reader), reader.now, commitments_limit))) {
        if (own.activity.id == activity.id) continue;
        if (overlaps(own.activity.when, activity.when)) titles.push_back(own.activity.title);
    }
    for (const auto& booking : or_empty(store::list_active_bookings(
             reader.database, reader.town, my_id(reader), reader.now, commitments_limit))) {
        if (overlaps(booking.when, activity.when)) {
            titles.push_back(room_name(reader, booking.room));
        }
    }
    return titles;
}

}  // namespace

std::vector<ActivityRow> activity_rows(const Reader& reader, const Interval& when) {
    std::set<ActivityId> mine;
    if (reader.me) {
        for (const auto& own : or_empty(store::list_sign_ups_of_person(
                 reader.database, reader.town, reader.me->id, when.start, activities_limit))) {
            mine.insert(own.activity.id);
        }
    }
    std::vector<ActivityRow> rows;
    for (auto& activity :
         or_empty(store::list_activities(reader.database, reader.town, when, activities_limit))) {
        const bool is_mine = mine.contains(activity.id);
        rows.push_back({.activity = std::move(activity), .mine = is_mine});
    }
    return rows;
}

void refresh_calendar(const Reader& reader, Calendar& calendar) {
    calendar.now = reader.now;
    calendar.today = to_local(reader.now).date;
    const LocalDate first = monday_of(calendar.month);
    const LocalDate next_month = first_of_month(calendar.month, 1);
    const LocalDate end = add_days(monday_of(add_days(next_month, -1)), 7);

    calendar.days.clear();
    for (LocalDate date = first; date < end; date = add_days(date, 1)) {
        calendar.days.push_back({.date = date,
                                 .in_month = date >= calendar.month && date < next_month,
                                 .activities = 0,
                                 .mine = false});
    }
    calendar.of_day.clear();
    calendar.of_month.clear();
    for (auto& row : activity_rows(reader, {to_moment(first), to_moment(end)})) {
        if (!passes(calendar.filter, row.activity)) continue;
        const LocalDate date = to_local(row.activity.when.start).date;
        const int index = days_between(first, date);
        if (index < 0 || index >= static_cast<int>(calendar.days.size())) continue;
        auto& day = calendar.days[static_cast<std::size_t>(index)];
        ++day.activities;
        day.mine |= row.mine;
        if (date == calendar.selected) calendar.of_day.push_back(row);
        if (day.in_month) calendar.of_month.push_back(std::move(row));
    }
}

std::optional<ActivityDetail> load_activity(const Reader& reader, const ActivityId& id) {
    auto activity = or_empty(store::find_activity(reader.database, reader.town, id));
    if (!activity) return std::nullopt;
    ActivityDetail detail;
    detail.now = reader.now;
    detail.signed_in = reader.me.has_value();
    if (const auto community =
            or_empty(store::find_community(reader.database, reader.town, activity->community))) {
        detail.community = community->name;
    }
    if (reader.me) {
        detail.mine =
            or_empty(store::find_active_sign_up(reader.database, reader.town, id, reader.me->id));
        if (detail.mine) detail.delivery = delivery_of(reader, detail.mine->id.text());
        detail.conflicts = conflicting_titles(reader, *activity);
    }
    detail.activity = std::move(*activity);
    return detail;
}

}  // namespace yg::app
