// Where the person is signed in, part of 我的: asked for when it is wanted, ended one by one.
#include <string>

#include "generated/icons.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/list_row.hpp"
#include "ui/kit/overlay.hpp"
#include "ui/kit/text.hpp"
#include "ui/screens/screen.hpp"

namespace yg::ui {

namespace {

using State = app::Sessions::State;

/// "11 月 24 日 周二 登录 · 最近使用 11 月 24 日"
std::string session_detail(const app::SessionItem& item) {
    std::string detail;
    if (item.created_at > 0) {
        detail =
            format(tr("sessions.since"), {{"date", day_title(to_local(item.created_at).date)}});
    }
    if (item.last_seen) {
        if (!detail.empty()) detail += " · ";
        detail += format(tr("sessions.last_seen"), {{"date", short_date(*item.last_seen)}});
    }
    return detail;
}

void draw_session(Screen& screen, const app::SessionItem& item, bool busy) {
    Kit& kit = screen.kit;
    const IdScope scope(kit, item.id);
    const std::string detail = session_detail(item);
    list_row(kit, {.title = item.current ? tr("sessions.here") : tr("sessions.elsewhere"),
                   .detail = detail,
                   .icon = icon::device_mobile,
                   .pressable = false});
    if (item.current) return;
    if (button(kit, tr("sessions.end"),
               {.kind = ButtonKind::ghost, .small = true, .busy = busy, .description = detail})) {
        screen.open.sheet = "end session " + item.id;
    }
}

}  // namespace

void draw_sessions(Screen& screen) {
    Kit& kit = screen.kit;
    const app::Sessions& sessions = screen.portal.sessions();
    const bool loading = sessions.state == State::loading;
    section(kit, tr("sessions.title"));
    const Card card(kit, {.gap = 4});
    bool first = true;
    for (const app::SessionItem& item : sessions.items) {
        if (!first) divider(kit);
        first = false;
        draw_session(screen, item, loading);
    }
    if (sessions.state == State::failed) error_text(kit, tr("sessions.failed"));
    if (sessions.state == State::loaded) return;
    if (button(kit, tr("sessions.show"),
               {.kind = ButtonKind::secondary, .small = true, .busy = loading})) {
        screen.portal.load_sessions();
    }
}

void draw_end_session_sheet(Screen& screen) {
    for (const app::SessionItem& item : screen.portal.sessions().items) {
        if (screen.open.sheet != "end session " + item.id) continue;
        Kit& kit = screen.kit;
        const std::string id = item.id;
        const Sheet sheet(kit, tr("sessions.end_title"));
        text(kit, session_detail(item));
        const bool end = button(kit, tr("sessions.end"), {.icon = icon::logout});
        const bool keep = button(kit, tr("sessions.keep"), {.kind = ButtonKind::secondary});
        if (end || keep || sheet.dismissed()) screen.open.sheet.clear();
        if (end) screen.portal.revoke_session(id);
        return;
    }
}

}  // namespace yg::ui
