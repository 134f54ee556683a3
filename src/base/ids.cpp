#include "base/ids.hpp"

#include <array>

namespace yg {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

bool is_hex(char c) {
    return hex_digits.find(c) != std::string_view::npos;
}

}  // namespace

bool is_valid_id(std::string_view text) {
    if (text.empty() || text.size() > max_id_bytes) return false;
    for (const char c : text) {
        const bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        if (!allowed) return false;
    }
    return true;
}

std::string make_uuid_v7(TimeMs now, RandomSource& random) {
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    for (int i = 0; i < 6; ++i) {
        bytes[static_cast<std::size_t>(i)] =
            static_cast<std::uint8_t>(static_cast<std::uint64_t>(now) >> (40 - 8 * i));
    }
    bytes[6] = static_cast<std::uint8_t>(0x70 | (bytes[6] & 0x0F));  // version 7
    bytes[8] = static_cast<std::uint8_t>(0x80 | (bytes[8] & 0x3F));  // variant
    std::string text;
    text.reserve(max_id_bytes);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text.push_back('-');
        text.push_back(hex_digits[bytes[i] >> 4]);
        text.push_back(hex_digits[bytes[i] & 0x0F]);
    }
    return text;
}

bool is_uuid_v7(std::string_view text) {
    if (text.size() != max_id_bytes) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !is_hex(text[i])) return false;
    }
    const std::string_view variants = "89ab";
    return text[14] == '7' && variants.find(text[19]) != std::string_view::npos;
}

}  // namespace yg
