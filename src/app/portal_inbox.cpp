// 回音: up to when the person has read what came.
#include <algorithm>

#include "app/portal_state.hpp"

namespace yg::app {
namespace {

/// On a device that never opened the inbox, what is older than this is no news.
constexpr DurationMs news_age = 7 * day_ms;

}  // namespace

TimeMs Portal::State::read_until() const {
    return kept_number(ports.preferences, read_until_key).value_or(now() - news_age);
}

const Inbox& Portal::inbox() {
    State& state = *state_;
    Inbox& inbox = state.inbox.model;
    if (!state.replica || !state.inbox.is_stale(state.revision, state.now())) return inbox;
    inbox = load_inbox(state.reader());
    const TimeMs until = state.read_until();
    const TimeMs shown_until = state.inbox_opened_until.value_or(until);
    for (Answer& answer : inbox.answers) {
        answer.is_new = answer.event.at > shown_until;
        if (answer.event.at > until) ++inbox.unread;
    }
    return inbox;
}

void Portal::open_inbox() {
    State& state = *state_;
    state.inbox_opened_until = state.read_until();
    const Inbox& now_read = inbox();
    if (now_read.answers.empty()) return;
    // The server's moments: a phone whose clock is wrong marks no other ones as read.
    const TimeMs newest = now_read.answers.front().event.at;
    state.ports.preferences.set(read_until_key,
                                std::to_string(std::max(newest, *state.inbox_opened_until)));
    state.changed();
}

}  // namespace yg::app
