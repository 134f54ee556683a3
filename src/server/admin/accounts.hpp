// Owns how the operator changes accounts: what a field may hold, what a change does to sessions and
// phones. Must not know command lines or files.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "domain/person/person.hpp"
#include "store/database.hpp"

namespace yg::server {

/// What is to be set, as typed; nothing: stays as it is. An empty place is none.
struct AccountFields {
    std::optional<std::string> phone;
    std::optional<std::string> name;
    std::optional<std::string> role;
    std::optional<std::string> community;
    std::optional<std::string> grid;
    std::optional<std::string> unit;
};

struct AccountFault {
    std::string field;
    std::string value;
    std::string what;  ///< Completes the sentence: phone "12" is not a mobile number.
};

/// `phone "12" is not a mainland mobile number`
std::string words_of(const AccountFault& fault);

/// Sets the fields of `person`, who isn't stored by it, and gives everything that is wrong. With a
/// grid comes its community; places that a new role doesn't take are let go of unless they are
/// named.
Result<std::vector<AccountFault>> fill_account(store::Database& database, const TownId& town,
                                               const AccountFields& fields, domain::Person& person);

/// Stores the person and tells its phones, inside the caller's transaction. Another role or number
/// than before ends all sessions: who held the account proves it anew.
Result<void> save_account(store::Database& database, const TownId& town,
                          const std::optional<domain::Person>& before, const domain::Person& after);

/// By id or by telephone number.
Result<std::optional<domain::Person>> find_account(store::Database& database, const TownId& town,
                                                   std::string_view id_or_phone);

}  // namespace yg::server
