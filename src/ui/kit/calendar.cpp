#include "ui/kit/calendar.hpp"

#include <algorithm>

#include "ui/kit/format.hpp"
#include "ui/kit/scroll.hpp"

namespace yg::ui {

namespace {

/// Letters and numbers of a cell, whose node speaks the whole date.
void centered_sign(Kit& kit, std::string_view words, TextStyle style, float center_x, float y,
                   Color color) {
    Canvas& canvas = kit.canvas();
    canvas.sign({center_x - canvas.text_width(words, style) / 2, y}, words, style, color);
}

}  // namespace

int date_strip(Kit& kit, std::string_view name, const std::vector<StripDay>& days, int chosen) {
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    const float upper = canvas.line_height(TextStyle::small);
    const float height = upper + canvas.line_height(TextStyle::heading) + 12;
    constexpr float gap = 4;
    const float width = std::max(kit.theme().target(), (kit.width() - 6 * gap) / 7);
    const NodeId group = kit.id(name);
    const Vec2 at = kit.cursor();
    kit.node(group, NodeRole::radio_group, name, {at.x, at.y, kit.width(), height});
    kit.semantics().open(group);
    int pressed = no_day;
    {
        Strip strip(kit, std::string(name) + " strip", height, gap);
        for (std::size_t i = 0; i < days.size(); ++i) {
            const StripDay& day = days[i];
            const int index = static_cast<int>(i);
            const bool on = index == chosen;
            const Rect cell = strip.take(width);
            const std::string spoken = day_title(day.date);
            const NodeId id = kit.id(spoken);
            const Use use = kit.use(id);
            if (auto* node = kit.node(id, NodeRole::radio, spoken, cell)) {
                node->selected = on;
                node->disabled = day.disabled;
            }
            if (on) {
                canvas.fill(cell, colors.red_fill, Theme::radius);
            } else if (use.held) {
                canvas.fill(cell, colors.line, Theme::radius);
            }
            const Color ink = on ? colors.on_red : day.disabled ? colors.ink_soft : colors.ink;
            centered_sign(kit, weekday_letter(weekday_of(day.date)), TextStyle::small,
                          cell.center().x, cell.y + 6, ink);
            centered_sign(kit, std::to_string(day.date.day), TextStyle::heading, cell.center().x,
                          cell.y + 6 + upper, ink);
            if (on) strip.reveal(cell);
            if (use.pressed && !day.disabled) pressed = index;
        }
    }
    kit.semantics().close();
    return pressed;
}

int month_grid(Kit& kit, std::string_view name, const std::vector<MonthCell>& cells) {
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    const float head = canvas.line_height(TextStyle::small) + 6;
    const bool words_below =
        std::ranges::any_of(cells, [](const auto& c) { return !c.below.empty(); });
    const float number = canvas.line_height(TextStyle::body);
    const float below = words_below ? canvas.line_height(TextStyle::small) - 2 : 0;
    const float dot_room = 12;
    const float cell_height = std::max(kit.theme().target(), number + below + dot_room + 4);
    const std::size_t weeks = (cells.size() + 6) / 7;
    const Rect area = kit.place(head + cell_height * static_cast<float>(weeks));
    const float width = area.width / 7;
    for (int column = 0; column < 7; ++column) {
        centered_sign(kit, weekday_letter(static_cast<Weekday>(column)), TextStyle::small,
                      area.x + width * (static_cast<float>(column) + 0.5F), area.y,
                      colors.ink_soft);
    }
    const NodeId group = kit.id(name);
    kit.node(group, NodeRole::radio_group, name, area);
    kit.semantics().open(group);
    kit.push_id(name);
    int pressed = no_day;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const MonthCell& cell = cells[i];
        if (!cell.in_month) continue;
        const Rect rect = {area.x + width * static_cast<float>(i % 7),
                           area.y + head + cell_height * static_cast<float>(i / 7), width,
                           cell_height};
        const NodeId id = kit.id(format_date(cell.date));
        const Use use = kit.use(id);
        if (auto* node = kit.node(id, NodeRole::radio, cell.spoken, rect)) {
            node->selected = cell.chosen;
            node->current = cell.today;
        }
        const Rect shape = rect.inset(1, 1);
        if (cell.chosen) {
            canvas.fill(shape, colors.red_fill, 10);
        } else if (use.held || use.hovered) {
            canvas.fill(shape, faded(colors.ink, use.held ? 0.10F : 0.04F), 10);
        }
        if (cell.today && !cell.chosen) canvas.stroke(shape, colors.red, 1.5F, 10);
        const Color ink = cell.chosen ? colors.on_red : cell.today ? colors.red : colors.ink;
        const float top = rect.y + (cell_height - number - below - dot_room) / 2;
        const Vec2 center = rect.center();
        centered_sign(kit, std::to_string(cell.date.day),
                      cell.today ? TextStyle::body_strong : TextStyle::body, center.x, top, ink);
        if (!cell.below.empty()) {
            centered_sign(kit, cell.below, TextStyle::small, center.x, top + number - 4,
                          cell.chosen ? colors.on_red : colors.ink_soft);
        }
        const Vec2 dot = {center.x, top + number + below + dot_room / 2 - 2};
        const Color sun = cell.chosen ? colors.on_red : colors.sun;
        if (cell.marked) canvas.circle(dot, 2.75F, sun);
        if (cell.mine) canvas.ring(dot, 5.5F, cell.chosen ? colors.on_red : colors.ok, 1.75F);
        if (use.pressed) pressed = static_cast<int>(i);
    }
    kit.pop_id();
    kit.semantics().close();
    return pressed;
}

}  // namespace yg::ui
