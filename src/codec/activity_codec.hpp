// Activities and sign-ups as JSON.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/activity/activity.hpp"

namespace yg::codec {

std::string encode(const domain::Activity& activity);
Result<domain::Activity> decode_activity(std::string_view json);

std::string encode(const domain::SignUp& sign_up);
Result<domain::SignUp> decode_sign_up(std::string_view json);

}  // namespace yg::codec
