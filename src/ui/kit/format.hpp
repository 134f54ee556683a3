// Dates, times and spans of time as people read them, in the language shown. Reads no clock.
#pragma once

#include <string>

#include "base/time.hpp"

namespace yg::ui {

std::string month_title(LocalDate month);          ///< "2026 年 11 月", "November 2026"
std::string day_title(LocalDate date);             ///< "11 月 28 日 周六", "Sat 28 Nov"
std::string short_date(LocalDate date);            ///< "11 月 28 日", "28 Nov"
std::string_view weekday_name(Weekday weekday);    ///< "周六", "Sat"
std::string_view weekday_letter(Weekday weekday);  ///< "六", "Sa"
std::string clock_time(TimeMs moment);             ///< "08:30"
std::string moment_text(TimeMs moment);            ///< "11 月 24 日 08:12", "24 Nov 08:12"
std::string time_range(const Interval& when);      ///< "15:00–17:00"
/// "1 天 4 小时", "37 分钟": the two largest units, never less than a minute.
std::string duration_text(DurationMs duration);
/// "今天", "明天", otherwise day_title.
std::string relative_day(LocalDate date, LocalDate today);

}  // namespace yg::ui
