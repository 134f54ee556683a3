// Owns what a pull answers: the rows that changed in the scopes a person holds, in pages, at a cost
// that depends on the changes alone. Must not know HTTP.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "codec/protocol.hpp"
#include "domain/person/person.hpp"
#include "store/database.hpp"

namespace yg::server {

/// The scopes whose changes a person (or somebody who isn't signed in) may see.
std::vector<std::string> held_scopes(const std::optional<domain::Person>& person);

/// A page ends with the row that reaches one of these.
struct PullLimits {
    int rows = 500;
    std::size_t bytes = 512 * 1024;
    int outcomes = 500;
};

/// Reads everything from one view of the database, which the caller has opened. `person`: who is
/// signed in, if anybody. Outcomes are only told to the person whose client it is.
Result<codec::PullAnswer> answer_pull(store::Database& database, const TownId& town,
                                      const std::optional<domain::Person>& person,
                                      const codec::PullRequest& request,
                                      const PullLimits& limits = {});

}  // namespace yg::server
