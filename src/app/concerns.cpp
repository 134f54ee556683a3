#include "app/concerns.hpp"

#include "app/reader.hpp"
#include "base/text.hpp"
#include "store/concern_store.hpp"
#include "store/place_store.hpp"

namespace yg::app {
namespace {

std::string place_of(const Reader& reader, const domain::Concern& concern) {
    if (!concern.compound.empty()) return concern.compound;
    const auto grid = or_empty(store::find_grid(reader.database, reader.town, concern.grid));
    return grid ? grid->name : std::string();
}

ConcernRow make_row(const Reader& reader, domain::Concern concern) {
    ConcernRow row;
    if (const auto category =
            or_empty(store::find_category(reader.database, reader.town, concern.category))) {
        row.category = category->name;
    }
    row.place = place_of(reader, concern);
    row.delivery = delivery_of(reader, concern.id.text());
    row.concern = std::move(concern);
    return row;
}

bool is_mine(const Reader& reader, const domain::Concern& concern) {
    return reader.me && concern.reporter == reader.me->id;
}

PublicCounts count_public(const Reader& reader) {
    PublicCounts counts;
    for (const auto& [state, count] :
         or_empty(store::count_public_concerns_by_state(reader.database, reader.town))) {
        int& part = state == domain::ConcernState::submitted ? counts.waiting
                    : domain::is_closed(state)               ? counts.closed
                                                             : counts.working;
        part += count;
    }
    return counts;
}

}  // namespace

void refresh_concerns(const Reader& reader, ConcernList& list) {
    const std::string_view words = trim(list.search);
    list.signed_in = reader.me.has_value();
    list.mine.clear();
    if (reader.me) {
        list.mine = or_empty(
            store::find_concerns_of_reporter(reader.database, reader.town, reader.me->id, words));
    }
    list.public_ones =
        or_empty(store::find_public_concerns(reader.database, reader.town, my_id(reader), words));
    list.counts = count_public(reader);
}

std::optional<ConcernRow> load_concern_row(const Reader& reader, const ConcernId& id) {
    auto concern = or_empty(store::find_concern(reader.database, reader.town, id));
    if (!concern) return std::nullopt;
    return make_row(reader, std::move(*concern));
}

std::optional<ConcernDetail> load_concern(const Reader& reader, const ConcernId& id) {
    auto concern = or_empty(store::find_concern(reader.database, reader.town, id));
    if (!concern) return std::nullopt;
    ConcernDetail detail;
    detail.now = reader.now;
    detail.mine = is_mine(reader, *concern);
    if (const auto unit =
            or_empty(store::find_unit(reader.database, reader.town, concern->lead_unit))) {
        detail.lead_unit = unit->name;
    }
    if (const auto grid = or_empty(store::find_grid(reader.database, reader.town, concern->grid))) {
        const auto community =
            or_empty(store::find_community(reader.database, reader.town, grid->community));
        if (community) detail.community = community->name;
    }
    detail.events = or_empty(store::list_concern_events(reader.database, reader.town, id));
    detail.row = make_row(reader, std::move(*concern));
    return detail;
}

}  // namespace yg::app
