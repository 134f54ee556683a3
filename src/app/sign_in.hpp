// Signing in with a telephone number: number → one-time code → for staff a second step.
#pragma once

#include <cstdint>
#include <string>

#include "domain/refusal.hpp"

namespace yg::app {

enum class SignInStep : std::uint8_t { phone, code, totp };

struct SignIn {
    SignInStep step = SignInStep::phone;
    // What the person types.
    std::string phone;
    std::string code;
    std::string totp;
    bool agreed = false;  ///< To domain::personal_data_text, by a tick of their own.

    domain::FieldRefusals refusals;
    int tries_left = 0;       ///< Of a wrong code; 0: nothing to say of it.
    std::int64_t wait_s = 0;  ///< Of asking too often, as the server said.
    bool busy = false;        ///< An answer is on its way.
    std::string sent_to;      ///< The number the last code went to.
    std::string demo_code;    ///< Demo mode: the code that no message carries.
};

}  // namespace yg::app
