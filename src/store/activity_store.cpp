#include "store/activity_store.hpp"

namespace yg::store {
namespace {

#define ACTIVITY_COLUMNS_OF(t)                                                                    \
    t "id, " t "series_id, " t "title, " t "kind, " t "summary, " t "room_id, " t "place, " t     \
      "community_id, " t "organiser, " t "contact, " t "start_at, " t "end_at, " t "capacity, " t \
      "minimum, " t "sign_up_opens, " t "sign_up_closes, " t "age_min, " t "age_max, " t          \
      "granted_minutes, " t "signed_up, " t "state, " t "placeholder"
#define ACTIVITY_COLUMNS ACTIVITY_COLUMNS_OF("")
#define SIGN_UP_COLUMNS_OF(t) t "id, " t "activity_id, " t "person_id, " t "state, " t "created_at"
#define SIGN_UP_COLUMNS SIGN_UP_COLUMNS_OF("")
// domain::SignUpState::cancelled and ::confirmed, domain::ActivityState::planned as SQL.
#define NOT_CANCELLED "state <> 3"
#define CONFIRMED "state = 1"
#define PLANNED "state = 1"

constexpr int activity_column_count = 22;

domain::Activity read_activity(const Row& row) {
    domain::Activity activity;
    activity.id = row.id<ActivityId>(0);
    activity.series = row.id<SeriesId>(1);
    activity.title = row.string(2);
    activity.kind = row.enumeration<domain::ActivityKind>(3);
    activity.summary = row.string(4);
    activity.room = row.id<RoomId>(5);
    activity.place = row.string(6);
    activity.community = row.id<CommunityId>(7);
    activity.organiser = row.string(8);
    activity.contact = row.string(9);
    activity.when = {row.integer(10), row.integer(11)};
    activity.capacity = row.number(12);
    activity.minimum = row.number(13);
    activity.sign_up_opens = row.integer(14);
    activity.sign_up_closes = row.integer(15);
    activity.age_min = row.number(16);
    activity.age_max = row.number(17);
    activity.granted_minutes = row.number(18);
    activity.signed_up = row.number(19);
    activity.state = row.enumeration<domain::ActivityState>(20);
    activity.placeholder = row.flag(21);
    return activity;
}

domain::SignUp read_sign_up_from(const Row& row, int first) {
    return {row.id<SignUpId>(first), row.id<ActivityId>(first + 1), row.id<PersonId>(first + 2),
            row.enumeration<domain::SignUpState>(first + 3), row.integer(first + 4)};
}

domain::SignUp read_sign_up(const Row& row) {
    return read_sign_up_from(row, 0);
}

}  // namespace

Result<std::optional<domain::Activity>> find_activity(Database& database, const TownId& town,
                                                      const ActivityId& id) {
    return query_one(database,
                     "SELECT " ACTIVITY_COLUMNS " FROM activity WHERE town_id = ?1 AND id = ?2",
                     {town, id}, read_activity);
}

Result<void> put_activity(Database& database, const TownId& town,
                          const domain::Activity& activity) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO activity (town_id, " ACTIVITY_COLUMNS
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
        "?18, ?19, ?20, ?21, ?22, ?23) ON CONFLICT (town_id, id) DO UPDATE SET "
        "series_id = excluded.series_id, title = excluded.title, kind = excluded.kind, "
        "summary = excluded.summary, room_id = excluded.room_id, place = excluded.place, "
        "community_id = excluded.community_id, organiser = excluded.organiser, "
        "contact = excluded.contact, start_at = excluded.start_at, end_at = excluded.end_at, "
        "capacity = excluded.capacity, minimum = excluded.minimum, "
        "sign_up_opens = excluded.sign_up_opens, sign_up_closes = excluded.sign_up_closes, "
        "age_min = excluded.age_min, age_max = excluded.age_max, "
        "granted_minutes = excluded.granted_minutes, signed_up = excluded.signed_up, "
        "state = excluded.state, placeholder = excluded.placeholder",
        {town,
         activity.id,
         activity.series,
         activity.title,
         activity.kind,
         activity.summary,
         activity.room,
         activity.place,
         activity.community,
         activity.organiser,
         activity.contact,
         activity.when.start,
         activity.when.end,
         activity.capacity,
         activity.minimum,
         activity.sign_up_opens,
         activity.sign_up_closes,
         activity.age_min,
         activity.age_max,
         activity.granted_minutes,
         activity.signed_up,
         activity.state,
         activity.placeholder}));
    return {};
}

Result<void> remove_activity(Database& database, const TownId& town, const ActivityId& id) {
    RETURN_IF_ERROR(
        database.run("DELETE FROM activity WHERE town_id = ?1 AND id = ?2", {town, id}));
    return {};
}

Result<std::vector<domain::Activity>> list_activities(Database& database, const TownId& town,
                                                      const Interval& when, int limit) {
    return query_all(database,
                     "SELECT " ACTIVITY_COLUMNS
                     " FROM activity WHERE town_id = ?1 AND end_at > ?2 AND start_at < ?3 "
                     "ORDER BY start_at, id LIMIT ?4",
                     {town, when.start, when.end, limit}, read_activity);
}

Result<void> add_to_signed_up(Database& database, const TownId& town, const ActivityId& id,
                              int change) {
    RETURN_IF_ERROR(database.run(
        "UPDATE activity SET signed_up = signed_up + ?3 WHERE town_id = ?1 AND id = ?2",
        {town, id, change}));
    return {};
}

Result<std::optional<domain::SignUp>> find_sign_up(Database& database, const TownId& town,
                                                   const SignUpId& id) {
    return query_one(database,
                     "SELECT " SIGN_UP_COLUMNS " FROM sign_up WHERE town_id = ?1 AND id = ?2",
                     {town, id}, read_sign_up);
}

Result<std::optional<domain::SignUp>> find_active_sign_up(Database& database, const TownId& town,
                                                          const ActivityId& activity,
                                                          const PersonId& person) {
    return query_one(database,
                     "SELECT " SIGN_UP_COLUMNS
                     " FROM sign_up WHERE town_id = ?1 AND activity_id = ?2 AND person_id = ?3 "
                     "AND " NOT_CANCELLED,
                     {town, activity, person}, read_sign_up);
}

Result<void> put_sign_up(Database& database, const TownId& town, const domain::SignUp& sign_up) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO sign_up (town_id, " SIGN_UP_COLUMNS
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6) "
        "ON CONFLICT (town_id, id) DO UPDATE SET activity_id = excluded.activity_id, "
        "person_id = excluded.person_id, state = excluded.state, "
        "created_at = excluded.created_at",
        {town, sign_up.id, sign_up.activity, sign_up.person, sign_up.state, sign_up.created_at}));
    return {};
}

Result<void> remove_sign_up(Database& database, const TownId& town, const SignUpId& id) {
    RETURN_IF_ERROR(database.run("DELETE FROM sign_up WHERE town_id = ?1 AND id = ?2", {town, id}));
    return {};
}

Result<std::vector<domain::SignUp>> list_sign_ups_of_activity(Database& database,
                                                              const TownId& town,
                                                              const ActivityId& activity,
                                                              int limit) {
    return query_all(database,
                     "SELECT " SIGN_UP_COLUMNS
                     " FROM sign_up WHERE town_id = ?1 AND activity_id = ?2 AND " NOT_CANCELLED
                     " ORDER BY created_at, id LIMIT ?3",
                     {town, activity, limit}, read_sign_up);
}

Result<std::vector<domain::SignUp>> list_every_sign_up_of_person(Database& database,
                                                                 const TownId& town,
                                                                 const PersonId& person,
                                                                 int limit) {
    CHECK(!person.empty());
    return query_all(database,
                     "SELECT " SIGN_UP_COLUMNS
                     " FROM sign_up WHERE town_id = ?1 AND person_id = ?2 "
                     "ORDER BY created_at DESC, id LIMIT ?3",
                     {town, person, limit}, read_sign_up);
}

Result<std::vector<OwnSignUp>> list_sign_ups_of_person(Database& database, const TownId& town,
                                                       const PersonId& person, TimeMs after,
                                                       int limit) {
    CHECK(!person.empty());
    return query_all(
        database,
        "SELECT " ACTIVITY_COLUMNS_OF("a.") ", " SIGN_UP_COLUMNS_OF("s.")
        " FROM sign_up s JOIN activity a ON a.town_id = s.town_id AND a.id = s.activity_id "
        "WHERE s.town_id = ?1 AND s.person_id = ?2 AND s." NOT_CANCELLED " AND a.end_at > ?3 "
        "ORDER BY a.start_at, a.id LIMIT ?4",
        {town, person, after, limit}, [](const Row& row) {
            return OwnSignUp{read_sign_up_from(row, activity_column_count), read_activity(row)};
        });
}

Result<std::vector<Interval>> list_own_activity_times(Database& database, const TownId& town,
                                                      const PersonId& person,
                                                      const Interval& when) {
    CHECK(!person.empty());
    return query_all(database,
                     "SELECT a.start_at, a.end_at FROM sign_up s "
                     "JOIN activity a ON a.town_id = s.town_id AND a.id = s.activity_id "
                     "WHERE s.town_id = ?1 AND s.person_id = ?2 AND s." CONFIRMED " AND a." PLANNED
                     " AND a.end_at > ?3 AND a.start_at < ?4 ORDER BY a.start_at",
                     {town, person, when.start, when.end},
                     [](const Row& row) { return Interval{row.integer(0), row.integer(1)}; });
}

}  // namespace yg::store
