// A town of one grid, two rooms, two persons and one activity, on a server's and a phone's side.
#pragma once

#include <memory>
#include <string>

#include "engine/execute.hpp"
#include "engine/town_authority.hpp"
#include "store/activity_store.hpp"
#include "store/booking_store.hpp"
#include "store/concern_store.hpp"
#include "store/feed_store.hpp"
#include "store/person_store.hpp"
#include "store/place_store.hpp"
#include "store/room_store.hpp"
#include "store/schema.hpp"
#include "store/sqlite/sqlite_database.hpp"
#include "store/town_store.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::test {

inline const TownId town = TownId::trusted("chengguan");
inline const PersonId li = PersonId::trusted("li");
inline const PersonId wang = PersonId::trusted("wang");
inline const RoomId quyi = RoomId::trusted("quyi");      // exclusive
inline const RoomId shuhua = RoomId::trusted("shuhua");  // two seats
inline const ActivityId clean_up = ActivityId::trusted("clean-up");
/// Tuesday, nine o'clock.
inline const TimeMs nine = to_moment({2026, 11, 24}, 9 * 60);

/// The n-th identifier a phone could have made.
inline std::string uuid(int n) {
    const std::string digits = std::to_string(n);
    return "019ab000-0000-7000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

inline Interval at(int hour, int hours = 1) {
    const TimeMs start = to_moment({2026, 11, 24}, hour * 60);
    return {start, start + hours * hour_ms};
}

class SmallTown {
public:
    explicit SmallTown(store::Side side = store::Side::server)
        : side_(side), database_(store::SqliteDatabase::open_memory().value()) {
        REQUIRE(store::migrate(*database_, side).ok());
        put_places();
        put_rooms();
        put_people();
    }

    [[nodiscard]] store::SqliteDatabase& database() { return *database_; }

    [[nodiscard]] engine::Execution as(const PersonId& person, TimeMs now = nine) {
        engine::Execution execution;
        execution.town = town;
        if (!person.empty()) {
            execution.actor =
                engine::actor_of(*store::find_person(*database_, town, person).value());
        }
        execution.now = now;
        execution.authority = side_ == store::Side::server ? &authority_ : nullptr;
        return execution;
    }

    /// Runs a command in a transaction of its own; undone when refused. `none` when accepted.
    domain::Refusal run(const PersonId& person, const domain::Command& command, TimeMs now = nine) {
        auto transaction = store::Transaction::writing(*database_).value();
        const auto refusals = engine::execute(*database_, as(person, now), command).value();
        if (!refusals.empty()) return refusals.front().refusal;
        REQUIRE(transaction.commit().ok());
        return domain::Refusal::none;
    }

    /// The entities changed in a scope, oldest first; "-" marks those that left it.
    std::string feed(std::string_view scope, store::FeedVersion after = 0) {
        std::string text;
        for (const auto& row : store::changes_since(*database_, town, scope, after, 1000).value()) {
            text += row.entity + (row.removed ? "- " : " ");
        }
        return text;
    }

    /// Rows written since the database was opened.
    std::int64_t changes() {
        return store::query_integer(*database_, "SELECT total_changes()", {}).value();
    }

private:
    void put_places() {
        domain::TownProfile profile;
        profile.id = town;
        REQUIRE(store::put_town(*database_, profile).ok());
        REQUIRE(store::put_community(*database_, town,
                                     {CommunityId::trusted("xincheng"), "新城社区", "XC", false})
                    .ok());
        domain::Grid grid;
        grid.id = GridId::trusted("grid-1");
        grid.community = CommunityId::trusted("xincheng");
        REQUIRE(store::put_grid(*database_, town, grid).ok());
        domain::Category category;
        category.id = CategoryId::trusted("lamp");
        REQUIRE(store::put_category(*database_, town, category).ok());
        category.id = CategoryId::trusted("gas");
        category.urgent = true;
        REQUIRE(store::put_category(*database_, town, category).ok());
    }

    void put_rooms() {
        domain::Room room;
        for (auto& day : room.hours) day = {{{480, 1260}, {0, 0}}};
        room.id = quyi;
        REQUIRE(store::put_room(*database_, town, room).ok());
        room.id = shuhua;
        room.mode = domain::RoomMode::seats;
        room.capacity = 2;
        REQUIRE(store::put_room(*database_, town, room).ok());
    }

    void put_people() {
        for (const PersonId& id : {li, wang}) {
            domain::Person person;
            person.id = id;
            person.birth_year = 1956;
            REQUIRE(store::put_person(*database_, town, person).ok());
        }
        domain::Activity activity;
        activity.id = clean_up;
        activity.when = at(15, 2);
        activity.sign_up_closes = at(14).start;
        activity.capacity = 1;
        REQUIRE(store::put_activity(*database_, town, activity).ok());
    }

    store::Side side_;
    std::unique_ptr<store::SqliteDatabase> database_;
    engine::TownAuthority authority_;
};

inline domain::SubmitConcern concern_command(int n) {
    domain::SubmitConcern command;
    command.id = ConcernId::trusted(uuid(n));
    command.category = CategoryId::trusted("lamp");
    command.grid = GridId::trusted("grid-1");
    command.words = "巷子里的路灯不亮";
    return command;
}

inline domain::NewPhoto photo(int n) {
    return {.id = PhotoId::trusted(uuid(n)), .sha256 = std::string(64, 'a'), .bytes = 1000};
}

inline domain::BookRoom booking_command(int n, Interval when, const RoomId& room = quyi) {
    domain::BookRoom command;
    command.id = BookingId::trusted(uuid(n));
    command.room = room;
    command.when = when;
    return command;
}

inline domain::JoinActivity join_command(int n) {
    return {SignUpId::trusted(uuid(n)), clean_up};
}

}  // namespace yg::test
