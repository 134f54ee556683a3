#include "store/sign_in_store.hpp"

namespace yg::store {

Result<void> put_sign_in_request(Database& database, const TownId& town,
                                 const SignInRequest& request) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO sign_in_request (town_id, request_hash, phone, code_hash, expires_at, "
        "code_tries_left, totp_tries_left, used) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) "
        "ON CONFLICT (town_id, request_hash) DO UPDATE SET "
        "code_tries_left = excluded.code_tries_left, totp_tries_left = excluded.totp_tries_left, "
        "used = excluded.used",
        {town, request.request_hash, request.phone, request.code_hash, request.expires_at,
         request.code_tries_left, request.totp_tries_left, request.used}));
    return {};
}

Result<std::optional<SignInRequest>> find_sign_in_request(Database& database, const TownId& town,
                                                          std::string_view request_hash) {
    return query_one(database,
                     "SELECT request_hash, phone, code_hash, expires_at, code_tries_left, "
                     "totp_tries_left, used FROM sign_in_request "
                     "WHERE town_id = ?1 AND request_hash = ?2",
                     {town, request_hash}, [](const Row& row) {
                         return SignInRequest{.request_hash = row.string(0),
                                              .phone = row.string(1),
                                              .code_hash = row.string(2),
                                              .expires_at = row.integer(3),
                                              .code_tries_left = row.number(4),
                                              .totp_tries_left = row.number(5),
                                              .used = row.flag(6)};
                     });
}

Result<void> remove_sign_in_request(Database& database, const TownId& town,
                                    std::string_view request_hash) {
    RETURN_IF_ERROR(
        database.run("DELETE FROM sign_in_request WHERE town_id = ?1 AND request_hash = ?2",
                     {town, request_hash}));
    return {};
}

Result<void> remove_sign_in_requests_to(Database& database, const TownId& town,
                                        std::string_view phone) {
    RETURN_IF_ERROR(database.run("DELETE FROM sign_in_request WHERE town_id = ?1 AND phone = ?2",
                                 {town, phone}));
    return {};
}

Result<void> remove_expired_sign_in_requests(Database& database, const TownId& town, TimeMs now) {
    RETURN_IF_ERROR(database.run(
        "DELETE FROM sign_in_request WHERE town_id = ?1 AND expires_at <= ?2", {town, now}));
    return {};
}

Result<void> put_sign_in_send(Database& database, const TownId& town, std::string_view subject,
                              TimeMs at, std::string_view request_hash) {
    RETURN_IF_ERROR(
        database.run("INSERT INTO sign_in_send (town_id, subject, at, request_hash) "
                     "VALUES (?1, ?2, ?3, ?4)",
                     {town, subject, at, request_hash}));
    return {};
}

Result<std::vector<TimeMs>> list_sign_in_sends(Database& database, const TownId& town,
                                               std::string_view subject, TimeMs since, int limit) {
    return query_all(database,
                     "SELECT at FROM sign_in_send WHERE town_id = ?1 AND subject = ?2 AND at > ?3 "
                     "ORDER BY at DESC LIMIT ?4",
                     {town, subject, since, limit},
                     [](const Row& row) -> TimeMs { return row.integer(0); });
}

Result<void> remove_sign_in_send(Database& database, const TownId& town, std::string_view subject,
                                 std::string_view request_hash) {
    RETURN_IF_ERROR(database.run(
        "DELETE FROM sign_in_send WHERE town_id = ?1 AND subject = ?2 AND request_hash = ?3",
        {town, subject, request_hash}));
    return {};
}

Result<void> remove_old_sign_in_sends(Database& database, const TownId& town, TimeMs until) {
    RETURN_IF_ERROR(
        database.run("DELETE FROM sign_in_send WHERE town_id = ?1 AND at <= ?2", {town, until}));
    return {};
}

Result<void> put_totp(Database& database, const TownId& town, const Totp& totp) {
    RETURN_IF_ERROR(
        database.run("INSERT INTO totp (town_id, person_id, sealed_secret, last_step, enrolled_at) "
                     "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (town_id, person_id) DO UPDATE SET "
                     "sealed_secret = excluded.sealed_secret, last_step = excluded.last_step, "
                     "enrolled_at = excluded.enrolled_at",
                     {town, totp.person, totp.sealed_secret, totp.last_step, totp.enrolled_at}));
    return {};
}

Result<std::optional<Totp>> find_totp(Database& database, const TownId& town,
                                      const PersonId& person) {
    return query_one(database,
                     "SELECT person_id, sealed_secret, last_step, enrolled_at FROM totp "
                     "WHERE town_id = ?1 AND person_id = ?2",
                     {town, person}, [](const Row& row) {
                         const auto sealed = row.blob(1);
                         return Totp{.person = row.id<PersonId>(0),
                                     .sealed_secret = Bytes(sealed.begin(), sealed.end()),
                                     .last_step = row.integer(2),
                                     .enrolled_at = row.integer(3)};
                     });
}

Result<void> remove_totp(Database& database, const TownId& town, const PersonId& person) {
    RETURN_IF_ERROR(
        database.run("DELETE FROM totp WHERE town_id = ?1 AND person_id = ?2", {town, person}));
    return {};
}

}  // namespace yg::store
