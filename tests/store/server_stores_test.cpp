#include "store/booking_store.hpp"

#include "store/client_store.hpp"
#include "store/feed_store.hpp"
#include "store/person_store.hpp"
#include "store/session_store.hpp"
#include "store/sign_in_store.hpp"
#include "store/slot_store.hpp"
#include "store/town_database.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::store;
using test::migrated;
using test::other_town;
using test::town;

namespace {

const TimeMs nine = to_moment({2026, 11, 24}, 9 * 60);

domain::Room room(domain::RoomMode mode, int capacity) {
    domain::Room made;
    made.id = RoomId::trusted("quyi");
    made.mode = mode;
    made.capacity = capacity;
    return made;
}

/// Claims from `from_minute` to `to_minute` after nine; undone when refused, as callers must.
bool claim(Database& database, const domain::Room& of, const char* id, int from_minute,
           int to_minute, int seats = 1) {
    auto savepoint = Savepoint::open(database).value();
    domain::Booking booking;
    booking.id = BookingId::trusted(id);
    booking.room = of.id;
    booking.when = {nine + from_minute * minute_ms, nine + to_minute * minute_ms};
    booking.seats = seats;
    REQUIRE(put_booking(database, town, booking).ok());
    const bool claimed = claim_slots(database, town, of, booking).value();
    if (claimed) REQUIRE(savepoint.commit().ok());
    return claimed;
}

}  // namespace

TEST_CASE("A slot of an exclusive room is claimed once") {
    auto database = migrated();
    const auto quyi = room(domain::RoomMode::exclusive, 30);
    CHECK(claim(*database, quyi, "a", 0, 60));
    CHECK_FALSE(claim(*database, quyi, "b", 30, 90));
    CHECK(claim(*database, quyi, "c", 60, 90));
    CHECK_FALSE(claim(*database, quyi, "d", 0, 30));
}

TEST_CASE("A claim that fails halfway leaves no slot behind") {
    auto database = migrated();
    const auto quyi = room(domain::RoomMode::exclusive, 30);
    REQUIRE(claim(*database, quyi, "late", 60, 90));
    CHECK_FALSE(claim(*database, quyi, "long", 0, 90));
    CHECK(claim(*database, quyi, "early", 0, 60));
}

TEST_CASE("Released slots can be claimed again") {
    auto database = migrated();
    const auto quyi = room(domain::RoomMode::exclusive, 30);
    REQUIRE(claim(*database, quyi, "a", 0, 60));
    REQUIRE(release_slots(*database, town, BookingId::trusted("a")).ok());
    CHECK(claim(*database, quyi, "b", 0, 60));
}

TEST_CASE("Seats are claimed up to the capacity, slot by slot") {
    auto database = migrated();
    const auto gym = room(domain::RoomMode::seats, 3);
    CHECK(claim(*database, gym, "a", 0, 60, 2));
    CHECK_FALSE(claim(*database, gym, "b", 30, 90, 2));
    CHECK(claim(*database, gym, "c", 30, 90, 1));
    CHECK_FALSE(claim(*database, gym, "d", 30, 60, 1));
    CHECK(claim(*database, gym, "e", 60, 90, 2));
    REQUIRE(release_slots(*database, town, BookingId::trusted("a")).ok());
    CHECK(claim(*database, gym, "f", 0, 60, 2));
    CHECK_FALSE(claim(*database, gym, "g", 30, 60, 1));
}

TEST_CASE("A booking off the slot grid claims every slot it touches") {
    auto database = migrated();
    const auto quyi = room(domain::RoomMode::exclusive, 30);
    REQUIRE(claim(*database, quyi, "activity", 10, 40));
    CHECK_FALSE(claim(*database, quyi, "a", 0, 30));
    CHECK_FALSE(claim(*database, quyi, "b", 30, 60));
    CHECK(claim(*database, quyi, "c", 60, 90));
}

TEST_CASE("Feed versions count up, one for each change") {
    auto database = migrated();
    CHECK(current_feed_version(*database, town).value() == 0);
    CHECK(touch_feed(*database, town, "public", "room", "a").value() == 1);
    CHECK(touch_feed(*database, town, "public", "room", "b").value() == 2);
    CHECK(touch_feed(*database, other_town, "public", "room", "a").value() == 1);
    CHECK(current_feed_version(*database, town).value() == 2);
}

TEST_CASE("A row stands once in a scope, at its latest change") {
    auto database = migrated();
    REQUIRE(touch_feed(*database, town, "public", "room", "a").ok());
    REQUIRE(touch_feed(*database, town, "public", "room", "b").ok());
    REQUIRE(touch_feed(*database, town, "public", "room", "a", true).ok());
    const auto all = changes_since(*database, town, "public", 0, 10).value();
    REQUIRE(all.size() == 2);
    CHECK(all[0].id == "b");
    CHECK(all[1].id == "a");
    CHECK(all[1].removed);
    CHECK(all[1].version == 3);
    CHECK(is_in_scope(*database, town, "public", "room", "b").value());
    CHECK_FALSE(is_in_scope(*database, town, "public", "room", "a").value());
}

TEST_CASE("Changes are paged without loss, and by scope") {
    auto database = migrated();
    for (int i = 0; i < 25; ++i) {
        const std::string id = "r" + std::to_string(i);
        REQUIRE(touch_feed(*database, town, i % 5 == 0 ? "user:li" : "public", "room", id).ok());
    }
    int seen = 0;
    FeedVersion after = 0;
    for (;;) {
        const auto page = changes_since(*database, town, "public", after, 7).value();
        if (page.empty()) break;
        seen += static_cast<int>(page.size());
        CHECK(page.front().version > after);
        after = page.back().version;
    }
    CHECK(seen == 20);
    CHECK(changes_since(*database, town, "user:li", 0, 100).value().size() == 5);
    CHECK(changes_since(*database, town, "user:wang", 0, 100).value().empty());
}

TEST_CASE("A version that was taken in an undone savepoint is given again") {
    auto database = migrated();
    auto transaction = Transaction::writing(*database).value();
    {
        const auto savepoint = Savepoint::open(*database);
        CHECK(touch_feed(*database, town, "public", "room", "a").value() == 1);
    }
    CHECK(touch_feed(*database, town, "public", "room", "b").value() == 1);
    REQUIRE(transaction.commit().ok());
}

TEST_CASE("A session is found until it expires or is removed") {
    auto database = migrated();
    const PersonId li = PersonId::trusted("li");
    REQUIRE(put_session(*database, town, {"hash", li, 0, 1000}).ok());
    CHECK(find_session(*database, town, "hash", 999).value()->person == li);
    CHECK_FALSE(find_session(*database, town, "hash", 1000).value().has_value());
    CHECK_FALSE(find_session(*database, town, "other", 0).value().has_value());
    REQUIRE(put_session(*database, town, {"second", li, 0, 2000}).ok());
    REQUIRE(remove_expired_sessions(*database, town, 1500).ok());
    CHECK_FALSE(find_session(*database, town, "hash", 0).value().has_value());
    REQUIRE(remove_session(*database, town, "second").ok());
    CHECK_FALSE(find_session(*database, town, "second", 0).value().has_value());
}

TEST_CASE("A person's sessions are listed newest first, by an id that isn't the hash") {
    auto database = migrated();
    const PersonId li = PersonId::trusted("li");
    const std::string old_hash = std::string(16, 'a') + std::string(48, 'b');
    const std::string new_hash = std::string(16, 'c') + std::string(48, 'd');
    REQUIRE(put_session(*database, town, {old_hash, li, nine, nine + day_ms}).ok());
    REQUIRE(put_session(*database, town, {new_hash, li, nine + 1, nine + day_ms}).ok());
    REQUIRE(put_session(*database, town, {"x", PersonId::trusted("wang"), nine, nine + 9}).ok());
    REQUIRE(put_session(*database, other_town, {"y", li, nine, nine + day_ms}).ok());
    REQUIRE(note_session_seen(*database, town, old_hash, "2026-11-25").ok());
    const auto rows = list_sessions(*database, town, li, nine, 10).value();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].id == std::string(16, 'c'));
    CHECK(rows[0].last_seen == "2026-11-24");
    CHECK(rows[1].token_hash == old_hash);
    CHECK(rows[1].last_seen == "2026-11-25");
    CHECK(list_sessions(*database, town, li, nine + day_ms, 10).value().empty());
    REQUIRE(remove_sessions_of(*database, town, li).ok());
    CHECK(list_sessions(*database, town, li, nine, 10).value().empty());
    CHECK(find_session(*database, town, "x", nine).value().has_value());
    CHECK(find_session(*database, other_town, "y", nine).value().has_value());
}

TEST_CASE("A session from before migration 2 is still one") {
    auto database = SqliteDatabase::open_memory().value();
    REQUIRE(migrate(*database, schema(Side::server).first(1)).ok());
    REQUIRE(database
                ->run("INSERT INTO session (town_id, token_hash, person_id, expires_at) "
                      "VALUES ('chengguan', 'hash', 'li', 1000)")
                .ok());
    REQUIRE(migrate(*database, Side::server).ok());
    const auto found = find_session(*database, town, "hash", 0).value();
    REQUIRE(found.has_value());
    CHECK(found->last_seen.empty());
}

TEST_CASE("A telephone number belongs to one person of a town") {
    auto database = migrated();
    domain::Person li;
    li.id = PersonId::trusted("li");
    li.phone = "13800000001";
    REQUIRE(put_person(*database, town, li).ok());
    CHECK(find_person_by_phone(*database, town, "13800000001").value()->id == li.id);
    CHECK_FALSE(find_person_by_phone(*database, town, "13800000002").value().has_value());
    CHECK_FALSE(find_person_by_phone(*database, town, "").value().has_value());
    domain::Person other = li;
    other.id = PersonId::trusted("wang");
    CHECK(put_person(*database, town, other).error().kind == ErrorKind::conflict);
    CHECK(put_person(*database, other_town, other).ok());
    // Who has given no number shares that with others.
    li.phone.clear();
    other.phone.clear();
    CHECK(put_person(*database, town, li).ok());
    CHECK(put_person(*database, town, other).ok());
}

TEST_CASE("A sign-in request keeps its counts and goes when it expires") {
    auto database = migrated();
    SignInRequest request{"hash", "13800000001", "code", 1000, 5, 5, false};
    REQUIRE(put_sign_in_request(*database, town, request).ok());
    request.code_tries_left = 4;
    request.used = true;
    REQUIRE(put_sign_in_request(*database, town, request).ok());
    const auto found = find_sign_in_request(*database, town, "hash").value();
    REQUIRE(found.has_value());
    CHECK(found->code_tries_left == 4);
    CHECK(found->used);
    CHECK(found->phone == "13800000001");
    REQUIRE(remove_expired_sign_in_requests(*database, town, 999).ok());
    CHECK(find_sign_in_request(*database, town, "hash").value().has_value());
    REQUIRE(remove_expired_sign_in_requests(*database, town, 1000).ok());
    CHECK_FALSE(find_sign_in_request(*database, town, "hash").value().has_value());
}

TEST_CASE("Sends are counted for each subject") {
    auto database = migrated();
    for (const TimeMs at : {100, 200, 300}) {
        REQUIRE(put_sign_in_send(*database, town, "a", at, "r").ok());
    }
    REQUIRE(put_sign_in_send(*database, town, "b", 300, "r").ok());
    CHECK(list_sign_in_sends(*database, town, "a", 100, 10).value() ==
          std::vector<TimeMs>{300, 200});
    CHECK(list_sign_in_sends(*database, town, "a", 0, 1).value() == std::vector<TimeMs>{300});
    REQUIRE(remove_old_sign_in_sends(*database, town, 200).ok());
    CHECK(list_sign_in_sends(*database, town, "a", 0, 10).value() == std::vector<TimeMs>{300});
    REQUIRE(remove_sign_in_send(*database, town, "a", "r").ok());
    CHECK(list_sign_in_sends(*database, town, "a", 0, 10).value().empty());
    CHECK(list_sign_in_sends(*database, town, "b", 0, 10).value().size() == 1);
}

TEST_CASE("A person has one second step") {
    auto database = migrated();
    const PersonId li = PersonId::trusted("li");
    CHECK_FALSE(find_totp(*database, town, li).value().has_value());
    REQUIRE(put_totp(*database, town, {li, {1, 2, 3}, 0, 10}).ok());
    REQUIRE(put_totp(*database, town, {li, {4, 5}, 77, 20}).ok());
    const auto found = find_totp(*database, town, li).value();
    REQUIRE(found.has_value());
    CHECK(found->sealed_secret == Bytes{4, 5});
    CHECK(found->last_step == 77);
    REQUIRE(remove_totp(*database, town, li).ok());
    CHECK_FALSE(find_totp(*database, town, li).value().has_value());
}

TEST_CASE("An outcome is stored once for each client and number") {
    auto database = migrated();
    const ClientId client = ClientId::trusted("phone");
    REQUIRE(put_client(*database, town, {client, PersonId::trusted("li"), 2}).ok());
    CHECK(find_client(*database, town, client).value()->last_n == 2);
    const Outcome applied{1, CommandId::trusted("c1"), domain::Refusal::none, 10};
    const Outcome refused{2, CommandId::trusted("c2"), domain::Refusal::room_taken, 20};
    REQUIRE(put_outcome(*database, town, client, applied).ok());
    REQUIRE(put_outcome(*database, town, client, refused).ok());
    CHECK(put_outcome(*database, town, client, refused).error().kind == ErrorKind::conflict);
    CHECK(find_outcome(*database, town, client, 2).value()->refusal == domain::Refusal::room_taken);
    CHECK_FALSE(find_outcome(*database, town, client, 3).value().has_value());
    CHECK(list_outcomes(*database, town, client, 1, 10).value().size() == 1);
    CHECK(list_outcomes(*database, town, client, 0, 1).value().front().n == 1);
}
