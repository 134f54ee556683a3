// A room's next days at a glance: a line for each day, its hours from left to right.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "ui/kit/day_slots.hpp"

namespace yg::ui {

struct WeekDayLook {
    LocalDate date;
    std::string spoken;          ///< "11 月 28 日 周六，空着 6 小时"
    std::vector<DaySlot> slots;  ///< In order; empty when closed all day.
};

/// Returns the index of the day that was pressed, or -1.
int week_grid(Kit& kit, std::string_view name, const std::vector<WeekDayLook>& days);

}  // namespace yg::ui
