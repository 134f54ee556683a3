// Owns how a command becomes a change: facts, rules, effects. The same source runs on the phone
// (its verdict is provisional) and on the server (final). Must not know who calls, how commands
// travel, or what time it is.
#pragma once

#include <optional>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "domain/command.hpp"
#include "domain/person/person.hpp"
#include "store/database.hpp"

namespace yg::engine {

class Authority;

/// Who gives the command; the parts of a person that rules ask about.
struct Actor {
    PersonId person;
    domain::Role role = domain::Role::resident;
    domain::Standing standing = domain::Standing::none;
    int birth_year = 0;  ///< 0 when not known.
};

Actor actor_of(const domain::Person& person);

struct Execution {
    TownId town;
    std::optional<Actor> actor;  ///< Nothing when nobody is signed in.
    TimeMs now = 0;
    Authority* authority = nullptr;  ///< Null on a phone.
};

/// Runs one command inside the caller's transaction or savepoint. Refused (not empty): nothing was
/// changed on a phone; on the server undo the savepoint all the same. The first entry decides.
Result<domain::FieldRefusals> execute(store::Database& database, const Execution& execution,
                                      const domain::Command& command);

/// What execute would refuse, without changing anything; for forms.
Result<domain::FieldRefusals> check(store::Database& database, const Execution& execution,
                                    const domain::Command& command);

}  // namespace yg::engine
