#include "app/home.hpp"

#include <algorithm>

#include "app/reader.hpp"
#include "store/activity_store.hpp"
#include "store/concern_store.hpp"
#include "store/place_store.hpp"
#include "store/room_store.hpp"
#include "store/town_store.hpp"

namespace yg::app {
namespace {

constexpr std::size_t needs_max = 3;
constexpr std::size_t rooms_max = 3;
constexpr std::size_t activities_max = 4;
constexpr int concerns_looked_at = 50;

void add_refused(const Reader& reader, Home& home) {
    for (const auto& item : load_refused(reader)) {
        home.needs.push_back({.kind = Need::Kind::refused,
                              .title = item.title,
                              .detail = {},
                              .route = item.route,
                              .when = {},
                              .refusal = item.refusal});
    }
}

void add_answered_concerns(const Reader& reader, Home& home) {
    const auto concerns = or_empty(store::list_concerns_of_reporter(
        reader.database, reader.town, my_id(reader), concerns_looked_at));
    for (const auto& concern : concerns) {
        if (concern.state != domain::ConcernState::verification) continue;
        home.needs.push_back({.kind = Need::Kind::concern_answered,
                              .title = concern.words,
                              .detail = concern.answer,
                              .route = "/concerns/" + concern.id.text(),
                              .when = {},
                              .refusal = domain::Refusal::none});
    }
}

void add_today(const Reader& reader, Home& home) {
    const LocalDate today = to_local(reader.now).date;
    for (const auto& row : load_my_bookings(reader)) {
        if (to_local(row.booking.when.start).date != today) continue;
        home.needs.push_back({.kind = Need::Kind::booking_today,
                              .title = row.room,
                              .detail = {},
                              .route = "/me",
                              .when = row.booking.when,
                              .refusal = domain::Refusal::none});
    }
    const Interval rest_of_day{reader.now, to_moment(add_days(today, 1))};
    for (const auto& row : activity_rows(reader, rest_of_day)) {
        if (!row.mine) continue;
        home.needs.push_back({.kind = Need::Kind::activity_today,
                              .title = row.activity.title,
                              .detail = row.activity.place,
                              .route = "/activities/" + row.activity.id.text(),
                              .when = row.activity.when,
                              .refusal = domain::Refusal::none});
    }
}

void add_activities(const Reader& reader, Home& home) {
    const LocalDate today = home.now.date;
    // At least to the end of this week; on a weekend a look at the next one.
    const LocalDate end = add_days(monday_of(add_days(today, 2)), 7);
    for (auto& row : activity_rows(reader, {reader.now, to_moment(end)})) {
        if (row.activity.when.start < reader.now) continue;
        if (to_local(row.activity.when.start).date == add_days(today, 1)) {
            ++home.activities_tomorrow;
        }
        if (home.activities.size() < activities_max) {
            home.activities.push_back(std::move(row.activity));
        }
    }
}

}  // namespace

Home load_home(const Reader& reader) {
    Home home;
    home.now = to_local(reader.now);
    if (const auto town = or_empty(store::find_town(reader.database, reader.town))) {
        home.town_name = town->name;
    }
    if (reader.me) {
        home.person_name = reader.me->name;
        if (const auto community = or_empty(
                store::find_community(reader.database, reader.town, reader.me->community))) {
            home.community_name = community->name;
        }
        if (const auto grid =
                or_empty(store::find_grid(reader.database, reader.town, reader.me->grid))) {
            home.grid_number = grid->number;
        }
        add_refused(reader, home);
        add_answered_concerns(reader, home);
        add_today(reader, home);
        if (home.needs.size() > needs_max) home.needs.resize(needs_max);
    }
    home.rooms = load_rooms(reader).rooms;
    if (home.rooms.size() > rooms_max) home.rooms.resize(rooms_max);
    add_activities(reader, home);
    return home;
}

}  // namespace yg::app
