#include "sim/wire.hpp"

#include <cstdlib>

namespace yg::sim {
namespace {

constexpr std::string_view host = "127.0.0.1:8080";

}  // namespace

server::Request wire_request(const platform::HttpRequest& request, const std::string& cookie) {
    server::Request wire;
    const std::size_t question = request.path.find('?');
    wire.path = request.path.substr(0, question);
    if (question != std::string::npos) wire.query = request.path.substr(question + 1);
    // Also a piece without bytes, of a photo that the server has all of.
    const bool posted = !request.body.empty() || wire.query.starts_with("from=");
    wire.method = posted ? server::Method::post : server::Method::get;
    wire.host = host;
    wire.origin = "http://" + std::string(host);
    const bool photo = wire.path.starts_with("/api/v1/photos/");
    wire.content_type = photo ? "application/octet-stream" : "application/json";
    wire.cookie = cookie;
    wire.body = request.body;
    wire.peer = "127.0.0.1";
    return wire;
}

platform::HttpReply wire_reply(const server::Response& response) {
    const std::string retry_after(response.header("Retry-After"));
    return {.status = response.status,
            .body = std::string(response.content()),
            .retry_after_s = std::atoi(retry_after.c_str())};
}

std::string cookie_after(const server::Response& response, const std::string& before) {
    const std::string set(response.header("Set-Cookie"));
    return set.empty() ? before : set.substr(0, set.find(';'));
}

}  // namespace yg::sim
