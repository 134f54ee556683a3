// 回音: what became of what the person raised, newest first.
#include <string>

#include "base/text.hpp"
#include "generated/icons.hpp"
#include "ui/kit/bars.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/list_row.hpp"
#include "ui/kit/message.hpp"
#include "ui/kit/scroll.hpp"
#include "ui/screens/screen.hpp"
#include "ui/screens/words.hpp"

namespace yg::ui {

namespace {

/// Enough to know which of one's concerns it is about.
constexpr std::size_t title_shown = 40;

/// "11 月 24 日 09:00 · 转到社区，联系物业清理"
std::string detail_of(const app::Answer& answer) {
    std::string detail = moment_text(answer.event.at);
    if (!answer.event.remark.empty()) detail += " · " + answer.event.remark;
    return detail + "\n" + shortened(answer.title, title_shown);
}

void draw_answer(Screen& screen, const app::Answer& answer) {
    Kit& kit = screen.kit;
    std::string title(words_of(answer.event.state));
    if (!answer.event.actor.empty()) title += " · " + answer.event.actor;
    const std::string detail = detail_of(answer);
    const std::string href = "#" + answer.route;
    const bool pressed =
        list_row(kit, {.title = title,
                       .detail = detail,
                       .icon = icon::message_reply,
                       .icon_tone = answer.is_new ? Tone::go : Tone::neutral,
                       .tag = answer.is_new ? TagText{tr("inbox.new"), Tone::bad} : TagText{},
                       .href = href,
                       .id = answer.event.id});
    if (pressed) screen.navigation.go(answer.route);
}

}  // namespace

void draw_inbox(Screen& screen) {
    Kit& kit = screen.kit;
    if (!screen.open.opened_inbox) {
        screen.open.opened_inbox = true;
        screen.portal.open_inbox();
    }
    const app::Inbox& inbox = screen.portal.inbox();
    if (!inbox.signed_in) return draw_nobody(screen, tr("inbox.title"));
    if (top_bar(kit, {.title = tr("inbox.title"), .back = true}) == TopBarUse::back) {
        screen.navigation.back("/me");
    }
    const Body body(kit, "inbox");
    if (body.pulled()) screen.portal.sync_now();
    if (inbox.answers.empty()) {
        const EmptyState state = {.icon = icon::message_reply,
                                  .title = tr("inbox.none"),
                                  .detail = tr("inbox.none_hint"),
                                  .action = tr("home.raise"),
                                  .href = "#/raise"};
        if (empty_state(kit, state)) screen.navigation.go("/raise");
        return;
    }
    const Card card(kit, {.gap = 4});
    bool first = true;
    for (const app::Answer& answer : inbox.answers) {
        if (!first) divider(kit);
        first = false;
        draw_answer(screen, answer);
    }
}

}  // namespace yg::ui
