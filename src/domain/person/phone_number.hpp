// Telephone numbers of mainland mobiles, as people type them and as they are stored.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace yg::domain {

/// The eleven digits of a mainland mobile number (1, then 3–9, then nine more). Takes what people
/// type and paste: full-width digits, spaces, dashes, and +86, 0086 or 86 in front. Nothing when it
/// is none.
std::optional<std::string> parse_mobile_number(std::string_view typed);

}  // namespace yg::domain
