#include "ui/kit/lunar.hpp"

#include <array>
#include <cstdint>
#include <iterator>

namespace yg::ui {

namespace {

// GB/T 33661-2017. One word a year: bits 15–4 tell which of the months 1–12 have 30 days (the
// others 29), bits 3–0 the leap month (0: none), bit 16 whether that one has 30 days.
constexpr std::uint32_t years[] = {0x07954, 0x06aa0, 0x0ad50, 0x05b52, 0x04b60, 0x0a6e6, 0x0a4e0,
                                   0x0d260, 0x0ea65, 0x0d530, 0x05aa0, 0x076a3, 0x096d0, 0x04afb,
                                   0x04ad0, 0x0a4d0, 0x1d0b6, 0x0d250, 0x0d520, 0x0dd45, 0x0b5a0};
constexpr int first_year = 2020;
constexpr LocalDate first_new_year = {2020, 1, 25};

int days_of_month(std::uint32_t year, int month) {
    return (year & (0x8000U >> (month - 1))) != 0 ? 30 : 29;
}

// The day of a term in year Y of this century is floor(Y × 0.2422 + C) − leap days so far; the
// years in which that is a day off are listed.
constexpr std::array<double, 24> term_constants = {
    5.4055, 20.12, 3.87, 18.73, 5.63,  20.646, 4.81,  20.1,   5.52,  21.04, 5.678, 21.37,
    7.108,  22.83, 7.5,  23.13, 7.646, 23.042, 8.318, 23.438, 7.438, 22.36, 7.18,  21.94};
struct Exception {
    int year;
    int term;
    int days;
};
constexpr Exception exceptions[] = {{2021, 24, -1}, {2026, 4, -1}};

int day_of_term(int year, int term) {
    const int y = year % 100;
    const double c = term_constants[static_cast<std::size_t>(term - 1)];
    // January and February lie before this year's leap day.
    const int leap_days = term <= 4 ? (y - 1) / 4 : y / 4;
    int day = static_cast<int>(y * 0.2422 + c) - leap_days;
    for (const Exception& one : exceptions) {
        if (one.year == year && one.term == term) day += one.days;
    }
    return day;
}

}  // namespace

std::optional<LunarDay> lunar_day(LocalDate date) {
    int left = days_between(first_new_year, date);
    if (left < 0) return std::nullopt;
    for (const std::uint32_t year : years) {
        const int leap_month = static_cast<int>(year & 0xF);
        for (int month = 1; month <= 12; ++month) {
            const int days = days_of_month(year, month);
            if (left < days) return LunarDay{month, left + 1, false};
            left -= days;
            if (month != leap_month) continue;
            const int leap_days = (year & 0x10000U) != 0 ? 30 : 29;
            if (left < leap_days) return LunarDay{month, left + 1, true};
            left -= leap_days;
        }
    }
    return std::nullopt;
}

int solar_term(LocalDate date) {
    if (date.year < first_year || date.year >= first_year + static_cast<int>(std::size(years))) {
        return 0;
    }
    for (const int term : {2 * date.month - 1, 2 * date.month}) {
        if (day_of_term(date.year, term) == date.day) return term;
    }
    return 0;
}

}  // namespace yg::ui
