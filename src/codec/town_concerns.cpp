// categories.json and concerns.json.
#include <algorithm>
#include <map>

#include "codec/town_reader.hpp"

namespace yg::codec {
namespace {

using domain::CategoryKind;
using domain::Concern;
using domain::ConcernEvent;
using domain::ConcernState;
using domain::ConcernType;
using domain::Level;
using domain::TransitionActor;

constexpr std::array<NamedValue<CategoryKind>, 2> category_kind_names = {{
    {"conduct", CategoryKind::conduct},
    {"facility", CategoryKind::facility},
}};
constexpr std::array<NamedValue<ConcernType>, 5> type_names = {{
    {"inquiry", ConcernType::inquiry},
    {"help", ConcernType::help},
    {"complaint", ConcernType::complaint},
    {"report", ConcernType::report},
    {"suggestion", ConcernType::suggestion},
}};
constexpr std::array<NamedValue<ConcernState>, 9> state_names = {{
    {"submitted", ConcernState::submitted},
    {"accepted", ConcernState::accepted},
    {"declined", ConcernState::declined},
    {"dispatched", ConcernState::dispatched},
    {"in_progress", ConcernState::in_progress},
    {"verification", ConcernState::verification},
    {"resolved", ConcernState::resolved},
    {"rated", ConcernState::rated},
    {"reopened", ConcernState::reopened},
}};
constexpr std::array<NamedValue<Level>, 6> level_names = {{
    {"member_household", Level::member_household},
    {"grid_group", Level::grid_group},
    {"branch", Level::branch},
    {"community", Level::community},
    {"town", Level::town},
    {"joint", Level::joint},
}};
constexpr std::array<NamedValue<TransitionActor>, 4> actor_names = {{
    {"reporter", TransitionActor::reporter},
    {"grid_worker", TransitionActor::grid_worker},
    {"staff", TransitionActor::staff},
    {"clock", TransitionActor::clock},
}};

template <class E>
std::string name_in(std::span<const NamedValue<E>> names, E value) {
    for (const auto& one : names) {
        if (one.value == value) return std::string(one.name);
    }
    return "";
}

std::string state_name(ConcernState state) {
    return name_in<ConcernState>(state_names, state);
}

/// Somebody still has to act by a certain moment.
bool clock_runs(ConcernState state) {
    return state != ConcernState::declined && state != ConcernState::resolved &&
           state != ConcernState::rated;
}
bool is_dispatched(ConcernState state) {
    return state != ConcernState::submitted && state != ConcernState::accepted &&
           state != ConcernState::declined;
}
bool is_answered(ConcernState state) {
    return state == ConcernState::declined || state == ConcernState::verification ||
           state == ConcernState::resolved || state == ConcernState::rated;
}

domain::Category read_category(TownReader& reader, const TownNode& node) {
    domain::Category category;
    if (!node.is_object_of({"id", "name", "kind", "urgent"})) return category;
    category.id = CategoryId::trusted(reader.categories.add(node["id"]));
    category.name = node["name"].text(20);
    category.kind = node["kind"].choice<CategoryKind>(category_kind_names);
    category.urgent = node["urgent"].flag();
    return category;
}

ConcernEvent read_event(const TownReader& reader, const TownNode& node) {
    ConcernEvent event;
    if (!node.is_object_of({"day", "time", "state", "level", "by", "actor", "remark"})) {
        return event;
    }
    const int day = node["day"].whole(-max_days_from_today, -1);
    event.at = to_moment(add_days(reader.today, day), node["time"].minute_of_day());
    event.state = node["state"].choice<ConcernState>(state_names);
    event.level = node["level"].choice<Level>(level_names);
    event.actor = node["actor"].text(30);
    event.remark = node["remark"].text_if_any(200);
    return event;
}

/// Checks one step of a timeline: later in time, not pushed down, and in the table of transitions
/// unless the state stays (a note, or passing up).
void check_step(const TownNode& node, const ConcernEvent& before, const ConcernEvent& event) {
    if (event.at < before.at) node["time"].fault_of_value("is before the entry above");
    if (event.level < before.level) node["level"].fault_of_value("is below the entry above");
    const auto by = node["by"].choice<TransitionActor>(actor_names);
    if (event.state == before.state) return;
    const auto* transition = domain::find_transition(before.state, event.state, by);
    if (transition == nullptr) {
        node["state"].fault_of_value("can't follow \"" + state_name(before.state) + "\" by \"" +
                                     name_in<TransitionActor>(actor_names, by) + "\"");
    } else if (transition->needs_reason && event.remark.empty()) {
        node["remark"].fault("missing: this step needs a reason");
    }
}

std::vector<ConcernEvent> read_timeline(const TownReader& reader, const TownNode& node) {
    std::vector<ConcernEvent> events;
    const auto nodes = node.items(1, 60);
    for (const TownNode& entry : nodes) {
        const ConcernEvent event = read_event(reader, entry);
        if (!events.empty()) {
            check_step(entry, events.back(), event);
        } else if (event.state != ConcernState::submitted) {
            entry["state"].fault_of_value("can't be the first state");
        } else if (entry["by"].choice<TransitionActor>(actor_names) != TransitionActor::reporter) {
            entry["by"].fault_of_value("can't submit a concern");
        }
        events.push_back(event);
    }
    return events;
}

/// What a concern must and must not have in its state.
void check_fields_of_state(const TownNode& node, const Concern& concern) {
    const std::string state = "\"" + state_name(concern.state) + "\"";
    const auto check = [&](std::string_view field, bool needed) {
        if (needed == node[field].exists()) return;
        node[field].fault(needed ? "missing in state " + state : "not possible in state " + state);
    };
    check("due", clock_runs(concern.state));
    check("lead_unit", is_dispatched(concern.state));
    check("rating", concern.state == ConcernState::rated);
    if (is_answered(concern.state)) check("answer", true);
}

Concern read_concern(TownReader& reader, const TownNode& node, KnownIds& ids) {
    Concern concern;
    if (!node.is_object_of({"id", "type", "category", "grid", "compound", "words", "reporter",
                            "contact", "on_behalf", "released", "state", "lead_unit", "answer",
                            "rating", "due", "timeline"})) {
        return concern;
    }
    concern.id = ConcernId::trusted(read_uuid(ids, node["id"]));
    concern.type = node["type"].choice<ConcernType>(type_names);
    concern.category = reader.refer<CategoryId>(reader.categories, node["category"]);
    concern.grid = reader.refer<GridId>(reader.grids, node["grid"]);
    concern.compound = node["compound"].text_if_any(40);
    concern.words =
        node["words"].text(static_cast<std::size_t>(reader.town.profile.settings.words_max));
    concern.reporter = reader.refer<PersonId>(reader.persons, node["reporter"]);
    concern.contact = node["contact"].text_if_any(20);
    concern.on_behalf = node["on_behalf"].flag();
    concern.released = node["released"].flag();
    concern.state = node["state"].choice<ConcernState>(state_names);
    concern.lead_unit = reader.refer_if_any<UnitId>(reader.units, node["lead_unit"]);
    concern.answer = node["answer"].text_if_any(300);
    concern.rating = node["rating"].whole_or(0, 1, 5);
    if (node["due"].exists()) {
        concern.due_at = read_moment(reader, node["due"], -30, max_days_from_today);
    }
    check_fields_of_state(node, concern);

    const domain::Grid* grid = reader.find_grid(concern.grid);
    if (grid != nullptr && !concern.compound.empty() &&
        std::ranges::find(grid->compounds, concern.compound) == grid->compounds.end()) {
        node["compound"].fault_of_value("is not a compound of grid \"" + grid->id.text() + "\"");
    }
    const domain::Person* reporter = reader.find_person(concern.reporter);
    if (concern.contact.empty() && reporter != nullptr) concern.contact = reporter->phone;
    if (concern.released && !domain::is_public(concern)) {
        node["released"].fault("this concern is never public");
    }
    return concern;
}

/// Events have ids of their own, made from the concern's: its last four digits count them.
std::string event_id(const ConcernId& concern, std::size_t index) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string id = concern.text();
    for (std::size_t i = 0; i < 4 && i < id.size(); ++i, index /= 16) {
        id[id.size() - 1 - i] = hex[index % 16];
    }
    return id;
}

/// "XC-1124-0007": community, day, and how many that day before it.
std::string next_number(const TownReader& reader, const Concern& concern,
                        std::map<std::string, int>& counts) {
    const domain::Grid* grid = reader.find_grid(concern.grid);
    const auto community =
        std::ranges::find(reader.town.communities, grid->community, &domain::Community::id);
    const std::string date = format_date(to_local(concern.created_at).date);
    const std::string stem = community->code + "-" + date.substr(5, 2) + date.substr(8);
    const std::string count = std::to_string(++counts[community->code + date]);
    return stem + "-" + std::string(4 - std::min<std::size_t>(4, count.size()), '0') + count;
}

}  // namespace

void read_categories(TownReader& reader, const TownNode& file) {
    if (!file.is_object_of({"note", "categories"})) return;
    for (const TownNode& node : file["categories"].items(1, 100)) {
        domain::Category category = read_category(reader, node);
        category.order = static_cast<int>(reader.town.categories.size());
        reader.town.categories.push_back(std::move(category));
    }
}

void read_concerns(TownReader& reader, const TownNode& file) {
    if (!file.is_object_of({"note", "concerns"})) return;
    KnownIds ids("concern");
    KnownIds event_ids("timeline entry");
    std::map<std::string, int> counts;
    for (const TownNode& node : file["concerns"].items(0, 5000)) {
        Concern concern = read_concern(reader, node, ids);
        auto events = read_timeline(reader, node["timeline"]);
        if (events.empty() || concern.id.empty()) continue;
        concern.level = events.back().level;
        concern.created_at = events.front().at;
        concern.step_started_at = events.back().at;
        if (events.back().state != concern.state) {
            node["state"].fault_of_value("is not where the timeline ends: \"" +
                                         state_name(events.back().state) + "\"");
        }
        for (std::size_t i = 0; i < events.size(); ++i) {
            events[i].id = event_id(concern.id, i + 1);
            events[i].concern = concern.id;
            if (!event_ids.add(events[i].id)) {
                node["id"].fault_of_value("differs from another in its last four digits only");
            }
        }
        if (reader.faults.empty()) concern.number = next_number(reader, concern, counts);
        reader.town.concerns.push_back(std::move(concern));
        std::ranges::move(events, std::back_inserter(reader.town.concern_events));
    }
}

}  // namespace yg::codec
