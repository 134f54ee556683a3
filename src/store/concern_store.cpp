#include "store/concern_store.hpp"

namespace yg::store {
namespace {

#define CATEGORY_COLUMNS "id, name, kind, urgent, position"
#define CONCERN_COLUMNS                                                               \
    "id, number, type, category_id, grid_id, compound, words, reporter_id, contact, " \
    "on_behalf, released, state, level, lead_unit_id, answer, rating, created_at, "   \
    "step_started_at, due_at"
#define EVENT_COLUMNS "id, concern_id, at, state, level, actor, remark"
// domain::is_public and the opposite of domain::is_closed as SQL.
#define IS_PUBLIC "type <> 4"
#define IS_OPEN "state NOT IN (3, 7, 8)"
// ?1 the town, ?2 what like_pattern() makes of the words.
#define CONTAINS_WORDS                                                                            \
    "(?2 = '' OR words LIKE ?2 ESCAPE '~' OR compound LIKE ?2 ESCAPE '~' "                        \
    "OR answer LIKE ?2 ESCAPE '~' OR number LIKE ?2 ESCAPE '~' "                                  \
    "OR category_id IN (SELECT id FROM category WHERE town_id = ?1 AND name LIKE ?2 ESCAPE '~') " \
    "OR grid_id IN (SELECT id FROM grid WHERE town_id = ?1 AND name LIKE ?2 ESCAPE '~'))"

domain::Category read_category(const Row& row) {
    return {row.id<CategoryId>(0), row.string(1), row.enumeration<domain::CategoryKind>(2),
            row.flag(3), row.number(4)};
}

domain::Concern read_concern(const Row& row) {
    domain::Concern concern;
    concern.id = row.id<ConcernId>(0);
    concern.number = row.string(1);
    concern.type = row.enumeration<domain::ConcernType>(2);
    concern.category = row.id<CategoryId>(3);
    concern.grid = row.id<GridId>(4);
    concern.compound = row.string(5);
    concern.words = row.string(6);
    concern.reporter = row.id<PersonId>(7);
    concern.contact = row.string(8);
    concern.on_behalf = row.flag(9);
    concern.released = row.flag(10);
    concern.state = row.enumeration<domain::ConcernState>(11);
    concern.level = row.enumeration<domain::Level>(12);
    concern.lead_unit = row.id<UnitId>(13);
    concern.answer = row.string(14);
    concern.rating = row.number(15);
    concern.created_at = row.integer(16);
    concern.step_started_at = row.integer(17);
    concern.due_at = row.integer(18);
    return concern;
}

domain::ConcernEvent read_event(const Row& row) {
    domain::ConcernEvent event;
    event.id = row.string(0);
    event.concern = row.id<ConcernId>(1);
    event.at = row.integer(2);
    event.state = row.enumeration<domain::ConcernState>(3);
    event.level = row.enumeration<domain::Level>(4);
    event.actor = row.string(5);
    event.remark = row.string(6);
    return event;
}

/// Matches every text that contains `words`; empty for empty words.
std::string like_pattern(std::string_view words) {
    if (words.empty()) return {};
    std::string pattern = "%";
    for (const char c : words) {
        if (c == '%' || c == '_' || c == '~') pattern += '~';
        pattern += c;
    }
    return pattern + '%';
}

ConcernId read_id(const Row& row) {
    return row.id<ConcernId>(0);
}

}  // namespace

Result<std::optional<domain::Category>> find_category(Database& database, const TownId& town,
                                                      const CategoryId& id) {
    return query_one(database,
                     "SELECT " CATEGORY_COLUMNS " FROM category WHERE town_id = ?1 AND id = ?2",
                     {town, id}, read_category);
}

Result<std::vector<domain::Category>> list_categories(Database& database, const TownId& town) {
    return query_all(database,
                     "SELECT " CATEGORY_COLUMNS
                     " FROM category WHERE town_id = ?1 ORDER BY position, id",
                     {town}, read_category);
}

Result<void> put_category(Database& database, const TownId& town,
                          const domain::Category& category) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO category (town_id, " CATEGORY_COLUMNS
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
        "ON CONFLICT (town_id, id) DO UPDATE SET name = excluded.name, kind = excluded.kind, "
        "urgent = excluded.urgent, position = excluded.position",
        {town, category.id, category.name, category.kind, category.urgent, category.order}));
    return {};
}

Result<void> remove_category(Database& database, const TownId& town, const CategoryId& id) {
    RETURN_IF_ERROR(
        database.run("DELETE FROM category WHERE town_id = ?1 AND id = ?2", {town, id}));
    return {};
}

Result<std::optional<domain::Concern>> find_concern(Database& database, const TownId& town,
                                                    const ConcernId& id) {
    return query_one(database,
                     "SELECT " CONCERN_COLUMNS " FROM concern WHERE town_id = ?1 AND id = ?2",
                     {town, id}, read_concern);
}

Result<void> put_concern(Database& database, const TownId& town, const domain::Concern& concern) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO concern (town_id, " CONCERN_COLUMNS
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
        "?18, ?19, ?20) ON CONFLICT (town_id, id) DO UPDATE SET number = excluded.number, "
        "type = excluded.type, category_id = excluded.category_id, grid_id = excluded.grid_id, "
        "compound = excluded.compound, words = excluded.words, "
        "reporter_id = excluded.reporter_id, contact = excluded.contact, "
        "on_behalf = excluded.on_behalf, released = excluded.released, state = excluded.state, "
        "level = excluded.level, lead_unit_id = excluded.lead_unit_id, answer = excluded.answer, "
        "rating = excluded.rating, created_at = excluded.created_at, "
        "step_started_at = excluded.step_started_at, due_at = excluded.due_at",
        {town,
         concern.id,
         concern.number,
         concern.type,
         concern.category,
         concern.grid,
         concern.compound,
         concern.words,
         concern.reporter,
         concern.contact,
         concern.on_behalf,
         concern.released,
         concern.state,
         concern.level,
         concern.lead_unit,
         concern.answer,
         concern.rating,
         concern.created_at,
         concern.step_started_at,
         concern.due_at}));
    return {};
}

Result<void> remove_concern(Database& database, const TownId& town, const ConcernId& id) {
    RETURN_IF_ERROR(database.run("DELETE FROM concern WHERE town_id = ?1 AND id = ?2", {town, id}));
    return {};
}

Result<std::vector<domain::Concern>> list_concerns_of_reporter(Database& database,
                                                               const TownId& town,
                                                               const PersonId& reporter,
                                                               int limit) {
    CHECK(!reporter.empty());
    return query_all(database,
                     "SELECT " CONCERN_COLUMNS
                     " FROM concern WHERE town_id = ?1 AND reporter_id = ?2 "
                     "ORDER BY created_at DESC, id DESC LIMIT ?3",
                     {town, reporter, limit}, read_concern);
}

Result<int> count_concerns_of_reporter(Database& database, const TownId& town,
                                       const PersonId& reporter, TimeMs since, int most) {
    CHECK(!reporter.empty());
    ASSIGN_OR_RETURN(const auto count,
                     query_integer(database,
                                   "SELECT COUNT(*) FROM (SELECT 1 FROM concern WHERE town_id = ?1 "
                                   "AND reporter_id = ?2 AND created_at >= ?3 LIMIT ?4)",
                                   {town, reporter, since, most}));
    return static_cast<int>(count);
}

Result<std::vector<ConcernId>> find_concerns_of_reporter(Database& database, const TownId& town,
                                                         const PersonId& reporter,
                                                         std::string_view words) {
    CHECK(!reporter.empty());
    return query_all(database,
                     "SELECT id FROM concern WHERE town_id = ?1 AND reporter_id = ?3 "
                     "AND " CONTAINS_WORDS " ORDER BY created_at DESC, id DESC",
                     {town, like_pattern(words), reporter}, read_id);
}

Result<std::vector<ConcernId>> find_public_concerns(Database& database, const TownId& town,
                                                    const PersonId& except,
                                                    std::string_view words) {
    return query_all(database,
                     "SELECT id FROM concern WHERE town_id = ?1 AND " IS_PUBLIC
                     " AND (?3 = '' OR reporter_id <> ?3) "
                     "AND " CONTAINS_WORDS " ORDER BY created_at DESC, id DESC",
                     {town, like_pattern(words), except}, read_id);
}

Result<std::vector<StateCount>> count_public_concerns_by_state(Database& database,
                                                               const TownId& town) {
    return query_all(database,
                     "SELECT state, COUNT(*) FROM concern WHERE town_id = ?1 AND " IS_PUBLIC
                     " GROUP BY state ORDER BY state",
                     {town}, [](const Row& row) {
                         return StateCount{static_cast<domain::ConcernState>(row.number(0)),
                                           row.number(1)};
                     });
}

Result<std::vector<domain::Concern>> list_open_concerns_of_grid(Database& database,
                                                                const TownId& town,
                                                                const GridId& grid, int limit) {
    return query_all(database,
                     "SELECT " CONCERN_COLUMNS
                     " FROM concern WHERE town_id = ?1 AND grid_id = ?2 AND " IS_OPEN
                     " ORDER BY created_at DESC, id DESC LIMIT ?3",
                     {town, grid, limit}, read_concern);
}

Result<std::vector<GridCount>> count_open_concerns_by_grid(Database& database, const TownId& town) {
    return query_all(database,
                     "SELECT grid_id, COUNT(*) FROM concern WHERE town_id = ?1 AND " IS_OPEN
                     " AND " IS_PUBLIC " GROUP BY grid_id ORDER BY grid_id",
                     {town},
                     [](const Row& row) { return GridCount{row.id<GridId>(0), row.number(1)}; });
}

Result<std::optional<domain::ConcernEvent>> find_concern_event(Database& database,
                                                               const TownId& town,
                                                               std::string_view id) {
    return query_one(database,
                     "SELECT " EVENT_COLUMNS " FROM concern_event WHERE town_id = ?1 AND id = ?2",
                     {town, id}, read_event);
}

Result<void> put_concern_event(Database& database, const TownId& town,
                               const domain::ConcernEvent& event) {
    RETURN_IF_ERROR(
        database.run("INSERT INTO concern_event (town_id, " EVENT_COLUMNS
                     ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) "
                     "ON CONFLICT (town_id, id) DO UPDATE SET concern_id = excluded.concern_id, "
                     "at = excluded.at, state = excluded.state, level = excluded.level, "
                     "actor = excluded.actor, remark = excluded.remark",
                     {town, event.id, event.concern, event.at, event.state, event.level,
                      event.actor, event.remark}));
    return {};
}

Result<void> remove_concern_event(Database& database, const TownId& town, std::string_view id) {
    RETURN_IF_ERROR(
        database.run("DELETE FROM concern_event WHERE town_id = ?1 AND id = ?2", {town, id}));
    return {};
}

Result<void> remove_concern_events_of(Database& database, const TownId& town,
                                      const ConcernId& concern) {
    RETURN_IF_ERROR(database.run("DELETE FROM concern_event WHERE town_id = ?1 AND concern_id = ?2",
                                 {town, concern}));
    return {};
}

Result<std::vector<domain::ConcernEvent>> list_concern_events(Database& database,
                                                              const TownId& town,
                                                              const ConcernId& concern) {
    return query_all(database,
                     "SELECT " EVENT_COLUMNS
                     " FROM concern_event WHERE town_id = ?1 AND concern_id = ?2 ORDER BY at, id",
                     {town, concern}, read_event);
}

Result<std::vector<AnswerToConcern>> list_answers_to(Database& database, const TownId& town,
                                                     const PersonId& reporter, int limit) {
    CHECK(!reporter.empty());
    const auto read = [](const Row& row) {
        return AnswerToConcern{.event = read_event(row), .words = row.string(7)};
    };
    return query_all(
        database,
        "SELECT e.id, e.concern_id, e.at, e.state, e.level, e.actor, e.remark, c.words "
        "FROM concern c JOIN concern_event e "
        "ON e.town_id = c.town_id AND e.concern_id = c.id "
        "WHERE c.town_id = ?1 AND c.reporter_id = ?2 AND e.state <> ?3 "
        "ORDER BY e.at DESC, e.id DESC LIMIT ?4",
        {town, reporter, domain::ConcernState::submitted, limit}, read);
}

Result<int> next_concern_count(Database& database, const TownId& town, const CommunityId& community,
                               LocalDate date) {
    ASSIGN_OR_RETURN(
        const auto count,
        query_integer(database,
                      "INSERT INTO concern_counter (town_id, community_id, date, count) "
                      "VALUES (?1, ?2, ?3, 1) ON CONFLICT (town_id, community_id, date) "
                      "DO UPDATE SET count = concern_counter.count + 1 RETURNING count",
                      {town, community, format_date(date)}));
    return static_cast<int>(count);
}

}  // namespace yg::store
