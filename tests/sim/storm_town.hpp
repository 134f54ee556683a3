// The town of the storm: the server tests' small town with few rooms, few places and few people, so
// that they get in each other's way.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "codec/town_codec.hpp"

namespace yg::sim {

/// Tuesday 2026-11-24, 10:00 in the town.
TimeMs storm_start();
codec::Town storm_town();

/// Two exclusive rooms, the second with half an hour between bookings, and one with two seats.
inline constexpr std::array<std::string_view, 3> storm_rooms = {"r1", "r2", "r3"};
/// One place and two places.
inline constexpr std::array<std::string_view, 2> storm_activities = {"a1", "a2"};

/// Enough of somebody's identifier to find whatever is theirs: a name has no room for all of it.
std::string private_mark(const std::string& person);

}  // namespace yg::sim
