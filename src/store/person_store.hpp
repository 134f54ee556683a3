// Owns the rows of persons. Must not know who asks, nor how someone proves who they are.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/person/person.hpp"
#include "store/database.hpp"

namespace yg::store {

Result<std::optional<domain::Person>> find_person(Database& database, const TownId& town,
                                                  const PersonId& id);
/// By the eleven digits of a mobile number. At most one on the server, where it is unique.
Result<std::optional<domain::Person>> find_person_by_phone(Database& database, const TownId& town,
                                                           std::string_view phone);
/// By role, then id; for the list of sample accounts.
Result<std::vector<domain::Person>> list_persons(Database& database, const TownId& town, int limit);
/// By name.
Result<std::vector<domain::Person>> list_persons_of_role(Database& database, const TownId& town,
                                                         domain::Role role, int limit);
Result<void> put_person(Database& database, const TownId& town, const domain::Person& person);
Result<void> remove_person(Database& database, const TownId& town, const PersonId& id);

}  // namespace yg::store
