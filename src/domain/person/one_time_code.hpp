// The six digits of a one-time code, as people type them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace yg::domain {

inline constexpr std::size_t one_time_code_digits = 6;

/// Full-width digits and white space between them are taken. Nothing when it isn't six digits.
std::optional<std::string> parse_one_time_code(std::string_view typed);

}  // namespace yg::domain
