// The shapes of answers that every route shares. Must not know routes.
#pragma once

#include <string>

#include "base/result.hpp"
#include "server/http/message.hpp"

namespace yg::server {

/// Never kept by anybody on the way.
Response json_response(int status, std::string body);

/// `{"code", "detail"}`
Response refuse(int status, std::string code, std::string detail);

/// The answer to a body that can't be decoded.
Response refuse_body(const Error& error);

}  // namespace yg::server
