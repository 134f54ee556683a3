// 农历: the lunar date and the solar term of a day, for calendars. Pure; covers 2020 to 2040.
#pragma once

#include <optional>

#include "base/time.hpp"

namespace yg::ui {

struct LunarDay {
    int month = 1;  ///< 1–12
    int day = 1;    ///< 1–30
    bool leap = false;

    bool operator==(const LunarDay&) const = default;
};

/// Nothing outside the years covered.
std::optional<LunarDay> lunar_day(LocalDate date);

/// 1 (小寒) to 24 (冬至) when one of the 24 solar terms falls on `date`; 0 otherwise.
int solar_term(LocalDate date);

}  // namespace yg::ui
