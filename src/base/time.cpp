#include "base/time.hpp"

#include <cstdio>

namespace yg {
namespace {

constexpr DurationMs shanghai_offset_ms = 8 * hour_ms;

/// Rounds towards minus infinity, as calendars need.
constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
    return a / b - (a % b != 0 && (a % b < 0) != (b < 0) ? 1 : 0);
}

// Both after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
std::int64_t days_from_civil(LocalDate date) {
    const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
    const std::int64_t era = floor_divide(year, 400);
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t shifted_month = (date.month + 9) % 12;
    const std::int64_t day_of_year = (153 * shifted_month + 2) / 5 + date.day - 1;
    const std::int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

LocalDate civil_from_days(std::int64_t days) {
    const std::int64_t shifted = days + 719468;
    const std::int64_t era = floor_divide(shifted, 146097);
    const std::int64_t day_of_era = shifted - era * 146097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
    const int day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
    const int month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
    const int year = static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0));
    return {year, month, day};
}

}  // namespace

LocalTime to_local(TimeMs moment) {
    const std::int64_t local = moment + shanghai_offset_ms;
    const std::int64_t days = floor_divide(local, day_ms);
    return {civil_from_days(days), static_cast<int>((local - days * day_ms) / minute_ms)};
}

TimeMs to_moment(LocalDate date, int minute_of_day) {
    return days_from_civil(date) * day_ms + minute_of_day * minute_ms - shanghai_offset_ms;
}

Weekday weekday_of(LocalDate date) {
    // 1970-01-01 was a Thursday.
    const std::int64_t since_monday = days_from_civil(date) + 3;
    return static_cast<Weekday>(since_monday - floor_divide(since_monday, 7) * 7);
}

LocalDate add_days(LocalDate date, int days) {
    return civil_from_days(days_from_civil(date) + days);
}

LocalDate first_of_month(LocalDate date, int months) {
    const std::int64_t month = std::int64_t{date.year} * 12 + date.month - 1 + months;
    const std::int64_t year = floor_divide(month, 12);
    return {static_cast<int>(year), static_cast<int>(month - year * 12) + 1, 1};
}

int days_in_month(LocalDate date) {
    return days_between(first_of_month(date), first_of_month(date, 1));
}

int days_between(LocalDate from, LocalDate to) {
    return static_cast<int>(days_from_civil(to) - days_from_civil(from));
}

LocalDate monday_of(LocalDate date) {
    return add_days(date, -static_cast<int>(weekday_of(date)));
}

std::string format_date(LocalDate date) {
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
    return text;
}

std::optional<LocalDate> parse_date(std::string_view text) {
    LocalDate date;
    if (std::sscanf(std::string(text).c_str(), "%4d-%2d-%2d", &date.year, &date.month, &date.day) !=
        3) {
        return std::nullopt;
    }
    const bool exists = date.month >= 1 && date.month <= 12 && date.day >= 1 &&
                        date.day <= days_in_month(date) && format_date(date) == text;
    return exists ? std::optional(date) : std::nullopt;
}

std::string format_minute(int minute_of_day) {
    char text[32];
    std::snprintf(text, sizeof text, "%02d:%02d", minute_of_day / 60, minute_of_day % 60);
    return text;
}

}  // namespace yg
