#include "generated/icons.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/overlay.hpp"
#include "ui/kit/text.hpp"
#include "ui/screens/screen.hpp"

namespace yg::ui {

namespace {

void draw_offer(Screen& screen) {
    Kit& kit = screen.kit;
    const Sheet sheet(kit, tr("reload.title"));
    text(kit, tr("reload.hint"));
    const bool reload = button(kit, tr("reload.now"), {.icon = icon::refresh});
    const bool later = button(kit, tr("reload.later"), {.kind = ButtonKind::secondary});
    if (reload || later || sheet.dismissed()) {
        screen.open.sheet.clear();
        screen.open.reload_put_off = true;
    }
    if (reload) kit.page().reload();
}

}  // namespace

void draw_reload(Screen& screen) {
    if (screen.open.sheet == reload_sheet) return draw_offer(screen);
    const bool needed = screen.portal.sync_state().reload_needed && !screen.open.reload_put_off;
    // Nobody is interrupted: not in a field, nor at a question that waits for an answer.
    if (!needed || screen.kit.is_typing() || !screen.open.sheet.empty()) return;
    if (screen.portal.claim_reload()) {
        screen.open.reload_put_off = true;
        screen.kit.page().reload();
        return;
    }
    screen.open.sheet = reload_sheet;
    draw_offer(screen);
}

}  // namespace yg::ui
