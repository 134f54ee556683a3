// How rules are written: pure functions over a command and its facts, one a line in a table.
#pragma once

#include <span>

#include "domain/refusal.hpp"

namespace yg::domain {

/// One rule. `refuse` returns Refusal::none when the command may pass.
template <class Command, class Facts>
struct Rule {
    Field field;
    Refusal (*refuse)(const Command&, const Facts&);
};

/// Applies every rule, in order: the first entry of the result is the one that decides, the others
/// let a form mark all of its wrong fields together. At most one refusal a field.
template <class Command, class Facts>
FieldRefusals apply_rules(std::span<const Rule<Command, Facts>> rules, const Command& command,
                          const Facts& facts) {
    FieldRefusals refusals;
    for (const auto& rule : rules) {
        const Refusal refusal = rule.refuse(command, facts);
        if (refusal == Refusal::none) continue;
        bool field_marked = false;
        for (const auto& earlier : refusals) field_marked |= earlier.field == rule.field;
        if (!field_marked) refusals.push_back({rule.field, refusal});
    }
    return refusals;
}

}  // namespace yg::domain
