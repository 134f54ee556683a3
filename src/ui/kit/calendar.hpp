// Days: a strip of the next ones, and a month as a grid.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "ui/kit/kit.hpp"

namespace yg::ui {

inline constexpr int no_day = -1;

struct StripDay {
    LocalDate date;
    bool disabled = false;
};

/// Weekday over number, a week to the width. Returns the index that was pressed, or no_day.
int date_strip(Kit& kit, std::string_view name, const std::vector<StripDay>& days, int chosen);

struct MonthCell {
    LocalDate date;
    bool in_month = true;
    bool today = false;
    bool chosen = false;
    bool marked = false;          ///< A dot: something happens.
    bool mine = false;            ///< A ring around the dot: I take part.
    std::string_view below = {};  ///< Small words under the number (the lunar date); may be empty.
    std::string spoken = {};      ///< "11 月 28 日 周六, 2 个活动"
};

/// Whole weeks, Monday first. Returns the index that was pressed, or no_day.
int month_grid(Kit& kit, std::string_view name, const std::vector<MonthCell>& cells);

}  // namespace yg::ui
