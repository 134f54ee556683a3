// 我的数据: what the town keeps of the person, as the server told it last; what the person
// corrects; and how far deleting the account has come.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/action.hpp"
#include "base/time.hpp"
#include "domain/person/consent.hpp"
#include "domain/person/identity_view.hpp"

namespace yg::app {

/// The text on personal data changed since the person agreed to it.
struct ConsentAsk {
    bool wanted = false;
    bool put_off = false;      ///< The person wants to go on reading first.
    bool page_is_old = false;  ///< It is another version than this page has: load it anew.
    int waiting = 0;           ///< What isn't sent before.
    Action action;
};

struct MyData {
    enum class State : std::uint8_t { unknown, loading, loaded, failed };
    State state = State::unknown;
    bool too_often = false;                   ///< Why it failed: it was asked for a moment ago.
    TimeMs at = 0;                            ///< When the server wrote it.
    std::vector<domain::Consent> consents;    ///< Newest version first.
    std::vector<domain::IdentityView> views;  ///< Newest first.
    int concerns = 0;
    int bookings = 0;
    int sign_ups = 0;
    int sessions = 0;
    std::string file;  ///< All of it, for the person to take away.
};

/// What the person types of themselves.
struct Correction {
    std::string name;
    std::string contact;
    Action action;
};

}  // namespace yg::app
