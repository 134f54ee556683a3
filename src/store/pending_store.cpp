#include "store/pending_store.hpp"

namespace yg::store {

Result<void> put_pending(Database& database, const TownId& town, const PendingCommand& command) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO pending (town_id, n, command_id, name, args, changeset) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (town_id, n) DO UPDATE SET "
        "command_id = excluded.command_id, name = excluded.name, args = excluded.args, "
        "changeset = excluded.changeset",
        {town, command.n, command.command_id, command.name, command.args, command.changeset}));
    return {};
}

Result<std::vector<PendingCommand>> list_pending(Database& database, const TownId& town) {
    return query_all(database,
                     "SELECT n, command_id, name, args, changeset FROM pending "
                     "WHERE town_id = ?1 ORDER BY n",
                     {town}, [](const Row& row) {
                         PendingCommand command;
                         command.n = row.integer(0);
                         command.command_id = row.string(1);
                         command.name = row.string(2);
                         command.args = row.string(3);
                         const auto changeset = row.blob(4);
                         command.changeset.assign(changeset.begin(), changeset.end());
                         return command;
                     });
}

Result<void> remove_pending_through(Database& database, const TownId& town, std::int64_t n) {
    RETURN_IF_ERROR(database.run("DELETE FROM pending WHERE town_id = ?1 AND n <= ?2", {town, n}));
    return {};
}

Result<void> clear_pending(Database& database, const TownId& town) {
    RETURN_IF_ERROR(database.run("DELETE FROM pending WHERE town_id = ?1", {town}));
    return {};
}

Result<void> put_refused(Database& database, const TownId& town, const RefusedCommand& command) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO refused (town_id, n, command_id, name, args, refusal, at) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (town_id, command_id) DO NOTHING",
        {town, command.n, command.command_id, command.name, command.args, command.refusal,
         command.at}));
    return {};
}

Result<std::vector<RefusedCommand>> list_refused(Database& database, const TownId& town) {
    return query_all(database,
                     "SELECT n, command_id, name, args, refusal, at FROM refused "
                     "WHERE town_id = ?1 ORDER BY at, n",
                     {town}, [](const Row& row) {
                         return RefusedCommand{row.integer(0),
                                               row.string(1),
                                               row.string(2),
                                               row.string(3),
                                               row.enumeration<domain::Refusal>(4),
                                               row.integer(5)};
                     });
}

Result<void> remove_refused(Database& database, const TownId& town, std::string_view command_id) {
    RETURN_IF_ERROR(database.run("DELETE FROM refused WHERE town_id = ?1 AND command_id = ?2",
                                 {town, command_id}));
    return {};
}

Result<std::int64_t> load_confirmed_n(Database& database, const TownId& town) {
    return query_integer(database, "SELECT confirmed_n FROM progress WHERE town_id = ?1", {town});
}

Result<void> save_confirmed_n(Database& database, const TownId& town, std::int64_t n) {
    RETURN_IF_ERROR(
        database.run("INSERT INTO progress (town_id, confirmed_n) VALUES (?1, ?2) "
                     "ON CONFLICT (town_id) DO UPDATE SET confirmed_n = excluded.confirmed_n",
                     {town, n}));
    return {};
}

}  // namespace yg::store
