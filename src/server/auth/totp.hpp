// Time-based one-time passwords: RFC 6238 with SHA-1, 30 seconds and six digits, which is what
// authenticator programs understand. Must not know accounts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/time.hpp"

namespace yg::server {

/// The number of whole 30 seconds since 1970.
std::int64_t totp_step(TimeMs now);

/// The code of one step, with `digits` digits (RFC 4226, 5.3).
std::string totp_code(std::string_view secret, std::int64_t step, int digits = 6);

/// The step that `code` belongs to: this one, the one before or the next, but later than
/// `last_step`, so that each works once. Nothing when it is wrong.
std::optional<std::int64_t> match_totp(std::string_view secret, std::string_view code, TimeMs now,
                                       std::int64_t last_step);

/// 160 random bits, as RFC 4226 recommends.
std::string make_totp_secret(RandomSource& random);

/// RFC 4648, without padding.
std::string to_base32(std::string_view bytes);

/// What an authenticator reads: otpauth://totp/<issuer>:<account>?secret=…
/// (https://github.com/google/google-authenticator/wiki/Key-Uri-Format)
std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account);

}  // namespace yg::server
