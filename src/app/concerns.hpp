// 我要查: my concerns, the public ones, and one concern with its track.
#pragma once

#include <string>
#include <vector>

#include "app/action.hpp"
#include "domain/concern/concern.hpp"
#include "domain/concern/photo.hpp"

namespace yg::app {

struct ConcernRow {
    domain::Concern concern;
    std::string category;
    std::string place;  ///< "银河小区" or "新城社区 第 7 网格", from the data.
    Delivery delivery = Delivery::delivered;
    domain::Refusal refusal = domain::Refusal::none;  ///< When refused.
};

/// What became of what the town's people raised in public.
struct PublicCounts {
    int waiting = 0;  ///< Nobody has taken it in yet.
    int working = 0;
    int closed = 0;
};

/// Which concerns there are; `Portal::concern_row` reads the few that are on the screen.
struct ConcernList {
    bool signed_in = false;
    std::string search;                  ///< The screen writes it directly.
    std::vector<ConcernId> mine;         ///< Newest first; those that contain `search`.
    std::vector<ConcernId> public_ones;  ///< The same of the others.
    PublicCounts counts;                 ///< Of all public ones, whatever is searched for.
};

enum class PhotoState : std::uint8_t {
    waiting,  ///< Kept here until the server has the concern, or can be reached.
    sending,
    arrived,
    refused,    ///< The server can't read it.
    not_taken,  ///< The server knows nothing of its concern; it is kept here and tried again.
    tomorrow,   ///< Kept here: the server takes no more of this person's today.
    elsewhere,  ///< On another device, which has not sent it yet.
};

struct ConcernPhoto {
    PhotoId id;
    PhotoState state = PhotoState::waiting;
    float share_sent = 0;  ///< From 0 to 1.
};

struct ConcernDetail {
    ConcernRow row;
    bool mine = false;
    std::string lead_unit;  ///< Name; empty before dispatch.
    std::string community;
    std::vector<domain::ConcernEvent> events;  ///< Oldest first.
    std::vector<ConcernPhoto> photos;          ///< In the reporter's order.
    TimeMs now = 0;
};

}  // namespace yg::app
