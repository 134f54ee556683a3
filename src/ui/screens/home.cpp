// 首页: what needs the person, the one big action, where to go now, what happens this week.
#include <algorithm>
#include <optional>
#include <vector>

#include "generated/icons.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/list_row.hpp"
#include "ui/kit/scroll.hpp"
#include "ui/kit/text.hpp"
#include "ui/screens/screen.hpp"
#include "ui/screens/words.hpp"

namespace yg::ui {

namespace {

std::string_view greeting(const app::Home& home) {
    const int hour = home.now.minute_of_day / 60;
    if (hour < 11) return tr("home.greet_morning");
    if (hour < 13) return tr("home.greet_noon");
    if (hour < 18) return tr("home.greet_afternoon");
    return tr("home.greet_evening");
}

std::string place_line(const app::Home& home) {
    if (home.grid_number == 0) return home.town_name;
    return format(
        tr("home.place"),
        {{"town", home.town_name}, {"community", home.community_name}, {"grid", home.grid_number}});
}

/// Words at the left, the switch to and from large print at the right.
void draw_header(Screen& screen, std::string_view small, std::string_view big,
                 TextStyle big_style) {
    Kit& kit = screen.kit;
    const bool elder = kit.theme().elder;
    const std::string_view label = elder ? tr("home.standard") : tr("home.elder");
    const char32_t icon = elder ? 0 : icon::eyeglass;
    const float pill = pill_width(kit, label, icon != 0);
    const float pill_height = elder ? kit.theme().target() : 36;
    const Vec2 at = kit.cursor();
    const float full = kit.width();
    kit.push_column({at.x, at.y, full - pill - 12, 0}, 0);
    if (!small.empty()) {
        text(kit, small, {.style = TextStyle::small, .color = kit.colors().ink_soft});
    }
    heading(kit, big, 1, big_style);
    const float height = std::max(kit.pop_column(), kit.theme().target());
    kit.place(height);
    const Rect rect = {at.x + full - pill, at.y + (height - pill_height) / 2, pill, pill_height};
    if (pill_button(kit, label, icon, rect)) screen.settings.set_elder(!elder);
}

struct NeedLook {
    std::string title;
    std::string detail;
    char32_t icon = 0;
    Tone tone = Tone::go;
};

NeedLook look_of(const app::Need& need) {
    using Kind = app::Need::Kind;
    switch (need.kind) {
        case Kind::concern_answered:
            return {std::string(tr("home.need.answered")),
                    need.detail.empty() ? need.title : need.detail, icon::message_reply};
        case Kind::booking_today:
            return {format(tr("home.need.booking"),
                           {{"time", clock_time(need.when.start)}, {"room", need.title}}),
                    std::string(tr("home.need.booking_hint")), icon::door};
        case Kind::activity_today:
            return {format(tr("home.need.activity"),
                           {{"time", clock_time(need.when.start)}, {"title", need.title}}),
                    need.detail, icon::calendar_event};
        case Kind::refused:
            return {std::string(tr("home.need.refused")),
                    need.title + " · " + std::string(refusal_words(need.refusal)),
                    icon::alert_triangle, Tone::bad};
    }
    return {};
}

void draw_needs(Screen& screen, const app::Home& home) {
    int number = 0;
    for (const app::Need& need : home.needs) {
        const IdScope scope(screen.kit, "need " + std::to_string(number++));
        const NeedLook look = look_of(need);
        const std::string href = "#" + need.route;
        const Card card(
            screen.kit,
            {.button = look.title, .description = look.detail, .href = href, .accent = true});
        list_row(screen.kit, {.title = look.title,
                              .detail = look.detail,
                              .icon = look.icon,
                              .icon_tone = look.tone,
                              .chevron = true,
                              .pressable = false});
        if (card.pressed()) screen.navigation.go(need.route);
    }
}

/// One under the other: words that large don't fit three in a row.
void draw_rooms_in_rows(Screen& screen, const app::Home& home) {
    Kit& kit = screen.kit;
    const Card card(kit, {.gap = 4});
    bool first = true;
    for (const app::RoomNow& room : home.rooms) {
        if (!first) divider(kit);
        first = false;
        const std::string route = "/rooms/" + room.room.id.text();
        const std::string href = "#" + route;
        const std::string state = room_now_words(room, home.now.date);
        if (list_row(kit, {.title = room.room.name,
                           .detail = state,
                           .icon = room_icon(room.room),
                           .icon_tone = room.free_now ? Tone::ok : Tone::go,
                           .chevron = true,
                           .href = href})) {
            screen.navigation.go(route);
        }
    }
}

void draw_rooms_beside(Screen& screen, const app::Home& home) {
    Kit& kit = screen.kit;
    constexpr float gap = 10;
    constexpr float padding = 12;
    // Name and time may take some lines each; the cards stay equally high.
    constexpr int lines_max = 3;
    const float words_width = (kit.width() - 2 * gap) / 3 - 2 * padding;
    std::size_t name_lines = 1;
    std::size_t state_lines = 1;
    const auto lines_of = [&](std::string_view words, TextStyle style) {
        return kit.canvas().lines(words, style, words_width, lines_max).size();
    };
    for (const app::RoomNow& room : home.rooms) {
        const std::string state = room_now_words(room, home.now.date);
        name_lines = std::max(name_lines, lines_of(room.room.name, TextStyle::body_strong));
        state_lines = std::max(state_lines, lines_of(state, TextStyle::small));
    }
    const float name_height =
        kit.canvas().line_height(TextStyle::body_strong) * static_cast<float>(name_lines);
    Columns columns(kit, {1, 1, 1}, gap);
    for (const app::RoomNow& room : home.rooms) {
        columns.next();
        const std::string route = "/rooms/" + room.room.id.text();
        const std::string href = "#" + route;
        const std::string state = room_now_words(room, home.now.date);
        const std::string name = room.room.name + ", " + state;
        const Card card(kit, {.button = name, .href = href, .padding = padding, .gap = 0});
        const float size = kit.theme().round_icon();
        const Rect top = kit.place(size);
        draw_round_icon(kit, room_icon(room.room), room.free_now ? Tone::ok : Tone::go,
                        {top.x + size / 2, top.center().y}, size);
        kit.space(8);
        const float name_end = kit.cursor().y + name_height;
        text(kit, room.room.name, {.style = TextStyle::body_strong, .lines_max = lines_max});
        kit.space(name_end - kit.cursor().y);
        const float state_end =
            name_end + kit.canvas().line_height(TextStyle::small) * static_cast<float>(state_lines);
        text(kit, state,
             {.style = TextStyle::small, .color = kit.colors().ink_soft, .lines_max = lines_max});
        kit.space(state_end - kit.cursor().y);
        if (card.pressed()) screen.navigation.go(route);
    }
}

void draw_rooms_now(Screen& screen, const app::Home& home) {
    if (home.rooms.empty()) return;
    Kit& kit = screen.kit;
    if (section(kit, tr("home.rooms_now"), tr("home.all"), "#/rooms")) {
        screen.navigation.go("/rooms");
    }
    if (kit.theme().is_large_print()) return draw_rooms_in_rows(screen, home);
    draw_rooms_beside(screen, home);
}

void draw_week(Screen& screen, const app::Home& home) {
    Kit& kit = screen.kit;
    if (section(kit, tr("home.activities_week"), tr("home.calendar"), "#/activities")) {
        screen.navigation.go("/activities");
    }
    const Card card(kit, {.gap = 4});
    if (home.activities.empty()) small_text(kit, tr("home.no_activities"));
    const TimeMs now = to_moment(home.now.date, home.now.minute_of_day);
    bool first = true;
    for (const domain::Activity& activity : home.activities) {
        if (!first) divider(kit);
        first = false;
        const std::string route = "/activities/" + activity.id.text();
        const std::string href = "#" + route;
        const std::string lead = day_number(activity.when.start);
        const std::string detail = clock_time(activity.when.start) + " " + activity.place;
        const OwnedTag tag = activity_tag(activity, false, now);
        const bool pressed = list_row(
            kit, {.title = activity.title,
                  .detail = detail,
                  .lead = lead,
                  .lead_below = weekday_name(weekday_of(to_local(activity.when.start).date)),
                  .tag = tag.text(),
                  .href = href,
                  .id = activity.id.text()});
        if (pressed) screen.navigation.go(route);
    }
}

void draw_actions(Screen& screen) {
    Kit& kit = screen.kit;
    if (button(kit, tr("home.raise"),
               {.icon = icon::message_plus, .large = true, .href = "#/raise"})) {
        screen.navigation.go("/raise");
    }
    Columns columns(kit, {1, 1}, 8);
    columns.next();
    if (button(kit, tr("home.look_up"),
               {.kind = ButtonKind::secondary,
                .icon = icon::search,
                .small = true,
                .href = "#/concerns"})) {
        screen.navigation.go("/concerns");
    }
    columns.next();
    if (button(kit, tr("home.my_plan"),
               {.kind = ButtonKind::secondary,
                .icon = icon::calendar_check,
                .small = true,
                .href = "#/me"})) {
        screen.navigation.go("/me");
    }
}

void draw_standard(Screen& screen, const app::Home& home) {
    Kit& kit = screen.kit;
    draw_header(screen, place_line(home), greeting(home), TextStyle::heading);
    std::optional<Columns> columns;
    if (kit.wide()) columns.emplace(kit, std::vector<float>{1, 1}, 24.0F, kit.theme().gap());
    if (columns) columns->next();
    draw_needs(screen, home);
    draw_actions(screen);
    draw_rooms_now(screen, home);
    if (columns) columns->next();
    draw_week(screen, home);
}

struct BigCard {
    std::string_view title;
    std::string detail;
    char32_t icon = 0;
    Tone tone = Tone::neutral;
    std::string_view route;
};

void draw_big_card(Screen& screen, const BigCard& big) {
    Kit& kit = screen.kit;
    const std::string href = "#" + std::string(big.route);
    const Card card(kit, {.button = big.title, .description = big.detail, .href = href});
    const float size = 72;
    const Vec2 at = kit.cursor();
    const float full = kit.width();
    const NodeId words_id = kit.id("words of " + big.detail);
    const float words = kit.measured(words_id, size);
    const float words_top = at.y + std::max(0.0F, size - words) / 2;
    kit.push_column({at.x + size + 18, words_top, full - size - 18, 0}, 0);
    text(kit, big.title, {.style = TextStyle::heading});
    text(kit, big.detail, {.style = TextStyle::small, .color = kit.colors().ink_soft});
    kit.measure(words_id, kit.pop_column());
    const Rect row = kit.place(std::max(size, words));
    draw_round_icon(kit, big.icon, big.tone, {row.x + size / 2, row.center().y}, size);
    if (card.pressed()) screen.navigation.go(big.route);
}

void draw_elder(Screen& screen, const app::Home& home) {
    Kit& kit = screen.kit;
    draw_header(screen, {}, tr("home.greet_elder"), TextStyle::title);
    draw_big_card(screen, {.title = tr("home.raise"),
                           .detail = std::string(tr("home.raise_hint")),
                           .icon = icon::message_plus,
                           .tone = Tone::bad,
                           .route = "/raise"});
    std::string rooms_hint(tr("home.rooms_hint"));
    if (!home.rooms.empty() && home.rooms.front().free_now) {
        rooms_hint = format(tr("home.rooms_hint_free"), {{"room", home.rooms.front().room.name}});
    }
    draw_big_card(screen, {.title = tr("nav.rooms"),
                           .detail = rooms_hint,
                           .icon = icon::door,
                           .tone = Tone::go,
                           .route = "/rooms"});
    const std::string activities_hint =
        home.activities_tomorrow > 0
            ? format(tr("home.activities_hint"), {{"n", home.activities_tomorrow}})
            : std::string(tr("home.activities_hint_none"));
    draw_big_card(screen, {.title = tr("nav.activities"),
                           .detail = activities_hint,
                           .icon = icon::calendar,
                           .tone = Tone::ok,
                           .route = "/activities"});
    draw_needs(screen, home);
    if (button(kit, tr("home.call_hotline"), {.icon = icon::phone, .href = "tel:12345"})) {
        kit.page().dial("12345");
    }
    const int unread = screen.portal.inbox().unread;
    const std::string mine =
        unread > 0 ? format(tr("home.mine_new"), {{"n", unread}}) : std::string(tr("home.mine"));
    if (button(kit, mine, {.kind = ButtonKind::secondary, .icon = icon::user, .href = "#/me"})) {
        screen.navigation.go("/me");
    }
}

}  // namespace

void draw_home(Screen& screen) {
    const app::Home& home = screen.portal.home();
    const bool elder = screen.kit.theme().elder;
    const Body body(screen.kit, "home", !elder);
    if (body.pulled()) screen.portal.sync_now();
    if (elder) {
        draw_elder(screen, home);
    } else {
        draw_standard(screen, home);
    }
}

}  // namespace yg::ui
