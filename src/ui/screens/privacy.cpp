// 个人信息说明: what people agree to when they sign in, to read at any time.
#include "domain/person/consent.hpp"
#include "ui/kit/bars.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/scroll.hpp"
#include "ui/kit/text.hpp"
#include "ui/screens/screen.hpp"

namespace yg::ui {

void draw_privacy(Screen& screen) {
    Kit& kit = screen.kit;
    const domain::ConsentText& all = domain::personal_data_text();
    const domain::ConsentWords& words = language() == Language::english ? all.english : all.chinese;
    if (top_bar(kit, {.title = words.title, .back = true}) == TopBarUse::back) {
        screen.navigation.back("/me");
    }
    const Body body(kit, "privacy");
    draw_consent_changes(screen);
    small_text(kit, format(tr("consent.version"), {{"n", all.version}}));
    for (const domain::ConsentSection& section : words.sections) {
        const Card card(kit, {.gap = 4});
        heading(kit, section.title, 2, TextStyle::body_strong);
        text(kit, section.words);
    }
    draw_consent_answer(screen);
}

}  // namespace yg::ui
