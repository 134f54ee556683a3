// Owns what a push does: exactly once, in order, each command alone. Must not know HTTP.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "codec/protocol.hpp"
#include "domain/person/person.hpp"
#include "store/database.hpp"
#include "store/feed_store.hpp"

namespace yg::server {

/// Why a whole push is turned away; nothing was changed.
struct PushRejection {
    enum class Reason : std::uint8_t {
        client_of_another_person,  ///< The client sent somebody else's commands before.
        conflicting_replay,        ///< A number that was used for another command.
        out_of_order,              ///< A number is missing.
        consent_needed,            ///< The person hasn't agreed to the text in force.
    };
    Reason reason;
    std::string detail;
};

/// What a push that was taken did.
struct PushEffects {
    codec::PushAnswer answer;
    std::uint64_t applied = 0;  ///< Commands decided now; replays are in neither number.
    std::uint64_t refused = 0;
    std::map<std::string, store::FeedVersion> touched =
        {};  ///< Scopes with news, and their newest.
    /// Of the commands that no rule refused, but the database: for the log.
    std::vector<Error> errors = {};
};

/// Before a command that hands over personal data without consent it stops: what came before is
/// answered, the rest isn't, and its number is still to come. When nothing came before, the push is
/// rejected, so that the phone keeps what it has. Runs the commands inside the caller's savepoint,
/// which must be undone unless PushEffects come back. A replayed command gives its stored outcome;
/// one that can't be read gives a refusal and uses up its number, so that a client's queue always
/// drains.
Result<std::variant<PushEffects, PushRejection>> apply_push(store::Database& database,
                                                            const TownId& town,
                                                            const domain::Person& person,
                                                            const codec::PushRequest& request,
                                                            TimeMs now);

}  // namespace yg::server
