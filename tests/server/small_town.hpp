// A town just large enough for the server's tests, built without files.
#pragma once

#include "base/time.hpp"
#include "codec/town_codec.hpp"

namespace yg::server {

/// A Tuesday, 10:00 in the town.
inline const TimeMs small_town_now = to_moment({.year = 2026, .month = 11, .day = 24}, 10 * 60);

/// One community, grid, category (c1), room (r1, exclusive, 8:00–18:00), activity (a1, one place)
/// and four accounts: p1 and p2 (residents), w1 (grid worker), s1 (staff). p2 reported the concerns
/// k-open and k-secret (举报) with words and telephone, and booked r1 tomorrow 15:00–16:00 (b-p2).
codec::Town small_town();

}  // namespace yg::server
