// Server only. Owns what is under way between asking for a one-time code and using it, how often
// codes were sent, and who has a second step. Must not know limits, nor any secret in the clear.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "store/database.hpp"

namespace yg::store {

struct SignInRequest {
    std::string request_hash;  ///< Of the id that only the asking browser has.
    std::string phone;
    std::string code_hash;
    TimeMs expires_at = 0;
    int code_tries_left = 0;
    int totp_tries_left = 0;
    bool used = false;  ///< A session was made with it.
};

Result<void> put_sign_in_request(Database& database, const TownId& town,
                                 const SignInRequest& request);
Result<std::optional<SignInRequest>> find_sign_in_request(Database& database, const TownId& town,
                                                          std::string_view request_hash);
Result<void> remove_sign_in_request(Database& database, const TownId& town,
                                    std::string_view request_hash);
Result<void> remove_sign_in_requests_to(Database& database, const TownId& town,
                                        std::string_view phone);
Result<void> remove_expired_sign_in_requests(Database& database, const TownId& town, TimeMs now);

/// A code was sent; `subject` is a keyed hash of the number or of the address that asked.
Result<void> put_sign_in_send(Database& database, const TownId& town, std::string_view subject,
                              TimeMs at, std::string_view request_hash);
/// When codes were sent after `since`, newest first.
Result<std::vector<TimeMs>> list_sign_in_sends(Database& database, const TownId& town,
                                               std::string_view subject, TimeMs since, int limit);
Result<void> remove_sign_in_send(Database& database, const TownId& town, std::string_view subject,
                                 std::string_view request_hash);
Result<void> remove_old_sign_in_sends(Database& database, const TownId& town, TimeMs until);

struct Totp {
    PersonId person;
    Bytes sealed_secret;
    std::int64_t last_step = 0;  ///< The newest time step whose code was used; 0: none.
    TimeMs enrolled_at = 0;
};

Result<void> put_totp(Database& database, const TownId& town, const Totp& totp);
Result<std::optional<Totp>> find_totp(Database& database, const TownId& town,
                                      const PersonId& person);
Result<void> remove_totp(Database& database, const TownId& town, const PersonId& person);

}  // namespace yg::store
