#include "domain/person/phone_number.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace yg::domain {
namespace {

constexpr std::size_t typed_bytes_max = 100;
constexpr std::size_t digits_of_number = 11;
constexpr char32_t fullwidth_plus = 0xFF0B;

bool separates(char32_t c) {
    // Space, no-break space, ideographic space; hyphen, dashes, full-width hyphen.
    constexpr std::array<char32_t, 8> separators = {' ',    0xA0,   0x3000, '-',
                                                    0x2010, 0x2013, 0x2014, 0xFF0D};
    return std::find(separators.begin(), separators.end(), c) != separators.end();
}

/// Digits, and a plus if one stands in front; nothing when anything else is in it.
std::optional<std::string> digits_of(std::string_view typed) {
    std::string digits;
    std::size_t position = 0;
    while (position < typed.size()) {
        char32_t c = to_ascii_digit(next_code_point(typed, position));
        if (c == fullwidth_plus) c = U'+';
        if (separates(c)) continue;
        const bool is_digit = c >= U'0' && c <= U'9';
        const bool leads = c == U'+' && digits.empty();
        if (!is_digit && !leads) return std::nullopt;
        digits.push_back(static_cast<char>(c));
    }
    return digits;
}

}  // namespace

std::optional<std::string> parse_mobile_number(std::string_view typed) {
    if (typed.size() > typed_bytes_max) return std::nullopt;
    auto digits = digits_of(typed);
    if (!digits) return std::nullopt;
    for (const std::string_view country : {"+86", "0086", "86"}) {
        if (digits->size() != digits_of_number + country.size()) continue;
        if (digits->starts_with(country)) digits->erase(0, country.size());
    }
    const std::string& number = *digits;
    const bool fits = number.size() == digits_of_number && number[0] == '1' && number[1] >= '3' &&
                      number[1] <= '9';
    return fits ? digits : std::nullopt;
}

bool is_number_to_call(std::string_view text) {
    constexpr std::size_t digits_min = 7;
    constexpr std::size_t digits_max = 15;
    std::size_t digits = 0;
    std::size_t others = 0;
    for (const char c : text) {
        const bool separates_digits = digits > 0 && (c == ' ' || c == '-');
        const bool leads = digits == 0 && others == 0 && c == '+';
        if (c >= '0' && c <= '9') {
            ++digits;
        } else if (separates_digits || leads) {
            ++others;
        } else {
            return false;
        }
    }
    return digits >= digits_min && digits <= digits_max && others <= digits;
}

}  // namespace yg::domain
