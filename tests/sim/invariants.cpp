#include "sim/invariants.hpp"

#include <algorithm>
#include <map>

#include "codec/command_codec.hpp"
#include "domain/command.hpp"
#include "domain/entity.hpp"
#include "engine/rows.hpp"
#include "server/api/pull.hpp"
#include "sim/portal_probe.hpp"
#include "store/booking_store.hpp"
#include "store/erasure_store.hpp"
#include "store/feed_store.hpp"
#include "store/pending_store.hpp"

namespace yg::sim {
namespace {

using app::PortalProbe;

/// The texts of the first column, joined.
std::string list_of(store::Database& database, std::string_view sql, store::Values values = {}) {
    std::string found;
    const auto read = database.query(sql, values, [&](const store::Row& row) {
        found.append(found.empty() ? "" : ", ").append(row.text(0));
    });
    return read.ok() ? found : "query failed: " + read.error().detail;
}

Violation unless_empty(std::string_view what, const std::string& found) {
    return found.empty() ? Violation() : std::string(what) + ": " + found;
}

}  // namespace

// ---- Server ------------------------------------------------------------------------------------

Violation no_double_booking(store::Database& server) {
    // Written out here instead of asking the rules, which are what is being watched.
    return unless_empty(
        "two bookings hold a room at once",
        list_of(server,
                "SELECT a.id || ' and ' || b.id || ' in ' || r.id FROM booking a "
                "JOIN booking b ON b.town_id = a.town_id AND b.room_id = a.room_id AND b.id > a.id "
                "JOIN room r ON r.town_id = a.town_id AND r.id = a.room_id "
                "WHERE r.mode = 1 AND a.state IN (1, 2, 4) AND b.state IN (1, 2, 4) "
                "AND a.start_at < b.end_at + r.buffer_minutes * 60000 "
                "AND b.start_at < a.end_at + r.buffer_minutes * 60000"));
}

Violation no_more_people_than_places(store::Database& server) {
    Violation seats =
        unless_empty("more seats are booked than there are",
                     list_of(server,
                             "SELECT r.id || ' at ' || a.start_at FROM booking a "
                             "JOIN room r ON r.town_id = a.town_id AND r.id = a.room_id "
                             "WHERE r.mode = 2 AND a.state IN (1, 2, 4) AND r.capacity < "
                             "(SELECT sum(b.seats) FROM booking b WHERE b.town_id = a.town_id "
                             "AND b.room_id = a.room_id AND b.state IN (1, 2, 4) "
                             "AND b.start_at <= a.start_at AND a.start_at < b.end_at)"));
    if (!seats.empty()) return seats;
    return unless_empty("more people signed up than there are places",
                        list_of(server,
                                "SELECT a.id FROM activity a WHERE a.capacity > 0 AND a.capacity < "
                                "(SELECT COUNT(*) FROM sign_up s WHERE s.town_id = a.town_id "
                                "AND s.activity_id = a.id AND s.state = 1)"));
}

Violation counts_match_sign_ups(store::Database& server) {
    return unless_empty(
        "an activity counts other people than signed up",
        list_of(server,
                "SELECT a.id || ' counts ' || a.signed_up FROM activity a WHERE a.signed_up <> "
                "(SELECT COUNT(*) FROM sign_up s WHERE s.town_id = a.town_id "
                "AND s.activity_id = a.id AND s.state = 1)"));
}

Violation each_command_applied_once(store::Database& server) {
    Violation twice = unless_empty("a command was applied more than once",
                                   list_of(server,
                                           "SELECT command_id FROM outcome WHERE refusal = 0 "
                                           "GROUP BY town_id, command_id HAVING COUNT(*) > 1"));
    if (!twice.empty()) return twice;
    Violation far =
        unless_empty("a client's last_n is not that of its outcomes",
                     list_of(server,
                             "SELECT c.client_id FROM client c WHERE c.last_n <> "
                             "(SELECT COUNT(*) FROM outcome o WHERE o.town_id = c.town_id "
                             "AND o.client_id = c.client_id)"));
    if (!far.empty()) return far;
    return unless_empty(
        "a concern has another number of first events than one",
        list_of(server,
                "SELECT c.id FROM concern c WHERE c.number <> '' AND length(c.id) = 36 AND 1 <> "
                "(SELECT COUNT(*) FROM concern_event e WHERE e.town_id = c.town_id "
                "AND e.concern_id = c.id)"));
}

// ---- Phone -------------------------------------------------------------------------------------

Violation no_row_of_another_person(StormPage& page) {
    const auto& me = PortalProbe::me(page.portal());
    const std::string self = me ? me->id.text() : std::string();
    return unless_empty(
        "the phone of \"" + self + "\" has rows of another person",
        list_of(PortalProbe::replica(page.portal()).database(),
                "SELECT 'person ' || id FROM person WHERE id <> ?1 UNION ALL "
                "SELECT 'sign_up of ' || person_id FROM sign_up WHERE person_id <> ?1 UNION ALL "
                "SELECT 'booking of ' || person_id FROM booking "
                "WHERE person_id NOT IN ('', ?1) UNION ALL "
                "SELECT 'concern of ' || reporter_id FROM concern "
                "WHERE reporter_id NOT IN ('', ?1) UNION ALL "
                "SELECT 'photo of ' || concern_id FROM photo WHERE concern_id NOT IN "
                "(SELECT id FROM concern WHERE reporter_id = ?1)",
                {self}));
}

Violation outbox_is_empty(StormPhone& phone) {
    if (phone.disk.outbox.empty()) return {};
    const auto& first = phone.disk.outbox.front();
    return "phone " + std::to_string(phone.disk.device) + " still keeps " +
           std::to_string(phone.disk.outbox.size()) + " commands, the first is n " +
           std::to_string(first.n) + ", " + first.name + " " + first.id;
}

// ---- Both --------------------------------------------------------------------------------------

namespace {

std::string words_of(const KeptCommand& command) {
    return command.name + " " + command.id + " (phone " + std::to_string(command.device) + ", n " +
           std::to_string(command.n) + " of client " + command.client + ", by " + command.person +
           ")";
}

/// Where a command's effect shows; gives the count of rows that hold it.
struct EffectQuery {
    const KeptCommand& kept;
    store::Database& server;

    [[nodiscard]] std::int64_t count(std::string_view sql, std::string_view id) const {
        return store::query_integer(server, sql, {id, kept.person}).value();
    }
    std::int64_t operator()(const domain::SubmitConcern& command) const {
        return count("SELECT COUNT(*) FROM concern WHERE id = ?1 AND reporter_id = ?2",
                     command.id.text());
    }
    std::int64_t operator()(const domain::BookRoom& command) const {
        return count("SELECT COUNT(*) FROM booking WHERE id = ?1 AND person_id = ?2",
                     command.id.text());
    }
    std::int64_t operator()(const domain::CancelBooking& command) const {
        return count("SELECT COUNT(*) FROM booking WHERE id = ?1 AND person_id = ?2 AND state = 3",
                     command.booking.text());
    }
    std::int64_t operator()(const domain::JoinActivity& command) const {
        return count("SELECT COUNT(*) FROM sign_up WHERE id = ?1 AND person_id = ?2",
                     command.id.text());
    }
    std::int64_t operator()(const domain::LeaveActivity& command) const {
        return count("SELECT COUNT(*) FROM sign_up WHERE id = ?1 AND person_id = ?2 AND state = 3",
                     command.sign_up.text());
    }
    /// A later correction may have taken its place: what counts is whose it is.
    std::int64_t operator()(const domain::CorrectPerson&) const {
        return count("SELECT COUNT(*) FROM person WHERE ?1 <> '' AND id = ?2", kept.id);
    }
};

Violation judge_kept(store::Database& server, const TownId& town, const KeptCommand& kept) {
    // Who deletes the account gives up what they did.
    const PersonId person = PersonId::trusted(kept.person);
    if (store::is_erased_person(server, town, person).value()) return {};
    int outcomes = 0;
    bool applied = false;
    const auto read =
        server.query("SELECT refusal FROM outcome WHERE town_id = ?1 AND command_id = ?2",
                     {town, kept.id}, [&](const store::Row& row) {
                         ++outcomes;
                         applied |= row.integer(0) == 0;
                     });
    CHECK(read.ok());
    if (outcomes == 0) return "a kept command never reached the server: " + words_of(kept);
    const auto decoded = codec::decode_command(kept.name, kept.args);
    CHECK(std::holds_alternative<domain::Command>(decoded));
    const std::int64_t effects =
        std::visit(EffectQuery{kept, server}, std::get<domain::Command>(decoded));
    if (applied && effects != 1) return "an applied command is not there: " + words_of(kept);
    // A draft that was sent twice has two outcomes, and the second is a refusal.
    if (applied && outcomes == 1 && kept.told) {
        return "an applied command was called refused: " + words_of(kept);
    }
    if (!applied && !kept.told) return "nobody was told of a refusal: " + words_of(kept);
    return {};
}

using Rows = std::map<std::string, std::string, std::less<>>;

Rows rows_of_server(store::Database& server, const TownId& town,
                    const std::optional<domain::Person>& person) {
    constexpr int all = 100'000;
    Rows rows;
    std::optional<engine::Actor> actor;
    if (person) actor = engine::actor_of(*person);
    for (const std::string& scope : server::held_scopes(person)) {
        for (const auto& change : store::changes_since(server, town, scope, 0, all).value()) {
            if (change.removed) continue;
            const auto row = engine::project_row(server, town, change.entity, change.id,
                                                 actor ? &*actor : nullptr)
                                 .value();
            if (row) rows[change.entity + " " + change.id] = *row;
        }
    }
    return rows;
}

std::string_view id_column(std::string_view entity) {
    if (entity == domain::entity::town) return "town_id";
    return entity == domain::entity::calendar_day ? "date" : "id";
}

Rows rows_of_phone(store::Database& phone, const TownId& town,
                   const std::optional<domain::Person>& person) {
    Rows rows;
    std::optional<engine::Actor> actor;
    if (person) actor = engine::actor_of(*person);
    for (const std::string_view entity : domain::entity::all) {
        const auto sql = "SELECT " + std::string(id_column(entity)) + " FROM " +
                         std::string(entity) + " WHERE town_id = ?1";
        const auto ids = store::query_all(phone, sql, {town},
                                          [](const store::Row& row) { return row.string(0); });
        for (const std::string& id : ids.value()) {
            const auto row =
                engine::project_row(phone, town, entity, id, actor ? &*actor : nullptr).value();
            rows[std::string(entity) + " " + id] = row.value_or("(not to be seen)");
        }
    }
    return rows;
}

}  // namespace

Violation nothing_kept_is_lost(store::Database& server, const TownId& town,
                               const std::vector<KeptCommand>& kept) {
    for (const KeptCommand& one : kept) {
        Violation violation = judge_kept(server, town, one);
        if (!violation.empty()) return violation;
    }
    return {};
}

Violation phone_equals_server(StormPage& page, store::Database& server, const TownId& town) {
    const auto& me = PortalProbe::me(page.portal());
    const Rows expected = rows_of_server(server, town, me);
    const Rows found = rows_of_phone(PortalProbe::replica(page.portal()).database(), town, me);
    if (expected == found) return {};
    Violation difference = "a phone of \"" + (me ? me->id.text() : "") + "\" differs:";
    for (const auto& [key, row] : expected) {
        const auto on_phone = found.find(key);
        if (on_phone == found.end()) {
            difference += "\n  lacks " + key;
        } else if (on_phone->second != row) {
            difference += "\n  has " + key + " as " + on_phone->second + "\n  instead of " + row;
        }
    }
    for (const auto& [key, row] : found) {
        if (!expected.contains(key)) difference += "\n  has " + key + " too many: " + row;
    }
    return difference;
}

}  // namespace yg::sim
