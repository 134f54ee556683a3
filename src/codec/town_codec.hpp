// Turns a town's data files (assets/town/*.json) into the domain's things, after checking every
// field of them. Knows neither where the files lie nor what time it is: texts and the day of
// import are passed in.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "domain/activity/activity.hpp"
#include "domain/concern/concern.hpp"
#include "domain/person/person.hpp"
#include "domain/place/place.hpp"
#include "domain/room/room.hpp"
#include "domain/town/town.hpp"

namespace yg::codec {

/// The files that make a town; all of them must be there.
inline constexpr std::array<std::string_view, 10> town_file_names = {
    "town.json",     "grids.json",      "units.json",    "categories.json", "rooms.json",
    "accounts.json", "activities.json", "bookings.json", "concerns.json",   "holidays.json",
};

/// The largest file that is read.
inline constexpr std::size_t max_town_file_bytes = 1024 * 1024;
/// decode_town lists at most this many faults.
inline constexpr std::size_t max_town_faults = 20;

struct TownFiles {
    std::map<std::string, std::string, std::less<>> texts;  ///< By name, as in town_file_names.
};

/// Everything the files say. Order within each vector is the files' order; activities are sorted
/// by start.
struct Town {
    domain::TownProfile profile;
    std::vector<domain::Community> communities;
    std::vector<domain::Grid> grids;
    std::vector<domain::Unit> units;
    std::vector<domain::Category> categories;
    std::vector<domain::Room> rooms;
    std::vector<domain::Person> persons;
    /// One for each occurrence of a series; `signed_up` counts `sign_ups` and unnamed others.
    std::vector<domain::Activity> activities;
    std::vector<domain::SignUp> sign_ups;
    /// People's bookings, and one for each activity that holds a room (its id is the activity's).
    std::vector<domain::Booking> bookings;
    std::vector<domain::Concern> concerns;
    std::vector<domain::ConcernEvent> concern_events;  ///< In order of time within a concern.
    std::vector<domain::CalendarDay> calendar_days;
};

/// Dates in the files are relative to `today`, the day of import. On failure the error is
/// invalid_input and its detail names the faults, one a line, as
/// `rooms.json: rooms[3].hours.mon[0]: "25:00" is not a time of day`.
[[nodiscard]] Result<Town> decode_town(const TownFiles& files, LocalDate today);

}  // namespace yg::codec
