// Owns what signing in by telephone number and one-time code does: limits, tries, the second step
// of staff, new accounts, the session. Must not know HTTP, nor how a code reaches a telephone.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "base/random.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "domain/person/person.hpp"
#include "domain/refusal.hpp"
#include "server/auth/server_secret.hpp"
#include "server/auth/sign_in_limits.hpp"
#include "store/database.hpp"
#include "store/feed_store.hpp"

namespace yg::server {

struct SignInContext {
    const TownId& town;
    const SignInLimits& limits;
    const ServerSecret& secret;
    RandomSource& random;
    TimeMs now = 0;
    bool demo = false;  ///< Staff without a second step may sign in.
};

/// Nothing was changed but the counts of tries.
struct SignInDenied {
    domain::Refusal refusal = domain::Refusal::none;
    int tries_left = 0;
    DurationMs wait_ms = 0;
    bool town_limit = false;  ///< The whole town has had as many codes as it may.
};

struct CodeToSend {
    std::string request;  ///< For the browser that asked, and nobody else.
    std::string phone;
    std::string code;
};

/// Notes that a code is sent; who has the number makes no difference. `network` is what an address
/// is counted by. All of these run inside the caller's writing transaction, which must be kept
/// whatever comes back.
Result<std::variant<CodeToSend, SignInDenied>> start_sign_in(store::Database& database,
                                                             const SignInContext& context,
                                                             std::string_view typed_phone,
                                                             std::string_view network);

/// The code was certainly not sent: it counts neither for its number nor for the town. The pause
/// until the next one stays.
Result<void> forget_sign_in(store::Database& database, const SignInContext& context,
                            const CodeToSend& unsent);

struct SignInProof {
    std::string_view request;
    std::string_view code;  ///< As typed.
    std::string_view totp;  ///< As typed; empty when it wasn't asked for yet.
    /// Hash of the token the browser had before; its session ends. Empty: none.
    std::string_view old_session;
    /// The version of domain::personal_data_text that was agreed to; 0: none.
    int consent = 0;
};

struct SignedIn {
    domain::Person person;
    std::string token;  ///< Of the new session.
    std::map<std::string, store::FeedVersion> touched;
};

/// Makes the session, and the account if the number is new, and notes what was agreed to. A request
/// makes one session at most; without consent to the text in force there is none, once a version.
Result<std::variant<SignedIn, SignInDenied>> finish_sign_in(store::Database& database,
                                                            const SignInContext& context,
                                                            const SignInProof& proof);

/// The person agreed to the text in force.
Result<void> note_consent(store::Database& database, const TownId& town, const PersonId& person,
                          TimeMs now);

/// Ends the session `old_session` (a hash; may be empty) and gives the token of a new one.
Result<std::string> replace_session(store::Database& database, const TownId& town,
                                    const PersonId& person, std::string_view old_session,
                                    RandomSource& random, TimeMs now);

}  // namespace yg::server
