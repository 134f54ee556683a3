// Server only. Owns what makes a push count exactly once: how far each client came and what every
// command's outcome was.
#pragma once

#include <optional>
#include <vector>

#include "base/time.hpp"
#include "domain/refusal.hpp"
#include "store/database.hpp"

namespace yg::store {

struct Client {
    ClientId id;
    PersonId person;  ///< Whose commands it sends; bound at its first push.
    std::int64_t last_n = 0;
};

Result<std::optional<Client>> find_client(Database& database, const TownId& town,
                                          const ClientId& id);
Result<void> put_client(Database& database, const TownId& town, const Client& client);

struct Outcome {
    std::int64_t n = 0;
    CommandId command;
    domain::Refusal refusal = domain::Refusal::none;  ///< none: applied.
    TimeMs at = 0;
};

Result<void> put_outcome(Database& database, const TownId& town, const ClientId& client,
                         const Outcome& outcome);
Result<std::optional<Outcome>> find_outcome(Database& database, const TownId& town,
                                            const ClientId& client, std::int64_t n);
/// Outcomes with a number above `after_n`, in order.
Result<std::vector<Outcome>> list_outcomes(Database& database, const TownId& town,
                                           const ClientId& client, std::int64_t after_n, int limit);

/// The phones a person sends from.
Result<std::vector<Client>> list_clients_of(Database& database, const TownId& town,
                                            const PersonId& person, int limit);
/// With the outcomes of their commands.
Result<void> remove_clients_of(Database& database, const TownId& town, const PersonId& person);

}  // namespace yg::store
