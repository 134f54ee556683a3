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

/// Any number a person can be called at: 7 to 15 digits (ITU-T E.164), with a leading + and with
/// spaces or dashes between them.
bool is_number_to_call(std::string_view text);

}  // namespace yg::domain
