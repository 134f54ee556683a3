#include "app/raise.hpp"

#include "app/reader.hpp"
#include "store/concern_store.hpp"
#include "store/place_store.hpp"
#include "store/town_store.hpp"

namespace yg::app {

domain::Refusal refusal_of(const domain::FieldRefusals& refusals, domain::Field field) {
    for (const auto& one : refusals) {
        if (one.field == field) return one.refusal;
    }
    return domain::Refusal::none;
}

void refresh_raise(const Reader& reader, Raise& raise) {
    raise.categories = or_empty(store::list_categories(reader.database, reader.town));
    raise.communities = or_empty(store::list_communities(reader.database, reader.town));
    raise.grids = or_empty(store::list_grids(reader.database, reader.town));
    raise.compounds.clear();
    for (const auto& grid : raise.grids) {
        for (const auto& compound : grid.compounds) {
            CompoundChoice choice{
                .name = compound, .grid = grid.id, .community = {}, .grid_number = grid.number};
            for (const auto& community : raise.communities) {
                if (community.id == grid.community) choice.community = community.name;
            }
            raise.compounds.push_back(std::move(choice));
        }
    }
    const auto settings = or_empty(store::load_settings(reader.database, reader.town));
    raise.words_max = settings.words_max;
    raise.photos_max = settings.photos_max;
    raise.signed_in = reader.me.has_value();
    raise.account_phone = reader.me ? domain::masked_phone(domain::number_to_call(*reader.me)) : "";
    raise.has_own_contact = reader.me && !reader.me->contact.empty();
}

}  // namespace yg::app
