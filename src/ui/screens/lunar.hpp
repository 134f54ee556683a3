// The lunar date in words. Knows the calendar's words, not how it is computed.
#pragma once

#include <string>
#include <string_view>

#include "base/time.hpp"

namespace yg::ui {

/// What stands under a day in a month's grid: "立冬", "十月" on a month's first day, else "廿三".
std::string_view lunar_day_words(LocalDate date);
/// "农历十月二十"
std::string lunar_date_words(LocalDate date);

}  // namespace yg::ui
