// UTF-8: checked decoding, counting and trimming. Knows nothing about fonts or languages.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace yg {

/// True when `text` is well-formed UTF-8 (no surrogates, no overlong forms, ≤ U+10FFFF).
bool is_valid_utf8(std::string_view text);

/// Number of code points; `text` must be valid UTF-8.
std::size_t count_code_points(std::string_view text);

/// Reads one code point at `position` and moves past it. Malformed bytes give U+FFFD and move on
/// by one byte. `position` must be < text.size().
char32_t next_code_point(std::string_view text, std::size_t& position);

void append_utf8(std::string& out, char32_t code_point);

/// At most the first `count` code points, then "…" when that isn't all of it.
std::string shortened(std::string_view text, std::size_t count);

/// Without leading and trailing white space (ASCII white space and U+3000).
std::string_view trim(std::string_view text);

/// A full-width digit as the ASCII one; anything else as it is.
char32_t to_ascii_digit(char32_t code_point);

/// True when a control character other than \n and \t is in `text`.
bool has_control_characters(std::string_view text);

}  // namespace yg
