// The town's profile, settings and calendar as JSON (its data files are town_codec's business).
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/town/town.hpp"

namespace yg::codec {

std::string encode(const domain::TownProfile& profile);
Result<domain::TownProfile> decode_town_profile(std::string_view json);

std::string encode(const domain::CalendarDay& day);
Result<domain::CalendarDay> decode_calendar_day(std::string_view json);

}  // namespace yg::codec
