// The names under which rows travel: in the feed, in pulls, in what a phone holds. Part of the
// protocol; never reused for something else.
#pragma once

#include <array>
#include <string_view>

namespace yg::domain::entity {

inline constexpr std::string_view town = "town";  ///< Profile and settings; its id is the town's.
inline constexpr std::string_view calendar_day = "calendar_day";  ///< Its id is "2026-10-01".
inline constexpr std::string_view community = "community";
inline constexpr std::string_view grid = "grid";
inline constexpr std::string_view unit = "unit";
inline constexpr std::string_view category = "category";
inline constexpr std::string_view person = "person";
inline constexpr std::string_view room = "room";
inline constexpr std::string_view concern = "concern";
inline constexpr std::string_view concern_event = "concern_event";
inline constexpr std::string_view photo = "photo";
inline constexpr std::string_view booking = "booking";
inline constexpr std::string_view activity = "activity";
inline constexpr std::string_view sign_up = "sign_up";

inline constexpr std::array all = {town,     calendar_day, community, grid,    unit,
                                   category, person,       room,      concern, concern_event,
                                   photo,    booking,      activity,  sign_up};

}  // namespace yg::domain::entity
