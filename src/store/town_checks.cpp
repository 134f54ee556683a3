#include "store/town_checks.hpp"

#include <array>

#include "store/holds_slot.hpp"

namespace yg::store {
namespace {

// Slots count from midnight in Shanghai, as in claim_slots.
#define FIRST_SLOT "(b.start_at - (b.start_at + 28800000) % 86400000 % (r.slot_minutes * 60000))"

constexpr std::array checks = {
    TownCheck{"The database file is undamaged",
              "SELECT integrity_check FROM pragma_integrity_check "
              "WHERE integrity_check <> 'ok'"},
    TownCheck{"Every row that another one names exists",
              "SELECT \"table\" || ' names a missing row of ' || parent "
              "FROM pragma_foreign_key_check"},
    TownCheck{"There is one town", "SELECT count(*) || ' towns' FROM town HAVING count(*) <> 1"},
    TownCheck{"No exclusive room is booked twice at the same time",
              // One pass: does a booking begin before the last of the earlier ones has ended?
              "SELECT id FROM (SELECT b.id AS id, b.start_at AS start_at, max(b.end_at) OVER ("
              "PARTITION BY b.town_id, b.room_id ORDER BY b.start_at, b.id "
              "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS taken_until "
              "FROM booking b JOIN room r ON r.town_id = b.town_id AND r.id = b.room_id "
              "WHERE r.mode = 1 AND b." HOLDS_SLOT ") AS held WHERE start_at < taken_until"},
    TownCheck{"No room has more people in a slot than seats",
              "SELECT s.room_id || ' at ' || s.slot_at FROM room_slot s "
              "JOIN room r ON r.town_id = s.town_id AND r.id = s.room_id "
              "GROUP BY s.town_id, s.room_id, s.slot_at, r.mode, r.capacity "
              "HAVING count(*) > CASE r.mode WHEN 2 THEN r.capacity ELSE 1 END"},
    TownCheck{"Every slot that is taken belongs to a booking that holds it",
              "SELECT s.room_id || ' at ' || s.slot_at FROM room_slot s "
              "LEFT JOIN booking b ON b.town_id = s.town_id AND b.id = s.booking_id "
              "AND b.room_id = s.room_id AND b." HOLDS_SLOT " WHERE b.id IS NULL"},
    TownCheck{"Every booking that holds a room has its slots",
              "SELECT b.id FROM booking b "
              "JOIN room r ON r.town_id = b.town_id AND r.id = b.room_id "
              "WHERE b." HOLDS_SLOT " AND (SELECT count(*) FROM room_slot s "
              "WHERE s.town_id = b.town_id AND s.booking_id = b.id) <> "
              "CASE r.mode WHEN 2 THEN b.seats ELSE 1 END * "
              "((b.end_at - " FIRST_SLOT " + r.slot_minutes * 60000 - 1) / "
              "(r.slot_minutes * 60000))"},
    TownCheck{"Every booking is of a room that exists",
              "SELECT b.id FROM booking b "
              "LEFT JOIN room r ON r.town_id = b.town_id AND r.id = b.room_id "
              "WHERE r.id IS NULL"},
    TownCheck{"No activity counts fewer people than signed up",
              // More is possible: a town's files may bring places that were taken on paper.
              "SELECT a.id FROM activity a WHERE a.signed_up < (SELECT count(*) FROM sign_up s "
              "WHERE s.town_id = a.town_id AND s.activity_id = a.id AND s.state = 1)"},
    TownCheck{"No activity has more people than places",
              "SELECT id FROM activity WHERE capacity > 0 AND signed_up > capacity"},
    TownCheck{"Every sign-up is for an activity that exists",
              "SELECT s.id FROM sign_up s "
              "LEFT JOIN activity a ON a.town_id = s.town_id AND a.id = s.activity_id "
              "WHERE a.id IS NULL"},
    TownCheck{"Every step of a concern belongs to one that exists",
              "SELECT e.id FROM concern_event e "
              "LEFT JOIN concern c ON c.town_id = e.town_id AND c.id = e.concern_id "
              "WHERE c.id IS NULL"},
    TownCheck{"Every photo belongs to a concern that exists",
              "SELECT f.id FROM photo f "
              "LEFT JOIN concern c ON c.town_id = f.town_id AND c.id = f.concern_id "
              "WHERE c.id IS NULL"},
    TownCheck{"Every photo that arrived has one file, and no other photo has any",
              "SELECT coalesce(p.id, f.photo_id) FROM photo p FULL JOIN photo_file f "
              "ON f.town_id = p.town_id AND f.photo_id = p.id "
              "WHERE (p.id IS NULL) OR (p.arrived_at > 0) <> (f.photo_id IS NOT NULL)"},
    TownCheck{"Every change in the feed has its own version",
              "SELECT 'version ' || version FROM feed GROUP BY town_id, version "
              "HAVING count(*) > 1"},
    TownCheck{"No change in the feed is newer than its counter",
              "SELECT f.scope || ' ' || f.entity || ' ' || f.id FROM feed f "
              "LEFT JOIN feed_counter c ON c.town_id = f.town_id "
              "WHERE f.version > coalesce(c.version, 0)"},
    TownCheck{"No phone's outcome is newer than its count of commands",
              "SELECT o.client_id || ' command ' || o.n FROM outcome o "
              "LEFT JOIN client c ON c.town_id = o.town_id AND c.client_id = o.client_id "
              "WHERE o.n > coalesce(c.last_n, 0)"},
    TownCheck{"Every session and second step belongs to an account",
              "SELECT 'a session' FROM session s LEFT JOIN person p "
              "ON p.town_id = s.town_id AND p.id = s.person_id WHERE p.id IS NULL "
              "UNION ALL SELECT 'a second step' FROM totp t LEFT JOIN person p "
              "ON p.town_id = t.town_id AND p.id = t.person_id WHERE p.id IS NULL"},
    TownCheck{"Every consent and every view of an identity belongs to an account",
              "SELECT 'a consent' FROM consent c LEFT JOIN person p "
              "ON p.town_id = c.town_id AND p.id = c.person_id WHERE p.id IS NULL "
              "UNION ALL SELECT 'a view' FROM identity_view v LEFT JOIN person p "
              "ON p.town_id = v.town_id AND p.id = v.person_id WHERE p.id IS NULL"},
    TownCheck{"Nothing names an account that was erased",
              "SELECT found.what || ' of ' || e.person_id FROM erased_person e JOIN ("
              "SELECT town_id, id AS person_id, 'the account' AS what FROM person UNION ALL "
              "SELECT town_id, reporter_id, 'concern ' || id FROM concern UNION ALL "
              "SELECT town_id, person_id, 'booking ' || id FROM booking UNION ALL "
              "SELECT town_id, person_id, 'sign-up ' || id FROM sign_up UNION ALL "
              "SELECT town_id, person_id, 'a session' FROM session UNION ALL "
              "SELECT town_id, person_id, 'phone ' || client_id FROM client) AS found "
              "ON found.town_id = e.town_id AND found.person_id = e.person_id"},
};

}  // namespace

std::span<const TownCheck> town_checks() {
    return checks;
}

Result<std::vector<std::string>> run_check(Database& database, const TownCheck& check,
                                           std::size_t limit) {
    std::vector<std::string> found;
    RETURN_IF_ERROR(database.query(check.sql, {}, [&](const Row& row) {
        if (found.size() < limit) found.push_back(row.string(0));
    }));
    return found;
}

}  // namespace yg::store
