// 首页: what needs me, where I can go now, what happens this week.
#pragma once

#include <string>
#include <vector>

#include "domain/activity/activity.hpp"
#include "domain/concern/concern.hpp"
#include "domain/refusal.hpp"
#include "domain/room/room.hpp"

namespace yg::app {

struct Need {
    enum class Kind : std::uint8_t {
        concern_answered,  ///< A concern of mine waits for 解决了吗.
        booking_today,     ///< `when` and `title` (the room).
        activity_today,    ///< `when` and `title`.
        refused,           ///< Something I sent was refused and I haven't seen it.
    };
    Kind kind = Kind::concern_answered;
    std::string title;   ///< A concern's words, a room's name, an activity's title.
    std::string detail;  ///< A concern's answer, an activity's place; may be empty.
    std::string route;   ///< Where a tap leads.
    Interval when;
    domain::Refusal refusal = domain::Refusal::none;
};

/// A room as it is at this moment.
struct RoomNow {
    domain::Room room;
    bool open_now = false;
    bool free_now = false;
    int seats_free = 0;    ///< Seats mode, when open now.
    TimeMs free_from = 0;  ///< When not free now: the next free slot; 0: none in the days ahead.
};

struct Home {
    std::string town_name;
    std::string community_name;  ///< Empty when signed out.
    int grid_number = 0;         ///< 0 when signed out.
    std::string person_name;     ///< Empty when signed out.
    LocalTime now;
    std::vector<Need> needs;                   ///< Most urgent first, at most 3.
    std::vector<RoomNow> rooms;                ///< Free now first, at most 3.
    std::vector<domain::Activity> activities;  ///< From now to the end of next Sunday, at most 4.
    int activities_tomorrow = 0;
};

}  // namespace yg::app
