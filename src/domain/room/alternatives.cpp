#include "domain/room/alternatives.hpp"

#include <algorithm>
#include <cstdlib>

namespace yg::domain {
namespace {

/// Every slot start from `now` to the horizon at which a booking of `length` is free.
template <class Visit>
void visit_free_times(const Room& room, DurationMs length,
                      const std::vector<Occupancy>& occupancies, TimeMs now, Visit visit) {
    const TimeMs earliest = now + room.notice_minutes * minute_ms;
    const TimeMs horizon = now + room.ahead_days * day_ms;
    const DurationMs slot = room.slot_minutes * minute_ms;
    for (LocalDate date = to_local(now).date; to_moment(date) < horizon; date = add_days(date, 1)) {
        for (const auto& span : room.hours[static_cast<std::size_t>(weekday_of(date))]) {
            for (TimeMs start = to_moment(date, span.opens);
                 start + length <= to_moment(date, span.closes); start += slot) {
                const Interval when{start, start + length};
                if (start < earliest || when.end > horizon || !is_open(room, when)) continue;
                if (seats_free(room, when, occupancies) < 1) continue;
                if (!visit(when)) return;
            }
        }
    }
}

}  // namespace

std::vector<Interval> nearest_free_times(const Room& room, const Interval& wanted,
                                         const std::vector<Occupancy>& occupancies, TimeMs now,
                                         std::size_t count) {
    std::vector<Interval> times;
    visit_free_times(room, wanted.end - wanted.start, occupancies, now, [&](const Interval& when) {
        times.push_back(when);
        return true;
    });
    std::sort(times.begin(), times.end(), [&](const Interval& a, const Interval& b) {
        const DurationMs distance_a = std::abs(a.start - wanted.start);
        const DurationMs distance_b = std::abs(b.start - wanted.start);
        return distance_a != distance_b ? distance_a < distance_b : a.start < b.start;
    });
    if (times.size() > count) times.resize(count);
    return times;
}

Interval next_free_slot(const Room& room, const std::vector<Occupancy>& occupancies, TimeMs now) {
    Interval first;
    visit_free_times(room, room.slot_minutes * minute_ms, occupancies, now,
                     [&](const Interval& when) {
                         first = when;
                         return false;
                     });
    return first;
}

LocalDate last_bookable_date(const Room& room, TimeMs now) {
    // The booking must end within the horizon, so the horizon's own last millisecond counts.
    return to_local(now + room.ahead_days * day_ms - 1).date;
}

}  // namespace yg::domain
