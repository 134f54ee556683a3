// 看活动: the month, and what happens on a day of it.
#include <array>

#include "generated/icons.hpp"
#include "ui/kit/bars.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/calendar.hpp"
#include "ui/kit/choice.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/list_row.hpp"
#include "ui/kit/scroll.hpp"
#include "ui/kit/text.hpp"
#include "ui/screens/lunar.hpp"
#include "ui/screens/screen.hpp"
#include "ui/screens/words.hpp"

namespace yg::ui {

namespace {

constexpr std::array activity_kinds = {
    domain::ActivityKind::volunteer, domain::ActivityKind::family, domain::ActivityKind::arts,
    domain::ActivityKind::learning,  domain::ActivityKind::safety, domain::ActivityKind::service};

/// The month with arrows at its side, in place of a top bar.
void draw_month_bar(Screen& screen, const app::Calendar& calendar) {
    Kit& kit = screen.kit;
    const Rect row = kit.place(kit.theme().top_bar_height() - 8);
    const std::string title = month_title(calendar.month);
    Canvas& canvas = kit.canvas();
    const float line_height = canvas.line_height(TextStyle::heading);
    const Rect words = {row.x, row.center().y - line_height / 2, row.width - 96, line_height};
    if (auto* node = kit.node(kit.next_id(), NodeRole::heading, title, words)) node->level = 1;
    canvas.text({words.x, words.y}, title, TextStyle::heading, kit.colors().ink);
    const float target = kit.theme().target();
    const float half = target / 2;
    if (icon_button(kit, tr("activities.prev_month"), icon::chevron_left,
                    {row.right() - target - half + 8, row.center().y})) {
        screen.portal.show_month(first_of_month(calendar.month, -1));
    }
    if (icon_button(kit, tr("activities.next_month"), icon::chevron_right,
                    {row.right() - half + 10, row.center().y})) {
        screen.portal.show_month(first_of_month(calendar.month, 1));
    }
}

void draw_filters(Screen& screen, const app::Calendar& calendar) {
    std::vector<std::string> labels = {std::string(tr("activities.all"))};
    int chosen = calendar.filter.has_places || calendar.filter.kind ? nothing_chosen : 0;
    for (const domain::ActivityKind kind : activity_kinds) {
        if (calendar.filter.kind == kind) chosen = static_cast<int>(labels.size());
        labels.emplace_back(words_of(kind));
    }
    if (calendar.filter.has_places) chosen = static_cast<int>(labels.size());
    labels.emplace_back(tr("activities.has_places"));
    const int pressed = chip_strip(screen.kit, tr("activities.filter"), labels, chosen);
    if (pressed == nothing_chosen) return;
    app::ActivityFilter filter;
    if (pressed == static_cast<int>(labels.size()) - 1) {
        filter.has_places = true;
    } else if (pressed > 0) {
        filter.kind = activity_kinds[static_cast<std::size_t>(pressed - 1)];
    }
    screen.portal.set_filter(filter);
}

void draw_month(Screen& screen, const app::Calendar& calendar) {
    Kit& kit = screen.kit;
    const bool lunar = language() == Language::chinese;
    std::vector<MonthCell> cells;
    cells.reserve(calendar.days.size());
    for (const app::CalendarDay& day : calendar.days) {
        MonthCell cell;
        cell.date = day.date;
        cell.in_month = day.in_month;
        cell.today = day.date == calendar.today;
        cell.chosen = day.date == calendar.selected;
        cell.marked = day.activities > 0;
        cell.mine = day.mine;
        if (lunar) cell.below = lunar_day_words(day.date);
        cell.spoken = day_title(day.date);
        if (day.activities > 0) {
            cell.spoken += ", " + format(tr("activities.count"), {{"n", day.activities}});
        }
        if (day.mine) cell.spoken += ", " + std::string(tr("activity.mine"));
        cells.push_back(std::move(cell));
    }
    const Card card(kit, {.padding = 8});
    const int pressed = month_grid(kit, tr("activities.grid"), cells);
    if (pressed != no_day) {
        screen.portal.select_date(cells[static_cast<std::size_t>(pressed)].date);
    }
}

void draw_row(Screen& screen, const app::ActivityRow& row, TimeMs now, bool with_day) {
    Kit& kit = screen.kit;
    const domain::Activity& activity = row.activity;
    const std::string route = "/activities/" + activity.id.text();
    const std::string href = "#" + route;
    const OwnedTag tag = activity_tag(activity, row.mine, now);
    std::string detail = activity.place;
    if (with_day) detail = clock_time(activity.when.start) + " " + detail;
    if (activity.granted_minutes > 0) {
        detail += " · " + format(tr("activity.hours"),
                                 {{"time", duration_text(activity.granted_minutes * minute_ms)}});
    }
    const std::string lead =
        with_day ? day_number(activity.when.start) : clock_time(activity.when.start);
    const bool pressed = list_row(
        kit, {.title = activity.title,
              .detail = detail,
              .lead = lead,
              .lead_below = with_day ? weekday_name(weekday_of(to_local(activity.when.start).date))
                                     : std::string_view(),
              .tag = tag.text(),
              .href = href,
              .id = activity.id.text()});
    if (pressed) screen.navigation.go(route);
}

void draw_rows(Screen& screen, const std::vector<app::ActivityRow>& rows, TimeMs now, bool with_day,
               std::string_view when_empty) {
    const Card card(screen.kit, {.gap = 4});
    if (rows.empty()) small_text(screen.kit, when_empty);
    bool first = true;
    for (const app::ActivityRow& row : rows) {
        if (!first) divider(screen.kit);
        first = false;
        draw_row(screen, row, now, with_day);
    }
}

/// The month's activities that are still to come, and below them those that are over.
void draw_list(Screen& screen, const app::Calendar& calendar) {
    std::vector<app::ActivityRow> coming;
    std::vector<app::ActivityRow> over;
    for (const app::ActivityRow& row : calendar.of_month) {
        (row.activity.when.end > calendar.now ? coming : over).push_back(row);
    }
    draw_rows(screen, coming, calendar.now, true, tr("activities.none_month"));
    if (over.empty()) return;
    section(screen.kit, tr("activities.over"));
    draw_rows(screen, over, calendar.now, true, {});
}

}  // namespace

void draw_activities(Screen& screen) {
    Kit& kit = screen.kit;
    const app::Calendar& calendar = screen.portal.calendar();
    const Body body(kit, "activities");
    if (body.pulled()) screen.portal.sync_now();
    kit.space(-8);
    draw_month_bar(screen, calendar);
    // Seven columns of large targets don't fit a phone: large print has the list alone.
    const bool as_list = screen.open.as_list || kit.theme().elder;
    if (!kit.theme().elder) {
        const std::vector<std::string> views = {std::string(tr("activities.month")),
                                                std::string(tr("activities.list"))};
        const int view = segmented(kit, tr("activities.view"), views, as_list ? 1 : 0);
        if (view != nothing_chosen) screen.open.as_list = view == 1;
    }
    draw_filters(screen, calendar);
    if (as_list) return draw_list(screen, calendar);
    draw_month(screen, calendar);
    section(kit, day_title(calendar.selected));
    if (language() == Language::chinese) {
        kit.space(-8);
        small_text(kit, lunar_date_words(calendar.selected));
    }
    draw_rows(screen, calendar.of_day, calendar.now, false, tr("activities.none_day"));
}

}  // namespace yg::ui
