#include "server/http/message.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>

namespace yg::server {

namespace {

std::string_view strip(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

}  // namespace

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

Response too_many_requests(std::int64_t wait_ms) {
    Response response =
        error_response(429, "too_many_requests", "Too many requests. Try again shortly.");
    response.headers.push_back({"Retry-After", std::to_string((wait_ms + 999) / 1000)});
    return response;
}

std::vector<std::string_view> split_list(std::string_view header) {
    std::vector<std::string_view> items;
    while (!header.empty()) {
        const std::size_t end = std::min(header.find(','), header.size());
        items.push_back(strip(header.substr(0, end)));
        header.remove_prefix(std::min(end + 1, header.size()));
    }
    return items;
}

bool accepts_encoding(std::string_view header, std::string_view coding) {
    bool accepted = false;
    for (const std::string_view item : split_list(header)) {
        const std::size_t semicolon = std::min(item.find(';'), item.size());
        if (strip(item.substr(0, semicolon)) != coding) continue;
        const std::string_view parameter = strip(item.substr(std::min(semicolon + 1, item.size())));
        const bool forbidden = parameter.starts_with("q=0") &&
                               parameter.find_first_not_of("0.", 2) == std::string_view::npos;
        accepted = !forbidden;
    }
    return accepted;
}

bool is_address(std::string_view text) {
    const std::string copy(text);
    in6_addr ignored{};
    return inet_pton(AF_INET, copy.c_str(), &ignored) == 1 ||
           inet_pton(AF_INET6, copy.c_str(), &ignored) == 1;
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
