// Small lists and shapes as one TEXT column. Must not know whose columns they are.
// Separators are control characters, which checked text never holds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace yg::store {

inline constexpr char field_separator = '\x1f';
inline constexpr char record_separator = '\x1e';

/// An empty list becomes an empty text.
std::string join(const std::vector<std::string>& parts, char separator);
std::vector<std::string> split(std::string_view text, char separator);

/// For numbers we wrote ourselves; anything else gives 0.
std::int64_t to_integer(std::string_view text);

}  // namespace yg::store
