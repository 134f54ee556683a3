// Agreeing to 《个人信息说明》 anew, when it changed while somebody is signed in.
#include "domain/person/consent.hpp"
#include "generated/icons.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/list_row.hpp"
#include "ui/kit/message.hpp"
#include "ui/kit/overlay.hpp"
#include "ui/kit/text.hpp"
#include "ui/screens/screen.hpp"
#include "ui/screens/words.hpp"

namespace yg::ui {

namespace {

constexpr std::string_view sheet_name = "consent";
constexpr std::string_view page_route = "/me/privacy";

/// What changed, as far as the text says so.
void draw_changes(Kit& kit) {
    const domain::ConsentText& all = domain::personal_data_text();
    for (const std::string_view change :
         (language() == Language::english ? all.english : all.chinese).changes) {
        fact_row(kit, icon::info_circle, change);
    }
}

void draw_wrong(Kit& kit, const app::ConsentAsk& ask) {
    const std::string_view wrong = first_error(ask.action.refusals);
    if (!wrong.empty()) error_text(kit, wrong);
}

/// What can be done about it; true when the person put it off.
bool draw_choice(Screen& screen, const app::ConsentAsk& ask, bool offer_text) {
    Kit& kit = screen.kit;
    draw_wrong(kit, ask);
    if (ask.page_is_old) {
        if (button(kit, tr("reload.now"), {.icon = icon::refresh})) kit.page().reload();
    } else {
        if (button(kit, tr("consent.agree_now"),
                   {.icon = icon::check, .busy = ask.action.busy()})) {
            screen.portal.agree();
        }
        if (offer_text &&
            button(kit, tr("consent.read"),
                   {.kind = ButtonKind::secondary, .icon = icon::shield, .href = "#/me/privacy"})) {
            screen.navigation.go(page_route);
        }
    }
    return button(kit, tr("consent.later"), {.kind = ButtonKind::ghost});
}

void draw_sheet(Screen& screen, const app::ConsentAsk& ask) {
    Kit& kit = screen.kit;
    const Sheet sheet(kit, tr("consent.changed"));
    text(kit, ask.page_is_old ? tr("consent.page_is_old") : tr("consent.changed_hint"));
    if (!ask.page_is_old) draw_changes(kit);
    small_text(kit, tr("consent.later_hint"));
    if (draw_choice(screen, ask, true) || sheet.dismissed()) {
        screen.open.sheet.clear();
        screen.portal.put_off_consent();
    }
}

}  // namespace

void draw_consent_question(Screen& screen) {
    const app::ConsentAsk ask = screen.portal.consent_ask();
    const bool open = screen.open.sheet == sheet_name;
    if (!ask.wanted || ask.put_off) {
        if (open) screen.open.sheet.clear();
        return;
    }
    // Nobody is interrupted: not in a field, nor at another question, nor while reading the text.
    if (!open && (screen.kit.is_typing() || !screen.open.sheet.empty() ||
                  screen.navigation.route() == page_route)) {
        return;
    }
    screen.open.sheet = sheet_name;
    draw_sheet(screen, ask);
}

void draw_consent_changes(Screen& screen) {
    const app::ConsentAsk ask = screen.portal.consent_ask();
    if (!ask.wanted) return;
    Kit& kit = screen.kit;
    banner(kit, ask.page_is_old ? tr("consent.page_is_old") : tr("consent.changed_hint"), Tone::go,
           icon::info_circle);
    if (!ask.page_is_old) draw_changes(kit);
}

void draw_consent_answer(Screen& screen) {
    const app::ConsentAsk ask = screen.portal.consent_ask();
    if (!ask.wanted) return;
    small_text(screen.kit, tr("consent.later_hint"));
    if (!draw_choice(screen, ask, false)) return;
    screen.portal.put_off_consent();
    screen.navigation.back("/me");
}

void draw_consent_wait(Screen& screen) {
    const app::ConsentAsk ask = screen.portal.consent_ask();
    if (!ask.wanted) return;
    Kit& kit = screen.kit;
    fact_row(kit, icon::shield,
             ask.waiting > 0 ? format(tr("consent.waiting"), {{"n", ask.waiting}})
                             : std::string(tr("consent.changed")));
    if (button(kit, tr("consent.read"),
               {.kind = ButtonKind::secondary,
                .icon = icon::shield,
                .small = true,
                .href = "#/me/privacy"})) {
        screen.navigation.go(page_route);
    }
}

}  // namespace yg::ui
