// 我要查: my concerns, the public ones, and one concern with its track.
#pragma once

#include <string>
#include <vector>

#include "app/action.hpp"
#include "domain/concern/concern.hpp"

namespace yg::app {

struct ConcernRow {
    domain::Concern concern;
    std::string category;
    std::string place;  ///< "银河小区" or "新城社区 第 7 网格", from the data.
    Delivery delivery = Delivery::delivered;
    domain::Refusal refusal = domain::Refusal::none;  ///< When refused.
};

struct ConcernList {
    bool signed_in = false;
    std::vector<ConcernRow> mine;         ///< Newest first.
    std::vector<ConcernRow> public_ones;  ///< Newest first, not mine, at most 200.
};

struct ConcernDetail {
    ConcernRow row;
    bool mine = false;
    std::string lead_unit;  ///< Name; empty before dispatch.
    std::string community;
    std::vector<domain::ConcernEvent> events;  ///< Oldest first.
    TimeMs now = 0;
};

}  // namespace yg::app
