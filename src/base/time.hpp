// Moments and dates. Stored time is epoch milliseconds UTC; people see Asia/Shanghai, which has
// been UTC+8 without daylight saving since 1991. Nothing here reads a clock.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace yg {

/// Milliseconds since 1970-01-01T00:00Z.
using TimeMs = std::int64_t;
/// A span of time in milliseconds.
using DurationMs = std::int64_t;

inline constexpr DurationMs second_ms = 1000;
inline constexpr DurationMs minute_ms = 60 * second_ms;
inline constexpr DurationMs hour_ms = 60 * minute_ms;
inline constexpr DurationMs day_ms = 24 * hour_ms;

/// Monday first, as calendars in China are printed.
enum class Weekday : std::uint8_t {
    monday,
    tuesday,
    wednesday,
    thursday,
    friday,
    saturday,
    sunday
};

/// A day on the town's calendar (proleptic Gregorian).
struct LocalDate {
    int year = 1970;
    int month = 1;  ///< 1–12
    int day = 1;    ///< 1–31

    auto operator<=>(const LocalDate&) const = default;
};

/// A moment as the town's clocks show it.
struct LocalTime {
    LocalDate date;
    int minute_of_day = 0;  ///< 0–1439
    auto operator<=>(const LocalTime&) const = default;
};

LocalTime to_local(TimeMs moment);
/// The moment at which `minute_of_day` (0–1440) begins on `date`.
TimeMs to_moment(LocalDate date, int minute_of_day = 0);

Weekday weekday_of(LocalDate date);
LocalDate add_days(LocalDate date, int days);
/// The first day of the month `months` after the month of `date`.
LocalDate first_of_month(LocalDate date, int months = 0);
int days_in_month(LocalDate date);
/// Whole days from `from` to `to`; negative when `to` is earlier.
int days_between(LocalDate from, LocalDate to);
/// The Monday on or before `date`.
LocalDate monday_of(LocalDate date);

/// "2026-11-24"
std::string format_date(LocalDate date);
/// What `format_date` wrote; nothing for any other text, and for days that no month has.
std::optional<LocalDate> parse_date(std::string_view text);
/// "08:05"
std::string format_minute(int minute_of_day);

/// Half-open: [start, end).
struct Interval {
    TimeMs start = 0;
    TimeMs end = 0;

    auto operator<=>(const Interval&) const = default;
};

/// Touching intervals do not overlap.
constexpr bool overlaps(const Interval& a, const Interval& b) {
    return a.start < b.end && a.end > b.start;
}

}  // namespace yg
