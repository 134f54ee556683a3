#include "domain/person/one_time_code.hpp"

#include "base/text.hpp"

namespace yg::domain {

std::optional<std::string> parse_one_time_code(std::string_view typed) {
    constexpr std::size_t typed_bytes_max = 100;
    constexpr char32_t ideographic_space = 0x3000;
    if (typed.size() > typed_bytes_max) return std::nullopt;
    std::string digits;
    std::size_t position = 0;
    while (position < typed.size()) {
        const char32_t c = to_ascii_digit(next_code_point(typed, position));
        if (c == U' ' || c == ideographic_space) continue;
        if (c < U'0' || c > U'9') return std::nullopt;
        digits.push_back(static_cast<char>(c));
    }
    if (digits.size() != one_time_code_digits) return std::nullopt;
    return digits;
}

}  // namespace yg::domain
