#include "store/schema.hpp"

#include <array>
#include <string>

namespace yg::store {
namespace {

// Both sides start with these tables, then have their own. One string each, so that a migration's
// text never changes once it was released: later changes are further entries of the arrays below.

#define SHARED_TABLES_1 \
    R"sql(
CREATE TABLE town (
    town_id TEXT NOT NULL, name TEXT NOT NULL, service_centre TEXT NOT NULL,
    telephones TEXT NOT NULL,
    PRIMARY KEY (town_id)) STRICT;
CREATE TABLE setting (
    town_id TEXT NOT NULL, name TEXT NOT NULL, value INTEGER NOT NULL,
    PRIMARY KEY (town_id, name)) STRICT;
CREATE TABLE calendar_day (
    town_id TEXT NOT NULL, date TEXT NOT NULL, name TEXT NOT NULL, workday INTEGER NOT NULL,
    placeholder INTEGER NOT NULL,
    PRIMARY KEY (town_id, date)) STRICT;
CREATE TABLE community (
    town_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, code TEXT NOT NULL,
    placeholder INTEGER NOT NULL,
    PRIMARY KEY (town_id, id)) STRICT;
CREATE TABLE grid (
    town_id TEXT NOT NULL, id TEXT NOT NULL, community_id TEXT NOT NULL, number INTEGER NOT NULL,
    name TEXT NOT NULL, compounds TEXT NOT NULL, boundary TEXT NOT NULL,
    placeholder INTEGER NOT NULL,
    PRIMARY KEY (town_id, id)) STRICT;
CREATE INDEX grid_by_number ON grid (town_id, number);
CREATE TABLE unit (
    town_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, kind INTEGER NOT NULL,
    paired_grid_id TEXT NOT NULL, members INTEGER NOT NULL, placeholder INTEGER NOT NULL,
    PRIMARY KEY (town_id, id)) STRICT;
CREATE INDEX unit_by_grid ON unit (town_id, paired_grid_id);
CREATE TABLE category (
    town_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, kind INTEGER NOT NULL,
    urgent INTEGER NOT NULL, position INTEGER NOT NULL,
    PRIMARY KEY (town_id, id)) STRICT;
CREATE TABLE person (
    town_id TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, phone TEXT NOT NULL,
    role INTEGER NOT NULL, standing INTEGER NOT NULL, birth_year INTEGER NOT NULL,
    grid_id TEXT NOT NULL, community_id TEXT NOT NULL, unit_id TEXT NOT NULL,
    PRIMARY KEY (town_id, id)) STRICT;
CREATE TABLE room (
    town_id TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL,
    purpose TEXT NOT NULL, icon TEXT NOT NULL, mode INTEGER NOT NULL, audience INTEGER NOT NULL,
    capacity INTEGER NOT NULL, slot_minutes INTEGER NOT NULL, longest_minutes INTEGER NOT NULL,
    notice_minutes INTEGER NOT NULL, ahead_days INTEGER NOT NULL, buffer_minutes INTEGER NOT NULL,
    needs_approval INTEGER NOT NULL, hours TEXT NOT NULL, closures TEXT NOT NULL,
    equipment TEXT NOT NULL, placeholder INTEGER NOT NULL,
    PRIMARY KEY (town_id, id)) STRICT;
CREATE TABLE booking (
    town_id TEXT NOT NULL, id TEXT NOT NULL, room_id TEXT NOT NULL, person_id TEXT NOT NULL,
    activity_id TEXT NOT NULL, start_at INTEGER NOT NULL, end_at INTEGER NOT NULL,
    seats INTEGER NOT NULL, purpose TEXT NOT NULL, state INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (town_id, id)) STRICT;
CREATE INDEX booking_by_room ON booking (town_id, room_id, end_at);
CREATE INDEX booking_by_person ON booking (town_id, person_id, end_at);
CREATE TABLE activity (
    town_id TEXT NOT NULL, id TEXT NOT NULL, series_id TEXT NOT NULL, title TEXT NOT NULL,
    kind INTEGER NOT NULL, summary TEXT NOT NULL, room_id TEXT NOT NULL, place TEXT NOT NULL,
    community_id TEXT NOT NULL, organiser TEXT NOT NULL, contact TEXT NOT NULL,
    start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, capacity INTEGER NOT NULL,
    minimum INTEGER NOT NULL, sign_up_opens INTEGER NOT NULL, sign_up_closes INTEGER NOT NULL,
    age_min INTEGER NOT NULL, age_max INTEGER NOT NULL, granted_minutes INTEGER NOT NULL,
    signed_up INTEGER NOT NULL, state INTEGER NOT NULL, placeholder INTEGER NOT NULL,
    PRIMARY KEY (town_id, id)) STRICT;
CREATE INDEX activity_by_end ON activity (town_id, end_at);
CREATE TABLE sign_up (
    town_id TEXT NOT NULL, id TEXT NOT NULL, activity_id TEXT NOT NULL, person_id TEXT NOT NULL,
    state INTEGER NOT NULL, created_at INTEGER NOT NULL,
    PRIMARY KEY (town_id, id)) STRICT;
CREATE INDEX sign_up_by_activity ON sign_up (town_id, activity_id, person_id);
CREATE INDEX sign_up_by_person ON sign_up (town_id, person_id);
CREATE TABLE concern (
    town_id TEXT NOT NULL, id TEXT NOT NULL, number TEXT NOT NULL, type INTEGER NOT NULL,
    category_id TEXT NOT NULL, grid_id TEXT NOT NULL, compound TEXT NOT NULL,
    words TEXT NOT NULL, reporter_id TEXT NOT NULL, contact TEXT NOT NULL,
    on_behalf INTEGER NOT NULL, released INTEGER NOT NULL, state INTEGER NOT NULL,
    level INTEGER NOT NULL, lead_unit_id TEXT NOT NULL, answer TEXT NOT NULL,
    rating INTEGER NOT NULL, created_at INTEGER NOT NULL, step_started_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    PRIMARY KEY (town_id, id)) STRICT;
CREATE INDEX concern_by_reporter ON concern (town_id, reporter_id, created_at);
CREATE INDEX concern_by_age ON concern (town_id, created_at);
CREATE INDEX concern_by_grid ON concern (town_id, grid_id, created_at);
CREATE TABLE concern_event (
    town_id TEXT NOT NULL, id TEXT NOT NULL, concern_id TEXT NOT NULL, at INTEGER NOT NULL,
    state INTEGER NOT NULL, level INTEGER NOT NULL, actor TEXT NOT NULL, remark TEXT NOT NULL,
    PRIMARY KEY (town_id, id)) STRICT;
CREATE INDEX concern_event_by_concern ON concern_event (town_id, concern_id, at);
)sql"

// Constraints that hold only where all rows are known, and what the server alone keeps.
constexpr std::string_view server_1 = SHARED_TABLES_1 R"sql(
CREATE UNIQUE INDEX sign_up_once ON sign_up (town_id, activity_id, person_id) WHERE state <> 3;
CREATE TABLE room_slot (
    town_id TEXT NOT NULL, room_id TEXT NOT NULL, slot_at INTEGER NOT NULL, seat INTEGER NOT NULL,
    booking_id TEXT NOT NULL,
    PRIMARY KEY (town_id, room_id, slot_at, seat),
    FOREIGN KEY (town_id, booking_id) REFERENCES booking (town_id, id)) STRICT;
CREATE INDEX room_slot_by_booking ON room_slot (town_id, booking_id);
CREATE TABLE concern_counter (
    town_id TEXT NOT NULL, community_id TEXT NOT NULL, date TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (town_id, community_id, date)) STRICT;
CREATE TABLE session (
    town_id TEXT NOT NULL, token_hash TEXT NOT NULL, person_id TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (town_id, token_hash)) STRICT;
CREATE INDEX session_by_expiry ON session (town_id, expires_at);
CREATE TABLE client (
    town_id TEXT NOT NULL, client_id TEXT NOT NULL, person_id TEXT NOT NULL,
    last_n INTEGER NOT NULL,
    PRIMARY KEY (town_id, client_id)) STRICT;
CREATE TABLE outcome (
    town_id TEXT NOT NULL, client_id TEXT NOT NULL, n INTEGER NOT NULL, command_id TEXT NOT NULL,
    refusal INTEGER NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (town_id, client_id, n)) STRICT;
CREATE TABLE feed_counter (
    town_id TEXT NOT NULL, version INTEGER NOT NULL,
    PRIMARY KEY (town_id)) STRICT;
CREATE TABLE feed (
    town_id TEXT NOT NULL, scope TEXT NOT NULL, entity TEXT NOT NULL, id TEXT NOT NULL,
    version INTEGER NOT NULL, removed INTEGER NOT NULL,
    PRIMARY KEY (town_id, scope, entity, id)) STRICT;
CREATE UNIQUE INDEX feed_by_version ON feed (town_id, scope, version);
)sql";

constexpr std::string_view phone_1 = SHARED_TABLES_1 R"sql(
CREATE TABLE pending (
    town_id TEXT NOT NULL, n INTEGER NOT NULL, command_id TEXT NOT NULL, name TEXT NOT NULL,
    args TEXT NOT NULL, changeset BLOB NOT NULL,
    PRIMARY KEY (town_id, n)) STRICT;
CREATE TABLE refused (
    town_id TEXT NOT NULL, n INTEGER NOT NULL, command_id TEXT NOT NULL, name TEXT NOT NULL,
    args TEXT NOT NULL, refusal INTEGER NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (town_id, command_id)) STRICT;
CREATE TABLE progress (
    town_id TEXT NOT NULL, confirmed_n INTEGER NOT NULL,
    PRIMARY KEY (town_id)) STRICT;
CREATE TABLE cookie (
    town_id TEXT NOT NULL, scope TEXT NOT NULL, version INTEGER NOT NULL,
    PRIMARY KEY (town_id, scope)) STRICT;
CREATE TABLE held (
    town_id TEXT NOT NULL, scope TEXT NOT NULL, entity TEXT NOT NULL, id TEXT NOT NULL,
    PRIMARY KEY (town_id, scope, entity, id)) STRICT;
CREATE INDEX held_by_row ON held (town_id, entity, id);
)sql";

// How people prove who they are. No telephone number of a stranger outlives its code, and what is
// counted is counted under keyed hashes.
constexpr std::string_view server_2 = R"sql(
CREATE UNIQUE INDEX person_by_phone ON person (town_id, phone) WHERE phone <> '';
ALTER TABLE session ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN last_seen TEXT NOT NULL DEFAULT '';
CREATE INDEX session_by_person ON session (town_id, person_id, created_at);
CREATE TABLE sign_in_request (
    town_id TEXT NOT NULL, request_hash TEXT NOT NULL, phone TEXT NOT NULL,
    code_hash TEXT NOT NULL, expires_at INTEGER NOT NULL, code_tries_left INTEGER NOT NULL,
    totp_tries_left INTEGER NOT NULL, used INTEGER NOT NULL,
    PRIMARY KEY (town_id, request_hash)) STRICT;
CREATE INDEX sign_in_request_by_expiry ON sign_in_request (town_id, expires_at);
CREATE TABLE sign_in_send (
    town_id TEXT NOT NULL, subject TEXT NOT NULL, at INTEGER NOT NULL,
    request_hash TEXT NOT NULL,
    PRIMARY KEY (town_id, subject, at, request_hash)) STRICT;
CREATE INDEX sign_in_send_by_age ON sign_in_send (town_id, at);
CREATE TABLE totp (
    town_id TEXT NOT NULL, person_id TEXT NOT NULL, sealed_secret BLOB NOT NULL,
    last_step INTEGER NOT NULL, enrolled_at INTEGER NOT NULL,
    PRIMARY KEY (town_id, person_id)) STRICT;
)sql";

// For what is removed when its time is over.
constexpr std::string_view server_3 = R"sql(
CREATE INDEX outcome_by_age ON outcome (town_id, at);
)sql";

// What a person may know and decide about their own data: who agreed to what, who looked, and whose
// account was erased (its identifier alone, so that asking twice is answered twice).
constexpr std::string_view server_4 = R"sql(
ALTER TABLE person ADD COLUMN contact TEXT NOT NULL DEFAULT '';
CREATE INDEX client_by_person ON client (town_id, person_id);
CREATE TABLE consent (
    town_id TEXT NOT NULL, person_id TEXT NOT NULL, text_id TEXT NOT NULL,
    version INTEGER NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (town_id, person_id, text_id, version)) STRICT;
CREATE TABLE identity_view (
    town_id TEXT NOT NULL, person_id TEXT NOT NULL, n INTEGER NOT NULL, at INTEGER NOT NULL,
    reason INTEGER NOT NULL, viewer_role INTEGER NOT NULL, viewer TEXT NOT NULL,
    concern_id TEXT NOT NULL,
    PRIMARY KEY (town_id, person_id, n)) STRICT;
CREATE INDEX identity_view_by_age ON identity_view (town_id, at);
CREATE TABLE erased_person (
    town_id TEXT NOT NULL, person_id TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (town_id, person_id)) STRICT;
CREATE INDEX erased_person_by_age ON erased_person (town_id, at);
)sql";

// A number to call that isn't the one to sign in with.
constexpr std::string_view phone_2 = R"sql(
ALTER TABLE person ADD COLUMN contact TEXT NOT NULL DEFAULT '';
)sql";

// Pictures of concerns. Their bytes lie in files beside the database.
#define SHARED_TABLES_2 \
    R"sql(
CREATE TABLE photo (
    town_id TEXT NOT NULL, id TEXT NOT NULL, concern_id TEXT NOT NULL, position INTEGER NOT NULL,
    sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, arrived_at INTEGER NOT NULL,
    PRIMARY KEY (town_id, id)) STRICT;
CREATE INDEX photo_by_concern ON photo (town_id, concern_id, position);
)sql"

constexpr std::string_view server_5 = SHARED_TABLES_2 R"sql(
CREATE TABLE photo_file (
    town_id TEXT NOT NULL, photo_id TEXT NOT NULL, file TEXT NOT NULL, width INTEGER NOT NULL,
    height INTEGER NOT NULL, bytes INTEGER NOT NULL,
    PRIMARY KEY (town_id, photo_id)) STRICT;
)sql";
constexpr std::string_view phone_3 = SHARED_TABLES_2;

// Whose picture is this file?
constexpr std::string_view server_6 = R"sql(
CREATE UNIQUE INDEX photo_file_by_file ON photo_file (town_id, file);
)sql";

// How much of a disk may one person fill? Counted when a photo's first bytes come.
constexpr std::string_view server_7 = R"sql(
ALTER TABLE photo ADD COLUMN begun_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE photo ADD COLUMN begun_bytes INTEGER NOT NULL DEFAULT 0;
)sql";

constexpr std::array server_migrations = {
    Migration{1, server_1}, Migration{2, server_2}, Migration{3, server_3}, Migration{4, server_4},
    Migration{5, server_5}, Migration{6, server_6}, Migration{7, server_7}};
constexpr std::array phone_migrations = {Migration{1, phone_1}, Migration{2, phone_2},
                                         Migration{3, phone_3}};

}  // namespace

std::span<const Migration> schema(Side side) {
    if (side == Side::server) return server_migrations;
    return phone_migrations;
}

Result<void> migrate(Database& database, std::span<const Migration> migrations) {
    ASSIGN_OR_RETURN(Transaction transaction, Transaction::writing(database));
    ASSIGN_OR_RETURN(const int found, database.schema_version());
    const int newest = migrations.empty() ? 0 : migrations.back().version;
    if (found > newest) {
        return Error{ErrorKind::newer_database,
                     "the database has version " + std::to_string(found) + ", this program knows " +
                         std::to_string(newest)};
    }
    if (found == newest) return {};
    for (const Migration& migration : migrations) {
        if (migration.version <= found) continue;
        RETURN_IF_ERROR(database.run_script(migration.sql));
    }
    RETURN_IF_ERROR(database.set_schema_version(newest));
    return transaction.commit();
}

}  // namespace yg::store
