#include "engine/command_steps.hpp"
#include "store/concern_store.hpp"
#include "store/photo_store.hpp"
#include "store/place_store.hpp"
#include "store/town_store.hpp"

namespace yg::engine {
namespace {

/// The first line of a concern's timeline. It has the concern's own identifier, so that phone and
/// server give the same one; without an actor it is the reporter's.
domain::ConcernEvent first_event(const domain::Concern& concern) {
    domain::ConcernEvent event;
    event.id = concern.id.text();
    event.concern = concern.id;
    event.at = concern.created_at;
    event.state = concern.state;
    event.level = concern.level;
    return event;
}

}  // namespace

Result<domain::SubmitConcernFacts> gather(store::Database& database, const Execution& execution,
                                          const domain::SubmitConcern& command) {
    domain::SubmitConcernFacts facts;
    facts.signed_in = execution.actor.has_value();
    ASSIGN_OR_RETURN(const auto same_id, store::find_concern(database, execution.town, command.id));
    facts.id_taken = same_id.has_value();
    for (const domain::NewPhoto& photo : command.photos) {
        ASSIGN_OR_RETURN(const auto found, store::find_photo(database, execution.town, photo.id));
        facts.photo_id_taken |= found.has_value();
    }
    ASSIGN_OR_RETURN(const auto category,
                     store::find_category(database, execution.town, command.category));
    facts.category_exists = category.has_value();
    facts.category_urgent = category && category->urgent;
    ASSIGN_OR_RETURN(const auto grid, store::find_grid(database, execution.town, command.grid));
    facts.grid_exists = grid.has_value();
    if (grid) facts.grid_compounds = grid->compounds;
    ASSIGN_OR_RETURN(facts.settings, store::load_settings(database, execution.town));
    facts.on_duty = facts.signed_in && domain::is_staff(execution.actor->role);
    if (facts.signed_in) {
        ASSIGN_OR_RETURN(facts.concerns_today, store::count_concerns_of_reporter(
                                                   database, execution.town, actor_id(execution),
                                                   to_moment(to_local(execution.now).date),
                                                   facts.settings.concerns_a_day_max));
    }
    return facts;
}

Result<domain::FieldRefusals> apply(store::Database& database, const Execution& execution,
                                    const domain::SubmitConcern& command,
                                    const domain::SubmitConcernFacts& facts) {
    domain::Concern concern = domain::make_concern(command, actor_id(execution), facts.settings,
                                                   facts.category_urgent, execution.now);
    if (execution.authority != nullptr) {
        ASSIGN_OR_RETURN(concern.number,
                         execution.authority->number_concern(database, execution.town, concern.grid,
                                                             execution.now));
    }
    const domain::ConcernEvent event = first_event(concern);
    RETURN_IF_ERROR(store::put_concern(database, execution.town, concern));
    RETURN_IF_ERROR(store::put_concern_event(database, execution.town, event));
    if (execution.authority != nullptr) {
        RETURN_IF_ERROR(execution.authority->publish(database, execution.town, concern));
        RETURN_IF_ERROR(execution.authority->publish(database, execution.town, concern, event));
    }
    for (std::size_t position = 0; position < command.photos.size(); ++position) {
        const domain::Photo photo = domain::make_photo(command, position);
        RETURN_IF_ERROR(store::put_photo(database, execution.town, photo));
        if (execution.authority == nullptr) continue;
        RETURN_IF_ERROR(execution.authority->publish(database, execution.town, concern, photo));
    }
    return domain::FieldRefusals();
}

}  // namespace yg::engine
