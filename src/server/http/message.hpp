// An HTTP request and its answer as plain data, so that all logic is testable without sockets.
// Must not know Boost, SQL or JSON.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/http/body_stream.hpp"

namespace yg::server {

enum class Method : std::uint8_t { get, head, post };

/// Only the headers that something here reads; the listener refuses a request that repeats one.
struct Request {
    Method method = Method::get;
    std::string path;   ///< "/api/v1/push": as sent, without the query, never percent-decoded.
    std::string query;  ///< Without the question mark.
    std::string host;
    std::string origin;
    std::string content_type;
    std::string cookie;
    std::string accept_encoding;
    std::string if_none_match;
    std::string forwarded_for;  ///< The last X-Forwarded-For: who speaks to our proxy, if any.
    std::string body;
    std::string peer;  ///< Address of the other end, without port.
    /// Address of our own proxy that it came through, then `peer` is who spoke to that, or the
    /// proxy itself if it didn't say. Empty: it came straight from `peer`.
    std::string proxy = {};
};

struct Header {
    std::string name;
    std::string value;
};

struct Response {
    int status = 200;
    std::vector<Header> headers;
    std::string body;
    /// Sent instead of `body` when set: bytes that many answers share.
    std::shared_ptr<const std::string> shared_body = nullptr;
    /// Sent after the header instead of either, for as long as it goes on; then the connection
    /// closes.
    std::shared_ptr<BodyStream> stream = nullptr;

    [[nodiscard]] std::string_view content() const { return shared_body ? *shared_body : body; }
    /// The value of the first header of that name, as spelt; empty when there is none.
    [[nodiscard]] std::string_view header(std::string_view name) const;
};

/// Called exactly once for each request, from any thread.
using Respond = std::function<void(Response)>;

/// Answers a request, at once or later (a write waits for its commit); must not block for long.
using Handler = std::function<void(Request, Respond)>;

/// `{"code": …, "detail": …}`. Both are our own ASCII words without quotes: never input.
Response error_response(int status, std::string_view code, std::string_view detail);

/// Nobody may ask that often: 429, and the seconds to wait before trying again (> 0 ms).
Response too_many_requests(std::int64_t wait_ms);

/// The items of a comma-separated header, without the white space around them.
std::vector<std::string_view> split_list(std::string_view header);

/// True when an Accept-Encoding header names `coding` and doesn't forbid it with q=0.
bool accepts_encoding(std::string_view header, std::string_view coding);

/// True for an IPv4 or IPv6 address in text form, without port or brackets.
bool is_address(std::string_view text);

/// True for 127.0.0.1, ::1 and localhost, with or without port or brackets.
bool is_loopback(std::string_view host);

}  // namespace yg::server
