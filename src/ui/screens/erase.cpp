// 注销账户: what is lost by it, in plain words, and the question asked twice.
#include <array>

#include "domain/person/person.hpp"
#include "generated/icons.hpp"
#include "ui/kit/bars.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/list_row.hpp"
#include "ui/kit/message.hpp"
#include "ui/kit/overlay.hpp"
#include "ui/kit/scroll.hpp"
#include "ui/kit/text.hpp"
#include "ui/screens/screen.hpp"
#include "ui/screens/words.hpp"

namespace yg::ui {

namespace {

constexpr std::string_view question = "erase account";

void draw_losses(Kit& kit) {
    struct Loss {
        char32_t icon;
        TextKey words;
    };
    constexpr std::array losses = {
        Loss{icon::user, "erase.identity"},       Loss{icon::calendar, "erase.plans"},
        Loss{icon::messages, "erase.concerns"},   Loss{icon::lock, "erase.reports"},
        Loss{icon::device_mobile, "erase.phone"}, Loss{icon::alert_triangle, "erase.for_ever"},
    };
    const Card card(kit, {.gap = 12});
    heading(kit, tr("erase.losses"), 2, TextStyle::body_strong);
    for (const Loss& loss : losses) fact_row(kit, loss.icon, tr(loss.words), true);
}

void draw_trouble(Screen& screen, const app::Action& action) {
    Kit& kit = screen.kit;
    const int waiting = screen.portal.sync_state().waiting;
    if (waiting > 0) {
        banner(kit, format(tr("erase.unsent"), {{"n", waiting}}), Tone::bad, icon::cloud_up);
    } else if (const std::string_view wrong = first_error(action.refusals);
               !wrong.empty() && action.refusals[0].refusal != domain::Refusal::unsent_work) {
        banner(kit, wrong, Tone::bad, icon::alert_triangle);
    }
    if (action.state == app::Action::State::not_saved) {
        banner(kit, tr("erase.failed"), Tone::bad, icon::cloud_off);
    }
}

void draw_question(Screen& screen) {
    Kit& kit = screen.kit;
    const Sheet sheet(kit, tr("erase.question"));
    text(kit, tr("erase.question_hint"));
    const bool keep = button(kit, tr("erase.keep"), {.kind = ButtonKind::secondary});
    const bool erase = button(kit, tr("erase.confirm"), {.icon = icon::trash});
    if (keep || erase || sheet.dismissed()) screen.open.sheet.clear();
    if (erase) screen.portal.erase_account();
}

void draw_buttons(Screen& screen, const app::Action& action) {
    Kit& kit = screen.kit;
    if (button(kit, tr("erase.download_first"),
               {.kind = ButtonKind::secondary, .icon = icon::download, .href = "#/me/data"})) {
        screen.navigation.go("/me/data");
    }
    const bool unsent = screen.portal.sync_state().waiting > 0;
    if (button(kit, tr("erase.title"),
               {.icon = icon::trash, .busy = action.busy(), .disabled = unsent})) {
        screen.open.sheet = question;
    }
}

}  // namespace

void draw_erase(Screen& screen) {
    Kit& kit = screen.kit;
    if (top_bar(kit, {.title = tr("erase.title"), .back = true}) == TopBarUse::back) {
        screen.navigation.back("/me/data");
    }
    const app::Me& me = screen.portal.me();
    {
        const Body body(kit, "erase");
        if (!me.person) return draw_nobody(screen, tr("me.signed_out"));
        const app::Action action = screen.portal.erase_action();
        if (domain::is_staff(me.person->role)) {
            return banner(kit, refusal_words(domain::Refusal::account_has_duties), Tone::go,
                          icon::info_circle);
        }
        draw_losses(kit);
        draw_trouble(screen, action);
        draw_buttons(screen, action);
    }
    if (screen.open.sheet == question) draw_question(screen);
}

}  // namespace yg::ui
