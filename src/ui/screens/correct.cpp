// 更正: what the town calls the person, and where it rings.
#include "domain/person/person_name.hpp"
#include "generated/icons.hpp"
#include "ui/kit/bars.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/field.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/list_row.hpp"
#include "ui/kit/message.hpp"
#include "ui/kit/scroll.hpp"
#include "ui/kit/text.hpp"
#include "ui/screens/screen.hpp"
#include "ui/screens/words.hpp"

namespace yg::ui {

namespace {

using domain::Field;
using platform::FieldKind;

void draw_form(Screen& screen, app::Correction& form) {
    Kit& kit = screen.kit;
    const Card card(kit);
    const bool named = field(kit,
                             {.label = tr("correct.name"),
                              .hint = tr("correct.name_hint"),
                              .error = field_error(form.action.refusals, Field::name),
                              .counted_max = static_cast<int>(domain::person_name_max),
                              .required = true},
                             form.name);
    const bool called = field(kit,
                              {.label = tr("correct.contact"),
                               .kind = FieldKind::telephone,
                               .hint = tr("correct.contact_hint"),
                               .error = field_error(form.action.refusals, Field::contact)},
                              form.contact);
    if (named || called) screen.portal.correction_typed();
    if (button(kit, tr("correct.save"), {.icon = icon::check, .busy = form.action.busy()})) {
        screen.portal.save_correction();
    }
}

/// What isn't about one field.
void draw_trouble(Kit& kit, const app::Action& action) {
    const std::string_view wrong = field_error(action.refusals, Field::form);
    if (!wrong.empty()) banner(kit, wrong, Tone::bad, icon::alert_triangle);
    if (action.state == app::Action::State::not_saved) {
        banner(kit, tr("notice.not_saved"), Tone::bad, icon::alert_triangle);
    }
}

}  // namespace

void draw_correct(Screen& screen) {
    Kit& kit = screen.kit;
    app::Portal& portal = screen.portal;
    if (!screen.open.correcting) portal.begin_correction();
    screen.open.correcting = true;
    if (top_bar(kit, {.title = tr("correct.title"), .back = true}) == TopBarUse::back) {
        screen.navigation.back("/me/data");
    }
    const Body body(kit, "correct");
    if (!portal.me().person) return draw_nobody(screen, tr("me.signed_out"));
    app::Correction& form = portal.correction();
    draw_trouble(kit, form.action);
    draw_form(screen, form);
    fact_row(kit, icon::info_circle, tr("correct.phone_hint"));
    const auto state = form.action.state;
    if (state != app::Action::State::on_phone && state != app::Action::State::done) return;
    // Kept: it reaches the town by itself.
    portal.begin_correction();
    kit.toast({.words = std::string(tr("correct.saved")), .tone = Toast::Tone::good});
    screen.navigation.back("/me/data");
}

}  // namespace yg::ui
