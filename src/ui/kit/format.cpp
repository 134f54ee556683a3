#include "ui/kit/format.hpp"

#include <algorithm>
#include <array>

#include "ui/kit/strings.hpp"

namespace yg::ui {

namespace {

std::string_view month_name(int month) {
    constexpr std::array<TextKey, 12> names = {
        "month.1", "month.2", "month.3", "month.4",  "month.5",  "month.6",
        "month.7", "month.8", "month.9", "month.10", "month.11", "month.12",
    };
    return tr(names[static_cast<std::size_t>(month - 1)]);
}

}  // namespace

std::string month_title(LocalDate month) {
    return format(tr("date.month_title"),
                  {{"year", month.year}, {"month", month_name(month.month)}});
}

std::string day_title(LocalDate date) {
    return format(tr("date.day_title"), {{"month", month_name(date.month)},
                                         {"day", date.day},
                                         {"weekday", weekday_name(weekday_of(date))}});
}

std::string short_date(LocalDate date) {
    return format(tr("date.short"), {{"month", month_name(date.month)}, {"day", date.day}});
}

std::string_view weekday_name(Weekday weekday) {
    constexpr std::array<TextKey, 7> names = {"weekday.1", "weekday.2", "weekday.3", "weekday.4",
                                              "weekday.5", "weekday.6", "weekday.7"};
    return tr(names[static_cast<std::size_t>(weekday)]);
}

std::string_view weekday_letter(Weekday weekday) {
    constexpr std::array<TextKey, 7> names = {
        "weekday.short.1", "weekday.short.2", "weekday.short.3", "weekday.short.4",
        "weekday.short.5", "weekday.short.6", "weekday.short.7"};
    return tr(names[static_cast<std::size_t>(weekday)]);
}

std::string clock_time(TimeMs moment) {
    return format_minute(to_local(moment).minute_of_day);
}

std::string moment_text(TimeMs moment) {
    return short_date(to_local(moment).date) + " " + clock_time(moment);
}

std::string time_range(const Interval& when) {
    // An end at midnight is the end of that day, not the start of the next.
    const int end = to_local(when.end).minute_of_day;
    return clock_time(when.start) + "–" + format_minute(end == 0 ? 24 * 60 : end);
}

std::string duration_text(DurationMs duration) {
    const DurationMs minutes = std::max<DurationMs>(1, duration / minute_ms);
    const DurationMs days = minutes / (24 * 60);
    const DurationMs hours = minutes / 60 % 24;
    if (days > 0 && hours > 0) {
        return format(tr("duration.days_hours"), {{"d", days}, {"h", hours}});
    }
    if (days > 0) return format(tr("duration.days"), {{"d", days}});
    const DurationMs rest = minutes % 60;
    if (hours > 0 && rest > 0) {
        return format(tr("duration.hours_minutes"), {{"h", hours}, {"m", rest}});
    }
    if (hours > 0) return format(tr("duration.hours"), {{"h", hours}});
    return format(tr("duration.minutes"), {{"m", rest}});
}

std::string relative_day(LocalDate date, LocalDate today) {
    if (date == today) return std::string(tr("date.today"));
    if (date == add_days(today, 1)) return std::string(tr("date.tomorrow"));
    return day_title(date);
}

}  // namespace yg::ui
