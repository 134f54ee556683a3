// The command with which people correct what the town calls them and where it rings, and its rules.
// The number to sign in with is not part of it: it proves who somebody is.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "domain/person/person.hpp"
#include "domain/refusal.hpp"
#include "domain/rule.hpp"

namespace yg::domain {

struct CorrectPerson {
    static constexpr std::string_view name = "correct_person";

    std::string called;   ///< The name that is shown.
    std::string contact;  ///< Empty: ring the number to sign in with.
};

struct CorrectPersonFacts {
    std::optional<Person> person;  ///< Nothing when nobody is signed in.
};

std::span<const Rule<CorrectPerson, CorrectPersonFacts>> correct_person_rules();

/// The person as stored when the rules pass.
Person corrected(Person person, const CorrectPerson& command);

}  // namespace yg::domain
