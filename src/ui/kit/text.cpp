#include "ui/kit/text.hpp"

#include <algorithm>
#include <string>

#include "generated/icons.hpp"

namespace yg::ui {

void text(Kit& kit, std::string_view words, const TextOptions& options) {
    Canvas& canvas = kit.canvas();
    const auto lines = canvas.lines(words, options.style, kit.width(), options.lines_max);
    const float line_height = canvas.line_height(options.style);
    const Rect rect = kit.place(line_height * static_cast<float>(lines.size()));
    const Color color = options.color.value_or(kit.colors().ink);
    kit.node(kit.next_id(), options.role, words, rect);
    if (!canvas.visible(rect)) return;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const float slack = rect.width - lines[i].width;
        const float shift = options.align == Align::left     ? 0
                            : options.align == Align::center ? slack / 2
                                                             : slack;
        canvas.text_lines({rect.x + shift, rect.y + line_height * static_cast<float>(i)}, words,
                          {lines[i]}, options.style, color);
    }
}

void small_text(Kit& kit, std::string_view words) {
    text(kit, words, {.style = TextStyle::small, .color = kit.colors().ink_soft});
}

void error_text(Kit& kit, std::string_view words) {
    Canvas& canvas = kit.canvas();
    const float size = kit.theme().icon_small();
    const float line_height = canvas.line_height(TextStyle::small);
    const auto lines = canvas.lines(words, TextStyle::small, kit.width() - size - 6);
    const Rect rect = kit.place(line_height * static_cast<float>(lines.size()));
    kit.node(kit.next_id(), NodeRole::alert, words, rect);
    canvas.icon(icon::alert_triangle, {rect.x + size / 2, rect.y + line_height / 2}, size,
                kit.colors().red);
    canvas.text_lines({rect.x + size + 6, rect.y}, words, lines, TextStyle::small,
                      kit.colors().red);
}

void heading(Kit& kit, std::string_view words, int level, TextStyle style) {
    Canvas& canvas = kit.canvas();
    const auto lines = canvas.lines(words, style, kit.width());
    const Rect rect = kit.place(canvas.line_height(style) * static_cast<float>(lines.size()));
    if (auto* node = kit.node(kit.next_id(), NodeRole::heading, words, rect)) {
        node->level = static_cast<std::uint8_t>(level);
    }
    canvas.text_lines({rect.x, rect.y}, words, lines, style, kit.colors().ink);
}

bool section(Kit& kit, std::string_view words, std::string_view link, std::string_view href) {
    Canvas& canvas = kit.canvas();
    const Theme& theme = kit.theme();
    const float link_width = link.empty() ? 0 : canvas.text_width(link, TextStyle::small) + 16;
    if (!kit.is_at_top()) kit.space(Theme::section_space);
    const auto lines = canvas.lines(words, TextStyle::heading, kit.width() - link_width);
    const float height = canvas.line_height(TextStyle::heading) * static_cast<float>(lines.size());
    const Rect rect = kit.place(height);
    if (auto* node = kit.node(kit.next_id(), NodeRole::heading, words, rect)) node->level = 2;
    canvas.text_lines({rect.x, rect.y}, words, lines, TextStyle::heading, kit.colors().ink);
    if (link.empty()) return false;

    const NodeId id = kit.id(link);
    const float line_height = canvas.line_height(TextStyle::small);
    const Rect word = {rect.right() - link_width + 16, rect.y + (height - line_height) / 2,
                       link_width - 16, line_height};
    const Use use = kit.use(id);
    // "All" alone says nothing to someone who doesn't see where it stands.
    const std::string name = std::string(words) + " " + std::string(link);
    const Rect target = word.at_least(theme.target());
    if (auto* node = kit.node(id, href.empty() ? NodeRole::button : NodeRole::link, name, target)) {
        node->href = href;
    }
    const Color color = kit.colors().red;
    canvas.text({word.x, word.y}, link, TextStyle::small, use.held ? faded(color, 0.6F) : color);
    return use.pressed;
}

}  // namespace yg::ui
