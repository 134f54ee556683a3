// What a person may be called: one rule for what people type and what the operator registers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "domain/refusal.hpp"

namespace yg::domain {

inline constexpr std::size_t person_name_max = 30;  // Code points, as in the town's files.

/// `typed` without white space around it.
std::string person_name(std::string_view typed);
/// Nothing wrong: one line of 1 to person_name_max characters of any plane, none of them one that
/// can't be seen.
Refusal judge_person_name(std::string_view typed);

}  // namespace yg::domain
