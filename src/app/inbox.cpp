#include "app/inbox.hpp"

#include "app/reader.hpp"
#include "store/concern_store.hpp"

namespace yg::app {

Inbox load_inbox(const Reader& reader) {
    constexpr int answers_max = 50;
    Inbox inbox;
    if (!reader.me) return inbox;
    inbox.signed_in = true;
    for (auto& found : or_empty(
             store::list_answers_to(reader.database, reader.town, reader.me->id, answers_max))) {
        inbox.answers.push_back({.event = std::move(found.event),
                                 .title = std::move(found.words),
                                 .route = "/concerns/" + found.event.concern.text()});
    }
    return inbox;
}

}  // namespace yg::app
