// The rules of deleting one's own account, and what becomes of a concern whose reporter did.
#pragma once

#include <optional>
#include <span>

#include "domain/concern/concern.hpp"
#include "domain/person/person.hpp"
#include "domain/refusal.hpp"
#include "domain/rule.hpp"

namespace yg::domain {

struct EraseAccount {
    PersonId person;  ///< Whose account; named, so that nobody deletes another by a mix-up.
};

struct EraseAccountFacts {
    std::optional<Person> person;  ///< Who is signed in.
};

std::span<const Rule<EraseAccount, EraseAccountFacts>> erase_account_rules();

/// 举报 leave with their reporter: nobody but that person and the staff ever saw them, and their
/// words are all they are. Everything else stays as a public fact.
bool is_erased_with_reporter(const Concern& concern);
/// What stays of it: neither reporter nor number, and the words only if staff released them.
Concern without_reporter(const Concern& concern);

}  // namespace yg::domain
