// Phone only. Owns the commands applied here but not yet confirmed by a pull, with what they
// changed, and the refusals the person must still be told. Must not know what commands mean.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "domain/refusal.hpp"
#include "store/database.hpp"

namespace yg::store {

struct PendingCommand {
    std::int64_t n = 0;
    std::string command_id;
    std::string name;
    std::string args;  ///< JSON
    Bytes changeset;   ///< Empty when it could not be applied here.
};

Result<void> put_pending(Database& database, const TownId& town, const PendingCommand& command);
/// By n.
Result<std::vector<PendingCommand>> list_pending(Database& database, const TownId& town);
/// Forgets every command up to and including `n`.
Result<void> remove_pending_through(Database& database, const TownId& town, std::int64_t n);
Result<void> clear_pending(Database& database, const TownId& town);

struct RefusedCommand {
    std::int64_t n = 0;
    std::string command_id;
    std::string name;
    std::string args;
    domain::Refusal refusal = domain::Refusal::none;
    TimeMs at = 0;
};

Result<void> put_refused(Database& database, const TownId& town, const RefusedCommand& command);
/// Oldest first.
Result<std::vector<RefusedCommand>> list_refused(Database& database, const TownId& town);
/// Once the person has seen it.
Result<void> remove_refused(Database& database, const TownId& town, std::string_view command_id);

/// The highest n whose outcome is known here; what a pull sends as `outcomes_after`.
Result<std::int64_t> load_confirmed_n(Database& database, const TownId& town);
Result<void> save_confirmed_n(Database& database, const TownId& town, std::int64_t n);

}  // namespace yg::store
