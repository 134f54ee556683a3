#include "domain/concern/concern.hpp"

#include <array>

namespace yg::domain {
namespace {

using enum ConcernState;
using Actor = TransitionActor;

constexpr std::array transitions = {
    Transition{submitted, accepted, Actor::grid_worker, false},
    Transition{submitted, accepted, Actor::staff, false},
    Transition{submitted, declined, Actor::grid_worker, true},
    Transition{submitted, declined, Actor::staff, true},
    Transition{accepted, dispatched, Actor::grid_worker, false},
    Transition{accepted, dispatched, Actor::staff, false},
    Transition{dispatched, in_progress, Actor::grid_worker, false},
    Transition{dispatched, in_progress, Actor::staff, false},
    Transition{in_progress, verification, Actor::grid_worker, true},
    Transition{in_progress, verification, Actor::staff, true},
    Transition{verification, resolved, Actor::reporter, false},
    Transition{verification, resolved, Actor::clock, false},
    Transition{verification, reopened, Actor::reporter, true},
    Transition{resolved, rated, Actor::reporter, false},
    Transition{resolved, reopened, Actor::reporter, true},
    Transition{reopened, dispatched, Actor::staff, false},
};

}  // namespace

std::span<const Transition> concern_transitions() {
    return transitions;
}

const Transition* find_transition(ConcernState from, ConcernState to, TransitionActor actor) {
    for (const Transition& transition : transitions) {
        if (transition.from == from && transition.to == to && transition.actor == actor) {
            return &transition;
        }
    }
    return nullptr;
}

bool is_closed(ConcernState state) {
    return state == declined || state == resolved || state == rated;
}

Concern public_projection(const Concern& concern) {
    Concern shown = concern;
    shown.reporter = PersonId();
    shown.contact.clear();
    shown.on_behalf = false;
    if (!concern.released) shown.words.clear();
    return shown;
}

bool is_public(const Concern& concern) {
    return concern.type != ConcernType::report;
}

}  // namespace yg::domain
