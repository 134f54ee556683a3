#include "server/auth/secrets.hpp"

#include <sodium.h>

#include <array>
#include <cstdint>
#include <span>

#include "base/check.hpp"

namespace yg::server {

namespace {

std::string to_hex(std::span<const std::uint8_t> bytes) {
    std::string hex(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    hex.pop_back();
    return hex;
}

}  // namespace

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
    CHECK(sodium_init() >= 0);  // Thread-safe, and at once when done before.
    randombytes_buf(bytes.data(), bytes.size());
}

std::string make_token(RandomSource& random) {
    std::array<std::uint8_t, 32> bytes{};
    random.fill(bytes);
    return to_hex(bytes);
}

std::string sha256_hex(std::string_view bytes) {
    std::array<std::uint8_t, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size());
    return to_hex(digest);
}

std::string hash_token(std::string_view token) {
    return sha256_hex(token);
}

}  // namespace yg::server
