#include "ui/kit/week_grid.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "ui/kit/format.hpp"
#include "ui/kit/strings.hpp"

namespace yg::ui {

namespace {

/// From minutes of a day to the screen.
struct HourScale {
    float x = 0;
    float width = 0;
    int first_minute = 0;
    int last_minute = 0;

    [[nodiscard]] float at(int minute) const {
        return x + width * static_cast<float>(minute - first_minute) /
                       static_cast<float>(last_minute - first_minute);
    }
};

/// Over all days, in whole hours.
HourScale scale_of(const std::vector<WeekDayLook>& days) {
    HourScale scale = {.first_minute = 24 * 60};
    for (const WeekDayLook& day : days) {
        if (day.slots.empty()) continue;
        scale.first_minute = std::min(scale.first_minute, day.slots.front().start_minute);
        scale.last_minute = std::max(scale.last_minute, day.slots.back().end_minute);
    }
    if (scale.last_minute <= scale.first_minute) return {.first_minute = 480, .last_minute = 1200};
    scale.first_minute -= scale.first_minute % 60;
    scale.last_minute += (60 - scale.last_minute % 60) % 60;
    return scale;
}

/// The same looks as in a day's column: free is an empty frame, the rest is filled.
void draw_run(Kit& kit, const Rect& rect, SlotLook look) {
    constexpr float radius = 5;
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    switch (look) {
        case SlotLook::free:
            canvas.fill(rect, colors.ok_tint, radius);
            canvas.stroke(rect, colors.ok, 1.5F, radius);
            break;
        case SlotLook::taken:
            canvas.fill(rect, mixed(colors.line, colors.ink_soft, 0.45F), radius);
            break;
        case SlotLook::mine:
            canvas.fill(rect, colors.red_fill, radius);
            break;
        case SlotLook::closed:
        case SlotLook::past:
            canvas.fill(rect, faded(colors.line, 0.5F), radius);
            break;
    }
}

/// Neighbouring slots of one look are one piece.
void draw_day(Kit& kit, const HourScale& scale, const WeekDayLook& day, float y, float height) {
    for (std::size_t from = 0; from < day.slots.size();) {
        const SlotLook look = day.slots[from].look;
        std::size_t to = from + 1;
        while (to < day.slots.size() && day.slots[to].look == look &&
               day.slots[to].start_minute == day.slots[to - 1].end_minute) {
            ++to;
        }
        const float left = scale.at(day.slots[from].start_minute);
        const float right = scale.at(day.slots[to - 1].end_minute);
        draw_run(kit, {left + 1, y, right - left - 2, height}, look);
        from = to;
    }
}

/// Every hour, or as few as have room, equally far apart.
void draw_hours(Kit& kit, const HourScale& scale, float y) {
    Canvas& canvas = kit.canvas();
    const float room = canvas.text_width("00", TextStyle::small) + 10;
    const float hour_width = scale.at(scale.first_minute + 60) - scale.x;
    const int step = std::max(1, static_cast<int>(std::ceil(room / hour_width)));
    for (int minute = scale.first_minute; minute <= scale.last_minute; minute += 60 * step) {
        const std::string hour = std::to_string(minute / 60);
        const float width = canvas.text_width(hour, TextStyle::small);
        canvas.sign({scale.at(minute) - width / 2, y}, hour, TextStyle::small,
                    kit.colors().ink_soft);
    }
}

void draw_legend(Kit& kit) {
    struct Entry {
        SlotLook look;
        std::string_view words;
    };
    Canvas& canvas = kit.canvas();
    const float line_height = canvas.line_height(TextStyle::small);
    constexpr float box = 16;
    Rect line = kit.place(line_height);
    float x = line.x;
    for (const Entry& entry :
         {Entry{SlotLook::free, tr("week.free")}, Entry{SlotLook::taken, tr("room.block.taken")},
          Entry{SlotLook::mine, tr("room.block.mine")}}) {
        const float width = box + 6 + canvas.text_width(entry.words, TextStyle::small);
        if (x > line.x && x + width > line.right()) {
            line = kit.place(line_height);
            x = line.x;
        }
        draw_run(kit, {x, line.center().y - box / 2, box, box}, entry.look);
        const Rect words = {x + box + 6, line.y, width - box - 6, line_height};
        kit.node(kit.next_id(), NodeRole::text, entry.words, words);
        canvas.text({words.x, words.y}, entry.words, TextStyle::small, kit.colors().ink_soft);
        x += width + 16;
    }
}

}  // namespace

int week_grid(Kit& kit, std::string_view name, const std::vector<WeekDayLook>& days) {
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    const float line_height = canvas.line_height(TextStyle::small);
    const float label_width = canvas.text_width("00", TextStyle::body_strong) +
                              canvas.text_width(weekday_letter(Weekday::monday), TextStyle::small) +
                              18;
    const float row_height = std::max(kit.theme().target(), line_height + 20);
    const Rect area = kit.place(line_height + 6 + row_height * static_cast<float>(days.size()));
    HourScale scale = scale_of(days);
    scale.x = area.x + label_width;
    // The last hour's name stands half beyond its line.
    scale.width = area.width - label_width - canvas.text_width("00", TextStyle::small) / 2;
    draw_hours(kit, scale, area.y);
    const NodeId group = kit.id(name);
    kit.node(group, NodeRole::group, name, area);
    kit.semantics().open(group);
    kit.push_id(name);
    int pressed = -1;
    Rect row = {area.x, area.y + line_height + 6, area.width, row_height};
    for (std::size_t i = 0; i < days.size(); ++i, row.y += row_height) {
        const WeekDayLook& day = days[i];
        const NodeId id = kit.id(format_date(day.date));
        const Use use = kit.use(id);
        kit.node(id, NodeRole::button, day.spoken, row);
        if (use.held || use.hovered) {
            canvas.fill(row, faded(colors.ink, use.held ? 0.08F : 0.04F), 8);
        }
        const std::string number = std::to_string(day.date.day);
        const float middle = row.center().y;
        canvas.sign({row.x, middle - canvas.line_height(TextStyle::body_strong) / 2}, number,
                    TextStyle::body_strong, colors.ink);
        canvas.sign(
            {row.x + canvas.text_width("00", TextStyle::body_strong) + 6, middle - line_height / 2},
            weekday_letter(weekday_of(day.date)), TextStyle::small, colors.ink_soft);
        if (day.slots.empty()) {
            canvas.text({scale.x, middle - line_height / 2}, tr("room.block.closed"),
                        TextStyle::small, colors.ink_soft);
        }
        draw_day(kit, scale, day, row.y + 6, row_height - 12);
        if (use.pressed) pressed = static_cast<int>(i);
    }
    kit.pop_id();
    kit.semantics().close();
    draw_legend(kit);
    return pressed;
}

}  // namespace yg::ui
