#include "ui/kit/progress.hpp"

#include <algorithm>
#include <cmath>

#include "ui/kit/layout.hpp"
#include "ui/kit/strings.hpp"

namespace yg::ui {

void progress_line(Kit& kit, std::string_view name, float share, Color color) {
    constexpr float thickness = 8;
    const float full = std::clamp(share, 0.0F, 1.0F);
    const Rect rect = kit.place(thickness);
    if (auto* node = kit.node(kit.id(name), NodeRole::progress, name, rect)) {
        node->value = std::to_string(std::lround(full * 100)) + "%";
    }
    kit.canvas().fill(rect, kit.colors().line, thickness / 2);
    kit.canvas().fill({rect.x, rect.y, std::max(thickness, rect.width * full), rect.height}, color,
                      thickness / 2);
}

void share_bar(Kit& kit, std::string_view name, std::span<const Share> shares) {
    constexpr float thickness = 10;
    constexpr float gap = 2;
    constexpr float dot = 10;
    int whole = 0;
    for (const Share& share : shares) whole += share.count;
    if (whole == 0) return;
    Canvas& canvas = kit.canvas();
    const Palette& colors = kit.colors();
    const Rect bar = kit.place(thickness);
    std::string spoken(name);
    float x = bar.x;
    for (const Share& share : shares) {
        spoken += ", " + std::string(share.words) + " " + std::to_string(share.count);
        if (share.count == 0) continue;
        const float width = bar.width * static_cast<float>(share.count) / static_cast<float>(whole);
        canvas.fill({x, bar.y, std::max(gap, width - gap), thickness}, share.color, 3);
        x += width;
    }
    // The words below wrap like text: large print has room for one a line.
    const float line_height = canvas.line_height(TextStyle::small);
    kit.space(8 - kit.column_gap());
    Rect line = kit.place(line_height);
    x = line.x;
    for (const Share& share : shares) {
        const std::string words = std::string(share.words) + " " + std::to_string(share.count);
        const float width = dot + 6 + canvas.text_width(words, TextStyle::small);
        if (x > line.x && x + width > line.right()) {
            kit.space(-kit.column_gap());
            line = kit.place(line_height);
            x = line.x;
        }
        canvas.circle({x + dot / 2, line.center().y}, dot / 2, share.color);
        canvas.text({x + dot + 6, line.y}, words, TextStyle::small, colors.ink_soft);
        x += width + 16;
    }
    kit.node(kit.id(name), NodeRole::image, spoken,
             {bar.x, bar.y, bar.width, line.bottom() - bar.y});
}

void step_line(Kit& kit, int step, int count) {
    constexpr float thickness = 4;
    Rect& rest = kit.rest();
    const Rect rect = {kit.pane().area.x, rest.y, kit.pane().area.width, thickness};
    // Content keeps a distance from the line.
    constexpr float room = thickness + 12;
    rest.y += room;
    rest.height -= room;
    kit.canvas().fill(rect, kit.colors().line);
    kit.canvas().fill(
        {rect.x, rect.y, rect.width * static_cast<float>(step) / static_cast<float>(count),
         thickness},
        kit.colors().red_fill);
}

void track(Kit& kit, std::string_view name, const std::vector<TrackStep>& steps) {
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    const NodeId list = kit.id(name);
    const std::size_t list_index = steps.size();
    const Vec2 start = kit.cursor();
    kit.node(list, NodeRole::list, name, {start.x, start.y, kit.width(), 0});
    kit.semantics().open(list);
    const float dot_room = 40;
    const float line_height = canvas.line_height(TextStyle::body_strong);
    for (std::size_t i = 0; i < list_index; ++i) {
        const TrackStep& step = steps[i];
        const bool ahead = step.state == StepState::ahead;
        const TextStyle style = ahead ? TextStyle::body : TextStyle::body_strong;
        const auto title = canvas.lines(step.title, style, kit.width() - dot_room);
        std::vector<TextLine> detail;
        if (!step.detail.empty()) {
            detail = canvas.lines(step.detail, TextStyle::small, kit.width() - dot_room);
        }
        const float title_height = line_height * static_cast<float>(title.size());
        const float height =
            title_height + canvas.line_height(TextStyle::small) * static_cast<float>(detail.size());
        if (i > 0) kit.space(10 - kit.column_gap());
        const Rect rect = kit.place(height);
        std::string spoken = step.title;
        if (!step.detail.empty()) spoken += ", " + step.detail;
        if (step.state == StepState::current) {
            spoken = std::string(tr("track.now")) + " " + spoken;
        }
        if (auto* node = kit.node(kit.next_id(), NodeRole::list_item, spoken, rect)) {
            node->current = step.state == StepState::current;
        }
        const Vec2 dot = {rect.x + 14, rect.y + line_height / 2};
        if (i + 1 < steps.size()) {
            const float gap = step.state == StepState::current ? 16 : 10;
            const bool walked = !ahead;
            canvas.line({dot.x, dot.y + gap}, {dot.x, rect.bottom() + 10 + line_height / 2 - 10},
                        walked ? colors.ok : colors.line, 2);
        }
        // Done is filled, current has a halo, ahead is hollow: not only the colour differs.
        if (step.state == StepState::current) {
            canvas.circle(dot, 14, colors.sun_tint);
            canvas.circle(dot, 9, colors.sun);
        } else if (step.state == StepState::done) {
            canvas.circle(dot, 6, colors.ok);
        } else {
            canvas.ring(dot, 6, colors.ink_soft, 1.5F);
        }
        canvas.text_lines({rect.x + dot_room, rect.y}, step.title, title, style,
                          ahead ? colors.ink_soft : colors.ink);
        canvas.text_lines({rect.x + dot_room, rect.y + title_height}, step.detail, detail,
                          TextStyle::small, colors.ink_soft);
    }
    kit.semantics().close();
    if (auto* node = kit.semantics().in_frame(list)) {
        node->rect.height = kit.cursor().y - kit.column_gap() - start.y;
    }
}

void skeleton(Kit& kit, int cards) {
    const Vec2 start = kit.cursor();
    kit.node(kit.next_id(), NodeRole::status, tr("state.loading"),
             {start.x, start.y, kit.width(), 24});
    for (int i = 0; i < cards; ++i) {
        const Card card(kit);
        const Color grey = kit.colors().line;
        for (const float share : {0.35F, 0.9F, 0.6F}) {
            Rect bar = kit.place(14);
            bar.width *= share;
            kit.canvas().fill(bar, grey, 7);
        }
    }
}

}  // namespace yg::ui
