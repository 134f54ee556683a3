#include "engine/command_steps.hpp"
#include "store/person_store.hpp"

namespace yg::engine {

Result<domain::CorrectPersonFacts> gather(store::Database& database, const Execution& execution,
                                          const domain::CorrectPerson&) {
    domain::CorrectPersonFacts facts;
    if (!execution.actor) return facts;
    ASSIGN_OR_RETURN(facts.person,
                     store::find_person(database, execution.town, execution.actor->person));
    return facts;
}

Result<domain::FieldRefusals> apply(store::Database& database, const Execution& execution,
                                    const domain::CorrectPerson& command,
                                    const domain::CorrectPersonFacts& facts) {
    const domain::Person person = domain::corrected(*facts.person, command);
    RETURN_IF_ERROR(store::put_person(database, execution.town, person));
    if (execution.authority != nullptr) {
        RETURN_IF_ERROR(execution.authority->publish(database, execution.town, person));
    }
    return domain::FieldRefusals();
}

}  // namespace yg::engine
