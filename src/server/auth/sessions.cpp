#include "server/auth/sessions.hpp"

#include <algorithm>

#include "server/auth/secrets.hpp"
#include "store/person_store.hpp"
#include "store/session_store.hpp"

namespace yg::server {

namespace {

constexpr std::size_t token_digits = 64;

std::string_view cookie_name(const Request& request) {
    return is_loopback(request.host) ? "session" : "__Host-session";
}

bool is_token(std::string_view text) {
    return text.size() == token_digits && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

}  // namespace

std::string session_token(const Request& request) {
    const std::string_view name = cookie_name(request);
    std::string_view rest = request.cookie;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        std::string_view pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        const std::size_t equals = pair.find('=');
        if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
        const std::string_view value = pair.substr(equals + 1);
        return is_token(value) ? std::string(value) : std::string();
    }
    return {};
}

std::string session_cookie(const Request& request, std::string_view token) {
    std::string cookie(cookie_name(request));
    cookie.append("=").append(token).append("; Path=/; HttpOnly; SameSite=Lax; Max-Age=");
    cookie += std::to_string(token.empty() ? 0 : session_lifetime_ms / second_ms);
    if (!is_loopback(request.host)) cookie += "; Secure";
    return cookie;
}

bool is_same_origin(const Request& request) {
    if (request.origin.empty()) return request.cookie.empty();
    std::string_view origin = request.origin;
    const std::size_t scheme = origin.find("://");
    if (scheme == std::string_view::npos) return false;
    const bool secure = origin.substr(0, scheme) == "https";
    if (!secure && origin.substr(0, scheme) != "http") return false;
    origin.remove_prefix(scheme + 3);
    return origin == request.host && (secure || is_loopback(request.host));
}

Result<std::optional<Session>> find_session(store::Database& database, const TownId& town,
                                            const Request& request, TimeMs now) {
    const std::string token = session_token(request);
    if (token.empty()) return std::optional<Session>();
    std::string hash = hash_token(token);
    ASSIGN_OR_RETURN(std::optional<store::FoundSession> found,
                     store::find_session(database, town, hash, now));
    if (!found) return std::optional<Session>();
    ASSIGN_OR_RETURN(std::optional<domain::Person> person,
                     store::find_person(database, town, found->person));
    if (!person) return std::optional<Session>();
    return std::optional<Session>(
        {*std::move(person), std::move(hash), std::move(found->last_seen)});
}

Result<std::optional<domain::Person>> find_signed_in(store::Database& database, const TownId& town,
                                                     const Request& request, TimeMs now) {
    ASSIGN_OR_RETURN(std::optional<Session> session, find_session(database, town, request, now));
    if (!session) return std::optional<domain::Person>();
    return std::optional(std::move(session->person));
}

}  // namespace yg::server
