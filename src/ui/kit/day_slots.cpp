#include "ui/kit/day_slots.hpp"

#include <algorithm>
#include <cmath>

#include "base/time.hpp"
#include "ui/kit/strings.hpp"

namespace yg::ui {

namespace {

/// From minutes of the day to the screen.
struct Scale {
    Rect lane;
    int first_minute = 0;
    float per_minute = 1;

    [[nodiscard]] float y(int minute) const {
        return std::round(lane.y + static_cast<float>(minute - first_minute) * per_minute);
    }
    [[nodiscard]] Rect span(int start, int end) const {
        return {lane.x, y(start), lane.width, y(end) - y(start)};
    }
};

void draw_block(Kit& kit, const Scale& scale, const DayBlockLook& block) {
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    const Rect rect = scale.span(block.start_minute, block.end_minute).inset(0, 1.5F);
    if (block.look == SlotLook::closed) {
        canvas.hatch(rect, colors.line, 8);
    } else if (block.look == SlotLook::mine) {
        canvas.fill(rect, colors.red_fill, 8);
    } else {
        canvas.fill(rect, colors.line, 8);
    }
    if (block.title.empty()) return;
    kit.node(kit.next_id(), NodeRole::text, block.title, rect);
    const float line_height = canvas.line_height(TextStyle::small);
    const auto lines = canvas.lines(block.title, TextStyle::small, rect.width - 20, 1);
    const float y = rect.y + std::min(6.0F, (rect.height - line_height) / 2);
    if (block.look == SlotLook::closed) {
        // Words on stripes need ground to stand on.
        canvas.fill({rect.x + 6, y - 1, lines[0].width + 12, line_height + 2}, colors.card, 6);
    }
    canvas.text_lines({rect.x + 12, y}, block.title, lines, TextStyle::small,
                      block.look == SlotLook::mine ? colors.on_red : colors.ink_soft);
}

void draw_pick(Kit& kit, const Scale& scale, const DayPick& pick) {
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    const Rect rect = scale.span(pick.start_minute, pick.end_minute).inset(0, 1.5F);
    kit.node(kit.next_id(), NodeRole::text, pick.title, rect);
    canvas.fill(rect, colors.red_tint, 8);
    canvas.stroke(rect, colors.red, 2, 8);
    const float line_height = canvas.line_height(TextStyle::small_strong);
    const auto lines = canvas.lines(pick.title, TextStyle::small_strong, rect.width - 24, 1);
    canvas.text_lines({rect.x + 12, rect.y + std::min(6.0F, (rect.height - line_height) / 2)},
                      pick.title, lines, TextStyle::small_strong, colors.red);
}

}  // namespace

int day_slots(Kit& kit, std::string_view name, const std::vector<DaySlot>& slots,
              const std::vector<DayBlockLook>& blocks, const DayPick& pick) {
    if (slots.empty()) return -1;
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    const int first = slots.front().start_minute;
    const int last = slots.back().end_minute;
    int shortest = last - first;
    for (const DaySlot& slot : slots) {
        shortest = std::min(shortest, slot.end_minute - slot.start_minute);
    }
    // The shortest slot is still a target.
    const float per_minute = kit.theme().target() / static_cast<float>(std::max(5, shortest));
    const Rect area = kit.place(static_cast<float>(last - first) * per_minute + 16);
    const float label_width = canvas.text_width("00:00", TextStyle::small) + 12;
    const Scale scale = {
        {area.x + label_width, area.y + 8, area.width - label_width, area.height - 16},
        first,
        per_minute};

    const float line_height = canvas.line_height(TextStyle::small);
    for (int minute = first; minute <= last; minute = (minute / 60 + 1) * 60) {
        const float y = scale.y(minute);
        canvas.sign({area.x, y - line_height / 2}, format_minute(minute), TextStyle::small,
                    colors.ink_soft);
        canvas.line({scale.lane.x - 4, y}, {area.right(), y}, colors.line);
    }
    const NodeId group = kit.id(name);
    kit.node(group, NodeRole::group, name, area);
    kit.semantics().open(group);
    kit.push_id(name);
    int pressed = -1;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const DaySlot& slot = slots[i];
        const Rect rect = scale.span(slot.start_minute, slot.end_minute);
        const NodeId id = kit.id(format_minute(slot.start_minute));
        const Use use = kit.use(id);
        const bool chosen = pick.any && slot.start_minute >= pick.start_minute &&
                            slot.end_minute <= pick.end_minute;
        const bool usable = slot.look == SlotLook::free;
        if (auto* node = kit.node(id, NodeRole::button, slot.spoken, rect)) {
            node->disabled = !usable;
            if (chosen) node->description = tr("state.chosen");
        }
        if (usable && (use.held || use.hovered)) {
            canvas.fill(rect.inset(0, 1.5F), faded(colors.red, use.held ? 0.14F : 0.06F), 8);
        }
        if (slot.look == SlotLook::past) {
            canvas.fill(rect, faded(colors.line, 0.45F));
        }
        if (!slot.note.empty()) {
            const float width = canvas.text_width(slot.note, TextStyle::small);
            canvas.sign({rect.right() - width - 8, rect.center().y - line_height / 2}, slot.note,
                        TextStyle::small, colors.ink_soft);
        }
        if (usable && use.pressed) pressed = static_cast<int>(i);
    }
    kit.pop_id();
    kit.semantics().close();
    for (const DayBlockLook& block : blocks) draw_block(kit, scale, block);
    if (pick.any) draw_pick(kit, scale, pick);
    return pressed;
}

}  // namespace yg::ui
