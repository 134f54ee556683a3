// 回音: what became of what the person raised, newest first, and how much of it is news.
#pragma once

#include <string>
#include <vector>

#include "domain/concern/concern.hpp"

namespace yg::app {

struct Answer {
    domain::ConcernEvent event;
    std::string title;    ///< The concern's words.
    std::string route;    ///< Where a tap leads.
    bool is_new = false;  ///< It came since the inbox was opened last.
};

struct Inbox {
    bool signed_in = false;
    std::vector<Answer> answers;  ///< At most 50.
    int unread = 0;               ///< New ones that were not on the screen yet.
};

}  // namespace yg::app
