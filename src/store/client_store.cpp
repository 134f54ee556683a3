#include "store/client_store.hpp"

namespace yg::store {
namespace {

Outcome read_outcome(const Row& row) {
    return {row.integer(0), row.id<CommandId>(1), row.enumeration<domain::Refusal>(2),
            row.integer(3)};
}

}  // namespace

Result<std::optional<Client>> find_client(Database& database, const TownId& town,
                                          const ClientId& id) {
    return query_one(database,
                     "SELECT client_id, person_id, last_n FROM client "
                     "WHERE town_id = ?1 AND client_id = ?2",
                     {town, id}, [](const Row& row) {
                         return Client{row.id<ClientId>(0), row.id<PersonId>(1), row.integer(2)};
                     });
}

Result<void> put_client(Database& database, const TownId& town, const Client& client) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO client (town_id, client_id, person_id, last_n) VALUES (?1, ?2, ?3, ?4) "
        "ON CONFLICT (town_id, client_id) DO UPDATE SET person_id = excluded.person_id, "
        "last_n = excluded.last_n",
        {town, client.id, client.person, client.last_n}));
    return {};
}

Result<void> put_outcome(Database& database, const TownId& town, const ClientId& client,
                         const Outcome& outcome) {
    RETURN_IF_ERROR(
        database.run("INSERT INTO outcome (town_id, client_id, n, command_id, refusal, at) "
                     "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                     {town, client, outcome.n, outcome.command, outcome.refusal, outcome.at}));
    return {};
}

Result<std::optional<Outcome>> find_outcome(Database& database, const TownId& town,
                                            const ClientId& client, std::int64_t n) {
    return query_one(database,
                     "SELECT n, command_id, refusal, at FROM outcome "
                     "WHERE town_id = ?1 AND client_id = ?2 AND n = ?3",
                     {town, client, n}, read_outcome);
}

Result<std::vector<Outcome>> list_outcomes(Database& database, const TownId& town,
                                           const ClientId& client, std::int64_t after_n,
                                           int limit) {
    return query_all(database,
                     "SELECT n, command_id, refusal, at FROM outcome "
                     "WHERE town_id = ?1 AND client_id = ?2 AND n > ?3 ORDER BY n LIMIT ?4",
                     {town, client, after_n, limit}, read_outcome);
}

Result<std::vector<Client>> list_clients_of(Database& database, const TownId& town,
                                            const PersonId& person, int limit) {
    return query_all(database,
                     "SELECT client_id, person_id, last_n FROM client WHERE town_id = ?1 "
                     "AND person_id = ?2 ORDER BY client_id LIMIT ?3",
                     {town, person, limit}, [](const Row& row) {
                         return Client{row.id<ClientId>(0), row.id<PersonId>(1), row.integer(2)};
                     });
}

Result<void> remove_clients_of(Database& database, const TownId& town, const PersonId& person) {
    RETURN_IF_ERROR(
        database.run("DELETE FROM outcome WHERE town_id = ?1 AND client_id IN (SELECT client_id "
                     "FROM client WHERE town_id = ?1 AND person_id = ?2)",
                     {town, person}));
    RETURN_IF_ERROR(
        database.run("DELETE FROM client WHERE town_id = ?1 AND person_id = ?2", {town, person}));
    return {};
}

}  // namespace yg::store
