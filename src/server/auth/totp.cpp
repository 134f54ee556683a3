#include "server/auth/totp.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>

#include "base/check.hpp"

namespace yg::server {

namespace {

constexpr DurationMs step_ms = 30 * second_ms;
constexpr std::int64_t steps_either_side = 1;
constexpr std::size_t secret_bytes = 20;

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                           (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' || c == '~';
        const auto byte = static_cast<unsigned char>(c);
        if (plain) {
            encoded.push_back(c);
        } else {
            encoded.append({'%', hex[byte >> 4], hex[byte & 15]});
        }
    }
    return encoded;
}

}  // namespace

std::int64_t totp_step(TimeMs now) {
    return now / step_ms;
}

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
    std::array<unsigned char, 8> counter{};
    for (std::size_t i = 0; i < counter.size(); ++i) {
        counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned int mac_bytes = 0;
    CHECK(HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(),
               counter.size(), mac.data(), &mac_bytes) != nullptr);
    const std::size_t offset = mac[mac_bytes - 1] & 15;
    const std::uint32_t number = (static_cast<std::uint32_t>(mac[offset] & 0x7F) << 24) |
                                 (static_cast<std::uint32_t>(mac[offset + 1]) << 16) |
                                 (static_cast<std::uint32_t>(mac[offset + 2]) << 8) |
                                 mac[offset + 3];
    const std::string all = std::string(10, '0') + std::to_string(number);
    return all.substr(all.size() - static_cast<std::size_t>(digits));
}

std::optional<std::int64_t> match_totp(std::string_view secret, std::string_view code, TimeMs now,
                                       std::int64_t last_step) {
    const std::int64_t current = totp_step(now);
    std::optional<std::int64_t> matched;
    for (std::int64_t step = current - steps_either_side; step <= current + steps_either_side;
         ++step) {
        const std::string expected = totp_code(secret, step);
        const bool same = expected.size() == code.size() &&
                          sodium_memcmp(expected.data(), code.data(), code.size()) == 0;
        if (same && step > last_step && !matched) matched = step;
    }
    return matched;
}

std::string make_totp_secret(RandomSource& random) {
    std::array<std::uint8_t, secret_bytes> bytes{};
    random.fill(bytes);
    return {bytes.begin(), bytes.end()};
}

std::string to_base32(std::string_view bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    std::uint32_t waiting = 0;
    int bits = 0;
    for (const char c : bytes) {
        waiting = (waiting << 8) | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 5; bits -= 5) {
            text.push_back(alphabet[(waiting >> (bits - 5)) & 31]);
        }
    }
    if (bits > 0) text.push_back(alphabet[(waiting << (5 - bits)) & 31]);
    return text;
}

std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account) {
    const std::string name = percent_encoded(issuer);
    return "otpauth://totp/" + name + ":" + percent_encoded(account) +
           "?secret=" + to_base32(secret) + "&issuer=" + name +
           "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace yg::server
