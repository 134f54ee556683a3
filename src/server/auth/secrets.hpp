// Owns unpredictable bytes and what is kept of a secret: its hash, never itself.
#pragma once

#include <string>
#include <string_view>

#include "base/random.hpp"

namespace yg::server {

/// The operating system's generator; from any thread.
class SystemRandom final : public RandomSource {
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

/// 256 bits as 64 hexadecimal digits.
std::string make_token(RandomSource& random);

/// SHA-256 in lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// What is stored in place of a token: SHA-256 in hexadecimal digits. A token has 256 bits of its
/// own, so that neither salt nor a slow hash would add anything.
std::string hash_token(std::string_view token);

}  // namespace yg::server
