#include "domain/person/person_name.hpp"

#include "base/text.hpp"

namespace yg::domain {
namespace {

/// Marks that change how the text around them is shown, or show nothing at all.
bool is_invisible(char32_t c) {
    return c == U'\n' || c == U'\t' || c == 0xAD || c == 0xFEFF || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F);
}

}  // namespace

std::string person_name(std::string_view typed) {
    return std::string(trim(typed));
}

Refusal judge_person_name(std::string_view typed) {
    if (!is_valid_utf8(typed)) return Refusal::name_malformed;
    const std::string_view name = trim(typed);
    if (name.empty()) return Refusal::name_missing;
    if (count_code_points(name) > person_name_max) return Refusal::name_too_long;
    if (has_control_characters(name)) return Refusal::name_malformed;
    std::size_t position = 0;
    while (position < name.size()) {
        if (is_invisible(next_code_point(name, position))) return Refusal::name_malformed;
    }
    return Refusal::none;
}

}  // namespace yg::domain
