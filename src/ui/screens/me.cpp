// 我的: who I am here, what is mine, how this phone stands with the server, and how things look.
#include <array>
#include <optional>
#include <vector>

#include "generated/icons.hpp"
#include "ui/kit/bars.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/choice.hpp"
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

void draw_person(Screen& screen, const app::Me& me) {
    Kit& kit = screen.kit;
    const Card card(kit, {.gap = 4});
    const float size = kit.theme().round_icon() + 8;
    std::string detail(words_of(me.person->role));
    if (me.grid_number > 0) {
        detail +=
            " · " + format(tr("me.grid"), {{"community", me.community}, {"n", me.grid_number}});
    }
    const Vec2 at = kit.cursor();
    const float full = kit.width();
    kit.push_column({at.x + size + 14, at.y, full - size - 14, 0}, 0);
    text(kit, me.person->name, {.style = TextStyle::heading});
    small_text(kit, detail);
    small_text(kit, domain::masked_phone(me.person->phone));
    const TagText demo = {tr("me.demo"), Tone::go};
    const bool tag_below = kit.theme().is_large_print();
    if (me.demo && tag_below) {
        const Rect below = kit.place(tag_height(kit) + 4);
        draw_tag(kit, demo, {below.x, below.y + 4}, true);
    }
    const Rect row = kit.place(std::max(size, kit.pop_column()));
    draw_avatar(kit, me.person->name, {row.x + size / 2, row.center().y}, size);
    if (me.demo && !tag_below) {
        draw_tag(kit, demo, {row.right() - tag_width(kit, demo), row.y}, true);
    }
}

void draw_refused(Screen& screen, const app::Me& me) {
    if (me.refused.empty()) return;
    Kit& kit = screen.kit;
    section(kit, tr("me.refused"));
    for (const app::RefusedItem& item : me.refused) {
        const IdScope scope(kit, item.id);
        const Card card(kit, {.accent = true, .gap = 8});
        const std::string detail =
            std::string(refusal_words(item.refusal)) + " · " + moment_text(item.at);
        const std::string href = "#" + item.route;
        const bool pressed = list_row(kit, {.title = item.title,
                                            .detail = detail,
                                            .icon = icon::alert_triangle,
                                            .icon_tone = Tone::bad,
                                            .chevron = !item.route.empty(),
                                            .pressable = !item.route.empty(),
                                            .href = href});
        if (pressed) screen.navigation.go(item.route);
        if (button(kit, tr("me.dismiss"), {.kind = ButtonKind::secondary, .small = true})) {
            app::Portal& portal = screen.portal;
            portal.dismiss_refused(item.id);
            kit.toast({.words = std::string(tr("me.dismissed")),
                       .action = std::string(tr("action.undo")),
                       .act = [&portal] { portal.restore_refused(); }});
        }
    }
}

void draw_bookings(Screen& screen, const app::Me& me) {
    Kit& kit = screen.kit;
    section(kit, tr("me.bookings"));
    const Card card(kit, {.gap = 4});
    if (me.bookings.empty()) small_text(kit, tr("me.no_bookings"));
    bool first = true;
    for (const app::BookingRow& row : me.bookings) {
        if (!first) divider(kit);
        first = false;
        const domain::Booking& booking = row.booking;
        const IdScope scope(kit, booking.id.text());
        const LocalDate date = to_local(booking.when.start).date;
        std::string detail = time_range(booking.when);
        if (!booking.purpose.empty()) detail += " · " + booking.purpose;
        const bool sent = row.delivery == app::Delivery::delivered;
        const TagText tag = {sent ? words_of(booking.state) : words_of(row.delivery),
                             sent ? Tone::ok : Tone::neutral,
                             sent ? icon::check : icon::device_mobile};
        const std::string route = "/rooms/" + booking.room.text();
        const std::string href = "#" + route;
        if (list_row(kit, {.title = row.room,
                           .detail = detail,
                           .lead = day_number(booking.when.start),
                           .lead_below = weekday_name(weekday_of(date)),
                           .tag = tag,
                           .href = href})) {
            screen.navigation.go(route);
        }
        const std::string_view wrong = first_error(row.cancel.refusals);
        if (!wrong.empty()) error_text(kit, wrong);
        if (row.can_cancel &&
            button(kit, tr("booking.cancel"),
                   {.kind = ButtonKind::ghost, .small = true, .busy = row.cancel.busy()})) {
            screen.open.sheet = "cancel " + booking.id.text();
        }
    }
}

void draw_sign_ups(Screen& screen, const app::Me& me) {
    Kit& kit = screen.kit;
    section(kit, tr("me.sign_ups"));
    const Card card(kit, {.gap = 4});
    if (me.sign_ups.empty()) small_text(kit, tr("me.no_sign_ups"));
    bool first = true;
    for (const app::ActivityRow& row : me.sign_ups) {
        if (!first) divider(kit);
        first = false;
        const domain::Activity& activity = row.activity;
        const std::string detail = clock_time(activity.when.start) + " " + activity.place;
        const std::string route = "/activities/" + activity.id.text();
        const std::string href = "#" + route;
        const std::string lead = day_number(activity.when.start);
        const bool pressed = list_row(
            kit, {.title = activity.title,
                  .detail = detail,
                  .lead = lead,
                  .lead_below = weekday_name(weekday_of(to_local(activity.when.start).date)),
                  .chevron = true,
                  .href = href,
                  .id = activity.id.text()});
        if (pressed) screen.navigation.go(route);
    }
}

void draw_settings(Screen& screen) {
    Kit& kit = screen.kit;
    Settings& settings = screen.settings;
    section(kit, tr("me.settings"));
    const Card card(kit);
    if (switch_row(kit, tr("me.elder"), settings.elder(), tr("me.elder_hint"))) {
        settings.set_elder(!settings.elder());
    }
    const auto choose = [&kit](TextKey label, const std::vector<std::string>& choices, int chosen) {
        small_text(kit, tr(label));
        kit.space(-6);
        return segmented(kit, tr(label), choices, chosen);
    };
    const auto words = [](TextKey key) { return std::string(tr(key)); };
    const int size =
        choose("me.text_size", {words("me.text.1"), words("me.text.2"), words("me.text.3")},
               settings.text_size());
    if (size != nothing_chosen) settings.set_text_size(size);
    const int theme = choose(
        "me.theme", {words("me.theme.auto"), words("me.theme.light"), words("me.theme.dark")},
        static_cast<int>(settings.theme_choice()));
    if (theme != nothing_chosen) settings.set_theme_choice(static_cast<ThemeChoice>(theme));
    // Each language is called by its own name, whatever language is shown.
    const int language = choose("me.language", {words("me.language.zh"), words("me.language.en")},
                                settings.language() == Language::chinese ? 0 : 1);
    if (language != nothing_chosen) {
        settings.set_language(language == 0 ? Language::chinese : Language::english);
    }
}

void draw_sync(Screen& screen, const app::SyncState& sync) {
    Kit& kit = screen.kit;
    section(kit, tr("me.sync"));
    const Card card(kit, {.gap = 8});
    if (sync.storage_failed) {
        text(kit, tr("me.sync.storage_failed"),
             {.color = kit.colors().red, .role = NodeRole::alert});
    }
    if (sync.reload_needed) {
        fact_row(kit, icon::refresh, tr("me.sync.reload"));
    } else if (sync.running) {
        fact_row(kit, icon::refresh, tr("me.sync.running"));
    } else if (!sync.online) {
        fact_row(kit, icon::cloud_off, tr("me.sync.offline"));
    } else if (sync.full) {
        fact_row(kit, icon::info_circle, tr("me.sync.full"));
    } else if (sync.last_sync_at == 0) {
        fact_row(kit, icon::cloud_off, tr("me.sync.never"));
    } else {
        fact_row(kit, icon::cloud_check,
                 format(tr("me.sync.ok"), {{"time", moment_text(sync.last_sync_at)}}));
    }
    if (sync.waiting > 0) {
        fact_row(kit, icon::cloud_up, format(tr("me.sync.waiting"), {{"n", sync.waiting}}));
    }
    draw_consent_wait(screen);
    if (sync.image_rebuilt) fact_row(kit, icon::info_circle, tr("me.sync.rebuilt"));
    if (sync.reload_needed) {
        if (button(kit, tr("reload.now"), {.icon = icon::refresh, .small = true})) {
            kit.page().reload();
        }
        return;
    }
    if (button(kit, tr("me.sync_now"),
               {.kind = ButtonKind::secondary, .icon = icon::refresh, .small = true})) {
        screen.portal.sync_now();
    }
}

void draw_cancel_sheet(Screen& screen, const app::Me& me) {
    for (const app::BookingRow& row : me.bookings) {
        if (screen.open.sheet != "cancel " + row.booking.id.text()) continue;
        Kit& kit = screen.kit;
        const BookingId id = row.booking.id;
        const Sheet sheet(kit, tr("booking.cancel_title"));
        text(kit, row.room + " · " + day_title(to_local(row.booking.when.start).date) + " " +
                      time_range(row.booking.when));
        const bool cancel = button(kit, tr("booking.cancel"), {.icon = icon::x});
        const bool keep = button(kit, tr("booking.keep"), {.kind = ButtonKind::secondary});
        if (cancel || keep || sheet.dismissed()) screen.open.sheet.clear();
        if (cancel) screen.portal.cancel_booking(id);
        return;
    }
}

void draw_sign_out_sheet(Screen& screen) {
    Kit& kit = screen.kit;
    const Sheet sheet(kit, tr("me.sign_out_title"));
    text(kit, tr("me.sign_out_hint"));
    const bool leave = button(kit, tr("me.sign_out"), {.icon = icon::logout});
    const bool stay = button(kit, tr("me.stay"), {.kind = ButtonKind::secondary});
    if (leave || stay || sheet.dismissed()) screen.open.sheet.clear();
    if (leave) screen.portal.sign_out();
}

/// Says how many there are, by the tag at its end, or else what is to be found there.
void draw_link(Screen& screen, std::string_view route, TextKey title, std::string_view hint,
               char32_t icon, const TagText& tag = {}) {
    Kit& kit = screen.kit;
    const std::string href = "#" + std::string(route);
    const bool counted = !tag.words.empty();
    const std::string_view description = counted ? tag.words : hint;
    const Card card(kit,
                    {.button = tr(title), .description = description, .href = href, .padding = 12});
    list_row(kit, {.title = tr(title),
                   .detail = counted ? std::string_view() : hint,
                   .icon = icon,
                   .tag = tag,
                   .chevron = true,
                   .pressable = false});
    if (card.pressed()) screen.navigation.go(route);
}

void draw_inbox_link(Screen& screen) {
    const int unread = screen.portal.inbox().unread;
    const std::string count =
        unread > 0 ? format(tr("inbox.count"), {{"n", unread}}) : std::string();
    draw_link(screen, "/inbox", "inbox.title", tr("inbox.hint"), icon::message_reply,
              {count, Tone::bad});
}

void draw_my_concerns(Screen& screen, const app::Me& me) {
    const std::string count = format(tr("me.concerns_count"), {{"n", me.concerns}});
    draw_link(screen, "/concerns", "me.concerns", {}, icon::list, {count});
}

void draw_sign_out(Screen& screen, const app::Me& me) {
    Kit& kit = screen.kit;
    if (!me.sign_out.refusals.empty()) {
        banner(kit, first_error(me.sign_out.refusals), Tone::bad, icon::alert_triangle);
    }
    if (button(kit, tr("me.sign_out"),
               {.kind = ButtonKind::ghost, .icon = icon::logout, .busy = me.sign_out.busy()})) {
        screen.open.sheet = "sign out";
    }
}

}  // namespace

void draw_me(Screen& screen) {
    Kit& kit = screen.kit;
    const app::Me& me = screen.portal.me();
    top_bar(kit, {.title = tr("me.title"), .two_columns = true});
    {
        const Body body(kit, "me", true);
        if (body.pulled()) screen.portal.sync_now();
        std::optional<Columns> columns;
        if (kit.wide()) columns.emplace(kit, std::vector<float>{1, 1}, 24.0F, kit.theme().gap());
        if (columns) columns->next();
        if (me.person) {
            draw_person(screen, me);
            draw_refused(screen, me);
            draw_inbox_link(screen);
            draw_bookings(screen, me);
            draw_sign_ups(screen, me);
            draw_my_concerns(screen, me);
            draw_link(screen, "/me/data", "my_data.title", tr("my_data.hint"), icon::shield);
        } else {
            draw_sign_in(screen, me);
        }
        if (columns) columns->next();
        draw_settings(screen);
        draw_sync(screen, me.sync);
        if (me.person) {
            draw_sessions(screen);
            draw_sign_out(screen, me);
        }
    }
    if (screen.open.sheet == "sign out") draw_sign_out_sheet(screen);
    draw_cancel_sheet(screen, me);
    draw_end_session_sheet(screen);
}

}  // namespace yg::ui
