#include "ui/kit/button.hpp"

#include <algorithm>

#include "generated/icons.hpp"
#include "ui/kit/strings.hpp"

namespace yg::ui {

namespace {

struct Paint {
    Color paper;
    Color border;
    Color ink;
};

Paint paint_of(const Kit& kit, const ButtonOptions& options, const Use& use) {
    const Palette& colors = kit.colors();
    Paint paint;
    if (options.kind == ButtonKind::primary) {
        paint = {colors.red_fill, colors.red_fill, colors.on_red};
        if (use.held) paint.paper = mixed(colors.red_fill, colors.ink, 0.22F);
        if (use.hovered && !use.held) paint.paper = mixed(colors.red_fill, colors.ink, 0.1F);
    } else {
        paint = {faded(colors.red, 0), faded(colors.red, 0), colors.red};
        if (options.kind == ButtonKind::secondary) paint.border = colors.red;
        if (use.held || use.hovered) paint.paper = faded(colors.red, use.held ? 0.14F : 0.06F);
    }
    if (options.disabled || options.busy) {
        paint = {colors.line, colors.line, colors.ink_soft};
        if (options.kind == ButtonKind::ghost) paint.paper = paint.border = faded(colors.line, 0);
    }
    return paint;
}

/// Room for the rounded ends, both sides together.
constexpr float side_room = 24;

}  // namespace

float button_width(Kit& kit, std::string_view label) {
    return kit.canvas().text_width(label, TextStyle::body_strong) + side_room;
}

bool button(Kit& kit, std::string_view label, const ButtonOptions& options) {
    const Theme& theme = kit.theme();
    Canvas& canvas = kit.canvas();
    const NodeId id = kit.id(label);
    const Use use = kit.use(id);
    const TextStyle style = options.large ? TextStyle::heading : TextStyle::body_strong;
    const char32_t icon = options.busy ? icon::hourglass : options.icon;
    const float icon_size = icon == 0 ? 0 : theme.icon() * (options.large ? 1.1F : 0.9F);
    const float icon_room = icon == 0 ? 0 : icon_size + 8;

    // Long words take a second line rather than being cut.
    const auto lines = canvas.lines(label, style, kit.width() - icon_room - side_room);
    const float words_height = canvas.line_height(style) * static_cast<float>(lines.size());
    float height = theme.button_height() + (options.large ? 12 : 0);
    if (options.small) height = std::max(theme.target(), canvas.line_height(style) + 12);
    height = std::max(height, words_height + 16);
    const Rect rect = kit.place(height);

    const bool idle = options.disabled || options.busy;
    const bool is_link = !options.href.empty();
    if (auto* node = kit.node(id, is_link ? NodeRole::link : NodeRole::button, label, rect)) {
        node->disabled = idle;
        node->description = options.busy ? tr("action.busy") : options.description;
        node->href = options.href;
    }
    const Paint paint = paint_of(kit, options, use);
    canvas.fill(rect, paint.paper, Theme::radius);
    if (paint.border.a > 0) canvas.stroke(rect, paint.border, 1.5F, Theme::radius);
    float widest = 0;
    for (const TextLine& line : lines) widest = std::max(widest, line.width);
    float x = rect.x + (rect.width - widest - icon_room) / 2;
    if (icon != 0) {
        canvas.icon(icon, {x + icon_size / 2, rect.center().y}, icon_size, paint.ink);
        x += icon_room;
    }
    canvas.text_lines({x, rect.y + (rect.height - words_height) / 2}, label, lines, style,
                      paint.ink);
    return use.pressed && !idle;
}

bool icon_button(Kit& kit, std::string_view name, char32_t icon, Vec2 center,
                 std::string_view href) {
    const Theme& theme = kit.theme();
    const NodeId id = kit.id(name);
    const Use use = kit.use(id);
    const Rect target = Rect{center.x, center.y, 0, 0}.at_least(theme.target());
    if (auto* node = kit.node(id, href.empty() ? NodeRole::button : NodeRole::link, name, target)) {
        node->href = href;
    }
    const Palette& colors = kit.colors();
    if (use.held || use.hovered) {
        kit.canvas().circle(center, theme.target() / 2 - 2,
                            faded(colors.ink, use.held ? 0.12F : 0.06F));
    }
    kit.canvas().icon(icon, center, theme.icon(), colors.ink);
    return use.pressed;
}

float pill_width(Kit& kit, std::string_view label, bool with_icon) {
    return kit.canvas().text_width(label, TextStyle::small) + 28 +
           (with_icon ? kit.theme().icon_small() + 6 : 0);
}

bool pill_button(Kit& kit, std::string_view label, char32_t icon, const Rect& rect) {
    const Theme& theme = kit.theme();
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    const NodeId id = kit.id(label);
    const Use use = kit.use(id);
    kit.node(id, NodeRole::button, label, rect.at_least(theme.target()));
    const float radius = rect.height / 2;
    canvas.fill(rect, use.held ? colors.line : colors.card, radius);
    canvas.stroke(rect, colors.line, 1, radius);
    float x = rect.x + 14;
    if (icon != 0) {
        canvas.icon(icon, {x + theme.icon_small() / 2, rect.center().y}, theme.icon_small(),
                    colors.ink);
        x += theme.icon_small() + 6;
    }
    canvas.text({x, rect.center().y - canvas.line_height(TextStyle::small) / 2}, label,
                TextStyle::small, colors.ink);
    return use.pressed;
}

}  // namespace yg::ui
