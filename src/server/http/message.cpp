#include "server/http/message.hpp"

namespace yg::server {

std::string_view Response::header(std::string_view name) const {
    for (const Header& one : headers) {
        if (one.name == name) return one.value;
    }
    return {};
}

Response error_response(int status, std::string_view code, std::string_view detail) {
    std::string body = R"({"code":")";
    body.append(code).append(R"(","detail":")").append(detail).append(R"("})");
    return {.status = status,
            .headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
            .body = std::move(body),
            .shared_body = nullptr};
}

bool is_loopback(std::string_view host) {
    if (host == "::1" || host == "[::1]" || host.starts_with("[::1]:")) return true;
    const std::string_view name = host.substr(0, host.find(':'));
    if (name.size() != host.size() && host.find(':', name.size() + 1) != std::string_view::npos) {
        return false;  // Some other IPv6 address.
    }
    return name == "127.0.0.1" || name == "localhost";
}

}  // namespace yg::server
