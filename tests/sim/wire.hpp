// What a phone's request looks like to the server core, and what a browser keeps of the answer.
#pragma once

#include <string>

#include "platform/http.hpp"
#include "server/http/message.hpp"

namespace yg::sim {

/// As the portal's own page sends it, with the browser's cookies.
server::Request wire_request(const platform::HttpRequest& request, const std::string& cookie);

/// The answer as a page gets it.
platform::HttpReply wire_reply(const server::Response& response);

/// The cookie that a browser has after this answer.
std::string cookie_after(const server::Response& response, const std::string& before);

}  // namespace yg::sim
