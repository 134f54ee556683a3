#include "domain/person/erase_account.hpp"

#include <array>

namespace yg::domain {
namespace {

using Facts = EraseAccountFacts;

Refusal eraser_is_signed_in(const EraseAccount&, const Facts& facts) {
    return facts.person ? Refusal::none : Refusal::not_signed_in;
}

Refusal account_is_ones_own(const EraseAccount& command, const Facts& facts) {
    const bool another = facts.person && facts.person->id != command.person;
    return another ? Refusal::not_allowed : Refusal::none;
}

/// What staff answer for must be handed over first: the operator takes the role away.
Refusal account_has_no_duties(const EraseAccount&, const Facts& facts) {
    const bool staff = facts.person && is_staff(facts.person->role);
    return staff ? Refusal::account_has_duties : Refusal::none;
}

constexpr std::array<Rule<EraseAccount, Facts>, 3> rules = {{
    {Field::form, eraser_is_signed_in},
    {Field::form, account_is_ones_own},
    {Field::form, account_has_no_duties},
}};

}  // namespace

std::span<const Rule<EraseAccount, Facts>> erase_account_rules() {
    return rules;
}

bool is_erased_with_reporter(const Concern& concern) {
    return !is_public(concern);
}

Concern without_reporter(const Concern& concern) {
    return public_projection(concern);
}

}  // namespace yg::domain
