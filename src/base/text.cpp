#include "base/text.hpp"

namespace yg {
namespace {

constexpr char32_t replacement_character = 0xFFFD;

struct Decoded {
    char32_t code_point = replacement_character;
    std::size_t bytes = 0;  ///< 0: malformed.
};

/// Reads the sequence at the start of `text` (Unicode 15, table 3-7: well-formed byte sequences).
Decoded decode_first(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto continues = [&](std::size_t i) {
        return i < text.size() && (byte(i) & 0xC0) == 0x80;
    };
    const unsigned first = byte(0);
    if (first < 0x80) return {first, 1};
    if (first >= 0xC2 && first <= 0xDF && continues(1)) {
        return {(first & 0x1Fu) << 6 | (byte(1) & 0x3Fu), 2};
    }
    if (first >= 0xE0 && first <= 0xEF && continues(1) && continues(2)) {
        const char32_t code_point =
            (first & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
        const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
        if (code_point >= 0x800 && !surrogate) return {code_point, 3};
    }
    if (first >= 0xF0 && first <= 0xF4 && continues(1) && continues(2) && continues(3)) {
        const char32_t code_point = (first & 0x07u) << 18 | (byte(1) & 0x3Fu) << 12 |
                                    (byte(2) & 0x3Fu) << 6 | (byte(3) & 0x3Fu);
        if (code_point >= 0x10000 && code_point <= 0x10FFFF) return {code_point, 4};
    }
    return {};
}

/// Length of the white space that `text` starts with: ASCII, or U+3000 as Chinese keyboards give.
std::size_t leading_space(std::string_view text) {
    if (text.empty()) return 0;
    if (text.starts_with("\u3000")) return 3;
    return std::string_view(" \t\r\n\v\f").find(text.front()) != std::string_view::npos ? 1 : 0;
}

std::size_t trailing_space(std::string_view text) {
    if (text.empty()) return 0;
    if (text.ends_with("\u3000")) return 3;
    return std::string_view(" \t\r\n\v\f").find(text.back()) != std::string_view::npos ? 1 : 0;
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
    while (!text.empty()) {
        const Decoded decoded = decode_first(text);
        if (decoded.bytes == 0) return false;
        text.remove_prefix(decoded.bytes);
    }
    return true;
}

std::size_t count_code_points(std::string_view text) {
    std::size_t count = 0;
    for (const char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1 : 0;
    return count;
}

char32_t next_code_point(std::string_view text, std::size_t& position) {
    const Decoded decoded = decode_first(text.substr(position));
    position += decoded.bytes == 0 ? 1 : decoded.bytes;
    return decoded.code_point;
}

void append_utf8(std::string& out, char32_t code_point) {
    const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code_point < 0x80) {
        put(code_point);
    } else if (code_point < 0x800) {
        put(0xC0 | code_point >> 6);
        put(0x80 | (code_point & 0x3F));
    } else if (code_point < 0x10000) {
        put(0xE0 | code_point >> 12);
        put(0x80 | (code_point >> 6 & 0x3F));
        put(0x80 | (code_point & 0x3F));
    } else {
        put(0xF0 | code_point >> 18);
        put(0x80 | (code_point >> 12 & 0x3F));
        put(0x80 | (code_point >> 6 & 0x3F));
        put(0x80 | (code_point & 0x3F));
    }
}

std::string shortened(std::string_view text, std::size_t count) {
    std::size_t end = 0;
    for (; count > 0 && end < text.size(); --count) next_code_point(text, end);
    std::string shown(text.substr(0, end));
    if (end < text.size()) shown += "\xE2\x80\xA6";
    return shown;
}

std::string_view trim(std::string_view text) {
    while (const std::size_t bytes = leading_space(text)) text.remove_prefix(bytes);
    while (const std::size_t bytes = trailing_space(text)) text.remove_suffix(bytes);
    return text;
}

char32_t to_ascii_digit(char32_t code_point) {
    constexpr char32_t fullwidth_zero = 0xFF10;
    constexpr char32_t fullwidth_nine = 0xFF19;
    const bool is_fullwidth = code_point >= fullwidth_zero && code_point <= fullwidth_nine;
    return is_fullwidth ? U'0' + (code_point - fullwidth_zero) : code_point;
}

bool has_control_characters(std::string_view text) {
    std::size_t position = 0;
    while (position < text.size()) {
        const char32_t c = next_code_point(text, position);
        if (c == '\n' || c == '\t') continue;
        if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return true;
    }
    return false;
}

}  // namespace yg
