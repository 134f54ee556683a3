// Owns how a browser proves who it is: the session cookie and the origin of a request. Must not
// know how a person signed in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "domain/person/person.hpp"
#include "server/http/message.hpp"
#include "store/database.hpp"

namespace yg::server {

inline constexpr DurationMs session_lifetime_ms = 30 * day_ms;

/// The session token of a request; empty when it carries none. On loopback, where there is no TLS,
/// the cookie has a plain name; everywhere else only `__Host-session` counts.
std::string session_token(const Request& request);

/// The Set-Cookie value that stores `token`, or with an empty one forgets it.
std::string session_cookie(const Request& request, std::string_view token);

/// True when a request that changes something comes from a page of ours: a present Origin must
/// name the request's own host, and with a cookie it must be present.
bool is_same_origin(const Request& request);

struct Session {
    domain::Person person;
    std::string token_hash;
    std::string last_seen;  ///< The day it was last used on, "2026-11-24".
};

/// The request's session; nothing when it has none that is valid.
Result<std::optional<Session>> find_session(store::Database& database, const TownId& town,
                                            const Request& request, TimeMs now);

/// Who the request's session belongs to; nothing when it has none that is valid.
Result<std::optional<domain::Person>> find_signed_in(store::Database& database, const TownId& town,
                                                     const Request& request, TimeMs now);

}  // namespace yg::server
