// Every limit of signing in by telephone number and one-time code, in one table.
#pragma once

#include "base/time.hpp"

namespace yg::server {

struct SignInLimits {
    DurationMs code_lifetime_ms = 5 * minute_ms;
    int code_tries = 5;  ///< Of one request. Two steps have as many for the second.
    int totp_tries = 5;

    // Codes are sent at most this often. The counts are in the database: a restart resets none.
    DurationMs between_sends_ms = 60 * second_ms;  ///< To one number.
    int sends_by_number = 5;
    DurationMs number_period_ms = day_ms;
    int sends_by_address = 10;
    DurationMs address_period_ms = hour_ms;
    /// By the whole town: each costs it money, whoever asks from however many addresses.
    int sends_by_town = 300;
    DurationMs town_period_ms = hour_ms;
};

/// For demo mode, where everybody has the same address.
inline SignInLimits demo_sign_in_limits() {
    SignInLimits limits;
    limits.sends_by_address = 100'000;
    limits.sends_by_town = 100'000;
    return limits;
}

}  // namespace yg::server
