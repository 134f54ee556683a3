#include "ui/kit/choice.hpp"

#include <algorithm>

#include "generated/icons.hpp"
#include "ui/kit/scroll.hpp"
#include "ui/kit/text.hpp"

namespace yg::ui {

namespace {

constexpr float chip_padding = 14;
constexpr float chip_gap = 8;

float chip_height(const Kit& kit) {
    return std::max(kit.theme().elder ? 52.0F : 36.0F,
                    kit.theme().text(TextStyle::body).line_height + 10);
}

float chip_width(Kit& kit, std::string_view label) {
    return kit.canvas().text_width(label, TextStyle::body) + 2 * chip_padding;
}

/// `index` tells chips of the same name apart.
bool chip(Kit& kit, std::string_view label, int index, bool chosen, const Rect& cell) {
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    const NodeId id = kit.id(std::to_string(index) + std::string(label));
    const Use use = kit.use(id);
    // The finger's target reaches halfway into the gaps around the chip.
    if (auto* node = kit.node(id, NodeRole::radio, label, cell.at_least(kit.theme().target()))) {
        node->selected = chosen;
    }
    const float height = chip_height(kit);
    const Rect shape = {cell.x, cell.center().y - height / 2, cell.width, height};
    Color paper = chosen ? colors.chosen : colors.card;
    if (use.held && !chosen) paper = colors.line;
    canvas.fill(shape, paper, height / 2);
    if (!chosen) canvas.stroke(shape, colors.line, 1, height / 2);
    const float line_height = canvas.line_height(TextStyle::body);
    canvas.text({shape.x + chip_padding, shape.center().y - line_height / 2}, label,
                TextStyle::body, chosen ? colors.on_chosen : colors.ink);
    return use.pressed;
}

}  // namespace

int chips(Kit& kit, std::string_view name, const std::vector<std::string>& labels, int chosen) {
    // Rows stand a target apart, though the chips are lower: a finger never hits two.
    const float row = std::max(kit.theme().target(), chip_height(kit)) + 2;
    const float width = kit.width();
    std::vector<Rect> cells;
    float x = 0;
    float y = 0;
    for (const std::string& label : labels) {
        const float needed = std::min(chip_width(kit, label), width);
        if (x > 0 && x + needed > width) {
            x = 0;
            y += row;
        }
        cells.push_back({x, y, needed, row});
        x += needed + chip_gap;
    }
    // What the targets reach beyond the chips doesn't count as distance to what stands around them.
    const float reach = (row - chip_height(kit)) / 2;
    kit.space(-reach);
    const Rect area = kit.place(labels.empty() ? 0 : y + row);
    kit.space(-reach);
    const NodeId group = kit.id(name);
    kit.node(group, NodeRole::radio_group, name, area);
    kit.semantics().open(group);
    kit.push_id(name);
    int pressed = nothing_chosen;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const int index = static_cast<int>(i);
        const Rect& cell = cells[i];
        const Rect rect = {area.x + cell.x, area.y + cell.y, cell.width, row};
        if (chip(kit, labels[i], index, index == chosen, rect)) pressed = index;
    }
    kit.pop_id();
    kit.semantics().close();
    return pressed;
}

int chip_strip(Kit& kit, std::string_view name, const std::vector<std::string>& labels,
               int chosen) {
    const float row = std::max(kit.theme().target(), chip_height(kit));
    const NodeId group = kit.id(name);
    const Vec2 at = kit.cursor();
    kit.node(group, NodeRole::radio_group, name, {at.x, at.y, kit.width(), row});
    kit.semantics().open(group);
    int pressed = nothing_chosen;
    {
        Strip strip(kit, std::string(name) + " strip", row, chip_gap);
        for (std::size_t i = 0; i < labels.size(); ++i) {
            const int index = static_cast<int>(i);
            const Rect cell = strip.take(chip_width(kit, labels[i]));
            if (chip(kit, labels[i], index, index == chosen, cell)) pressed = index;
            if (index == chosen) strip.reveal(cell);
        }
    }
    kit.semantics().close();
    return pressed;
}

int segmented(Kit& kit, std::string_view name, const std::vector<std::string>& labels, int chosen) {
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    constexpr float rim = 3;
    const float line_height = canvas.line_height(TextStyle::body);
    const float height = std::max(kit.theme().target(), line_height + 18);
    const auto count = static_cast<float>(labels.size());
    // Words that are too long to stand beside each other stand below each other.
    const float share = (kit.width() - 2 * rim) / count;
    const bool stacked = std::ranges::any_of(labels, [&](const std::string& label) {
        return canvas.text_width(label, TextStyle::body_strong) > share - 8;
    });
    const Rect rect = kit.place(stacked ? height * count : height);
    canvas.fill(rect, colors.line, 10);
    const NodeId group = kit.id(name);
    kit.node(group, NodeRole::radio_group, name, rect);
    kit.semantics().open(group);
    kit.push_id(name);
    int pressed = nothing_chosen;
    const float width = stacked ? rect.width - 2 * rim : share;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const int index = static_cast<int>(i);
        const bool on = index == chosen;
        const auto before = static_cast<float>(i);
        const Rect target = {rect.x + rim + (stacked ? 0 : width * before),
                             rect.y + (stacked ? height * before : 0), width, height};
        const Rect cell = target.inset(0, rim);
        const NodeId id = kit.id(labels[i]);
        const Use use = kit.use(id);
        if (auto* node = kit.node(id, NodeRole::radio, labels[i], target)) node->selected = on;
        if (on) canvas.fill(cell, colors.raised, 8);
        if (!on && use.held) canvas.fill(cell, faded(colors.raised, 0.5F), 8);
        const TextStyle style = on ? TextStyle::body_strong : TextStyle::body;
        const auto lines = canvas.lines(labels[i], style, width - 8, 1);
        canvas.text_lines({cell.center().x - lines[0].width / 2, cell.center().y - line_height / 2},
                          labels[i], lines, style, on ? colors.ink : colors.ink_soft);
        if (use.pressed) pressed = index;
    }
    kit.pop_id();
    kit.semantics().close();
    return pressed;
}

bool switch_row(Kit& kit, std::string_view label, bool on, std::string_view hint) {
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    constexpr float track_width = 52;
    constexpr float track_height = 32;
    const float words_width = kit.width() - track_width - 16;
    const auto lines = canvas.lines(label, TextStyle::body, words_width);
    std::vector<TextLine> hint_lines;
    if (!hint.empty()) hint_lines = canvas.lines(hint, TextStyle::small, words_width);
    const float label_height =
        canvas.line_height(TextStyle::body) * static_cast<float>(lines.size());
    const float words_height =
        label_height + canvas.line_height(TextStyle::small) * static_cast<float>(hint_lines.size());
    const Rect rect = kit.place(std::max(kit.theme().target(), words_height + 8));
    const NodeId id = kit.id(label);
    const Use use = kit.use(id);
    if (auto* node = kit.node(id, NodeRole::switch_, label, rect)) {
        node->checked = on;
        node->description = hint;
    }
    const float top = rect.center().y - words_height / 2;
    canvas.text_lines({rect.x, top}, label, lines, TextStyle::body, colors.ink);
    canvas.text_lines({rect.x, top + label_height}, hint, hint_lines, TextStyle::small,
                      colors.ink_soft);
    const Rect track = {rect.right() - track_width, rect.center().y - track_height / 2, track_width,
                        track_height};
    // Position and outline tell the state as well as the colour does.
    canvas.fill(track, on ? colors.ok : colors.line, track_height / 2);
    if (!on) canvas.stroke(track, colors.ink_soft, 1.5F, track_height / 2);
    const float knob_x = on ? track.right() - track_height / 2 : track.x + track_height / 2;
    canvas.circle({knob_x, track.center().y}, track_height / 2 - 4,
                  on ? colors.card : colors.ink_soft);
    return use.pressed;
}

bool check_row(Kit& kit, std::string_view label, bool on, std::string_view error) {
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    const float box = kit.theme().icon() + 4;
    const float line_height = canvas.line_height(TextStyle::body);
    const auto lines = canvas.lines(label, TextStyle::body, kit.width() - box - 12);
    const float words_height = line_height * static_cast<float>(lines.size());
    const Rect rect = kit.place(std::max(kit.theme().target(), words_height + 8));
    const NodeId id = kit.id(label);
    const Use use = kit.use(id);
    if (auto* node = kit.node(id, NodeRole::checkbox, label, rect)) {
        node->checked = on;
        node->invalid = !error.empty();
        node->description = error;
    }
    const float top = rect.center().y - words_height / 2;
    const Rect square = {rect.x, top + (line_height - box) / 2, box, box};
    canvas.fill(square, on ? colors.ok : use.held ? colors.line : colors.card, 6);
    if (!on) canvas.stroke(square, error.empty() ? colors.ink_soft : colors.red, 2, 6);
    if (on) canvas.icon(icon::check, square.center(), box - 6, colors.card);
    canvas.text_lines({rect.x + box + 12, top}, label, lines, TextStyle::body, colors.ink);
    if (!error.empty()) error_text(kit, error);
    return use.pressed;
}

}  // namespace yg::ui
