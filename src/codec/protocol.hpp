// The messages between phone and server. Rows and arguments stay raw JSON text here, so that the
// messages depend on no entity and no command.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "domain/person/person.hpp"
#include "domain/refusal.hpp"

namespace yg::codec {

/// Push and pull carry it. Raised whenever a phone and a server of different numbers would
/// misunderstand each other; tests/codec/golden/versions.txt notes what each number spoke.
inline constexpr int protocol_version = 4;
/// The code of the answer (409) to any other number: the page must be loaded anew, and the phone
/// keeps what it has to say until then.
inline constexpr std::string_view reload_needed = "reload_needed";
inline constexpr std::size_t max_push_commands = 50;
inline constexpr std::size_t max_scopes = 16;
inline constexpr std::size_t max_request_bytes = 1024 * 1024;
inline constexpr std::size_t max_answer_bytes = 8 * 1024 * 1024;
inline constexpr std::size_t max_answer_rows = 5000;

/// POST /api/v1/push
struct PushCommand {
    std::int64_t n = 0;  ///< 1, 2, 3 … per client.
    CommandId id;
    std::string name;
    std::string args;  ///< Raw JSON.
};
struct PushRequest {
    ClientId client_id;
    /// Every command up to here was answered to this phone. A server that knows less has forgotten
    /// (it was restored from a backup, or the phone was away too long) and goes on from here.
    std::int64_t settled_n = 0;
    std::vector<PushCommand> commands;  ///< n ascending without gaps.
    /// Who gave them; a session of anybody else must not send them. Empty: whoever is signed in.
    PersonId person = {};
};

struct CommandOutcome {
    std::int64_t n = 0;
    domain::Refusal refusal = domain::Refusal::none;  ///< none: applied.
};
struct PushAnswer {
    std::int64_t last_n = 0;
    std::vector<CommandOutcome> outcomes;
};

/// POST /api/v1/pull
using ScopeVersions = std::map<std::string, std::int64_t, std::less<>>;
struct PullRequest {
    ClientId client_id;
    ScopeVersions cookie;  ///< Empty at first.
    std::int64_t outcomes_after = 0;
};

struct PulledRow {
    std::string scope;
    std::string entity;
    std::string id;
    bool removed = false;
    std::string data;  ///< Raw JSON of the entity's projection; empty when removed.
};
struct PullAnswer {
    TownId town;  ///< The town this server serves.
    std::int64_t last_n = 0;
    std::vector<CommandOutcome> outcomes;
    std::vector<std::string> reset;  ///< Scopes whose rows are dropped before `rows` are applied.
    std::vector<PulledRow> rows;
    ScopeVersions cookie;            ///< What to send next time; replaces the phone's.
    bool more = false;               ///< Pull again at once.
    std::optional<PersonId> person;  ///< Whose session this is; nothing when signed out.
    TimeMs now = 0;                  ///< By the server's clock; 0: not told.
    /// The version in force of domain::personal_data_text, while that person hasn't agreed to it;
    /// else 0. Until then a push stops before what would hand over more personal data.
    int consent_needed = 0;
};

/// POST /api/v1/consent: somebody signed in agrees to the text in force. Answered with the same.
struct AgreeRequest {
    int version = 0;
};

/// The data of GET /api/v1/poke's events: there is something to pull.
struct Poke {
    std::string scope;
    std::int64_t version = 0;
};

/// The body of every answer that is not 2xx.
struct ErrorAnswer {
    std::string code;    ///< Stable: "malformed", "too_large", "not_signed_in" …
    std::string detail;  ///< For developers.
};

/// POST /api/v1/sign_in/start: asks for a one-time code.
struct StartSignInRequest {
    std::string phone;  ///< As typed.
};
struct StartSignInAnswer {
    std::string request;  ///< Only the browser that asked can use the code.
    int resend_after_s = 0;
    std::string demo_code;  ///< The code itself; empty except in demo mode.
};

/// POST /api/v1/sign_in/finish; answered with a SessionAnswer.
struct FinishSignInRequest {
    std::string request;
    std::string code;
    std::string totp;  ///< Empty until the server says that the account has a second step.
    int consent = 0;   ///< The version of domain::personal_data_text that was agreed to; 0: none.
};

/// Why either of them was refused: the body of an answer that is not 2xx, and an ErrorAnswer too
/// (its code is the refusal's name).
struct SignInRefusedAnswer {
    domain::Refusal refusal = domain::Refusal::none;
    int tries_left = 0;       ///< Of a wrong code.
    std::int64_t wait_s = 0;  ///< Of asking too often: until one may ask again.
};

/// GET /api/v1/sessions: where the person is signed in.
struct SessionRow {
    std::string id;  ///< Opens nothing.
    TimeMs created_at = 0;
    std::string last_seen;  ///< A date, "2026-11-24"; may be empty.
    bool current = false;   ///< The one that asks.
};
struct SessionsAnswer {
    std::vector<SessionRow> sessions;  ///< Newest first.
};
/// POST /api/v1/sessions/revoke; answered with a SessionsAnswer.
struct RevokeSessionRequest {
    std::string id;
};

/// POST /api/v1/demo/sign_in: its page says that signing in is agreeing.
struct SignInRequest {
    std::string account;  ///< A person's id.
};
/// Answers sign-in, POST /api/v1/sign_out and GET /api/v1/session.
struct SessionAnswer {
    std::optional<domain::Person> person;
    bool demo = false;  ///< This server lets people sign in with sample accounts.
};

/// GET /api/v1/demo/accounts (an error unless in demo mode)
struct DemoAccount {
    std::string account;
    std::string name;
    domain::Role role = domain::Role::resident;
};
struct DemoAccountsAnswer {
    std::vector<DemoAccount> accounts;
};

std::string encode(const PushRequest& message);
std::string encode(const PushAnswer& message);
std::string encode(const PullRequest& message);
std::string encode(const PullAnswer& message);
std::string encode(const AgreeRequest& message);
std::string encode(const Poke& message);
std::string encode(const ErrorAnswer& message);
std::string encode(const StartSignInRequest& message);
std::string encode(const StartSignInAnswer& message);
std::string encode(const FinishSignInRequest& message);
std::string encode(const SignInRefusedAnswer& message);
std::string encode(const SessionsAnswer& message);
std::string encode(const RevokeSessionRequest& message);
std::string encode(const SignInRequest& message);
std::string encode(const SessionAnswer& message);
std::string encode(const DemoAccountsAnswer& message);

// Errors: invalid_input naming the field, or too_large; of push and pull requests also
// conflict: they are of another protocol, whatever else is in them.
Result<PushRequest> decode_push_request(std::string_view json);
Result<PushAnswer> decode_push_answer(std::string_view json);
Result<PullRequest> decode_pull_request(std::string_view json);
Result<PullAnswer> decode_pull_answer(std::string_view json);
Result<AgreeRequest> decode_agree_request(std::string_view json);
Result<Poke> decode_poke(std::string_view json);
Result<ErrorAnswer> decode_error_answer(std::string_view json);
Result<StartSignInRequest> decode_start_sign_in_request(std::string_view json);
Result<StartSignInAnswer> decode_start_sign_in_answer(std::string_view json);
Result<FinishSignInRequest> decode_finish_sign_in_request(std::string_view json);
Result<SignInRefusedAnswer> decode_sign_in_refused_answer(std::string_view json);
Result<SessionsAnswer> decode_sessions_answer(std::string_view json);
Result<RevokeSessionRequest> decode_revoke_session_request(std::string_view json);
Result<SignInRequest> decode_sign_in_request(std::string_view json);
Result<SessionAnswer> decode_session_answer(std::string_view json);
Result<DemoAccountsAnswer> decode_demo_accounts_answer(std::string_view json);

}  // namespace yg::codec
