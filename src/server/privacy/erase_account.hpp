// Owns what deleting an account does: who somebody was leaves every table at once, and what the
// person had taken is free for others. Must not know HTTP.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "domain/person/person.hpp"
#include "domain/refusal.hpp"
#include "store/database.hpp"
#include "store/feed_store.hpp"

namespace yg::server {

/// A picture whose files nobody may see any more.
struct ErasedPhoto {
    PhotoId id;
    std::string file = {};  ///< Its name; empty when it hadn't arrived.
};

struct Erased {
    std::vector<std::string> sessions = {};  ///< Hashes of those that ended.
    std::vector<ErasedPhoto> photos = {};    ///< To be removed after the commit.
    std::map<std::string, store::FeedVersion> touched = {};
};

/// Runs inside the caller's writing transaction, all of it or nothing. `signed_in`: whose session
/// asks, if anybody's; `asked`: the account that the request names. An account that is erased
/// already gives the same answer again, whoever asks: the first answer may have been lost.
///
/// What becomes of it: identity, sessions, second step, consents, views of the identity, phones
/// with the outcomes of their commands, codes under way, sign-ups and photos are removed; bookings
/// lose person and purpose, those that are not over are cancelled; concerns:
/// domain/person/erase_account.
Result<std::variant<Erased, domain::Refusal>> erase_account(
    store::Database& database, const TownId& town, const std::optional<PersonId>& signed_in,
    const PersonId& asked, TimeMs now);

}  // namespace yg::server
