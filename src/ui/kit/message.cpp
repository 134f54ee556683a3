#include "ui/kit/message.hpp"

#include <algorithm>
#include <string>

#include "ui/kit/button.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/strings.hpp"
#include "ui/kit/text.hpp"

namespace yg::ui {

void banner(Kit& kit, std::string_view words, Tone tone, char32_t icon,
            std::span<const Call> calls) {
    const ToneColors colors = tone_colors(kit, tone);
    const Card card(kit, {.tint = colors.tint, .gap = 8});
    Canvas& canvas = kit.canvas();
    const float icon_room = kit.theme().icon() + 12;
    const auto lines = canvas.lines(words, TextStyle::body, kit.width() - icon_room);
    const float line_height = canvas.line_height(TextStyle::body);
    const float words_height = line_height * static_cast<float>(lines.size());
    const Rect rect = kit.place(std::max(kit.theme().icon(), words_height));
    kit.node(kit.next_id(), tone == Tone::bad ? NodeRole::alert : NodeRole::text, words, rect);
    canvas.icon(icon, {rect.x + kit.theme().icon() / 2, rect.center().y}, kit.theme().icon(),
                colors.ink);
    canvas.text_lines({rect.x + icon_room, rect.center().y - words_height / 2}, words, lines,
                      TextStyle::body, kit.colors().ink);
    if (calls.empty()) return;
    Columns columns(kit, {1, 1, 1}, 8);
    for (const Call& call : calls.first(std::min<std::size_t>(calls.size(), 3))) {
        columns.next();
        const std::string label = std::string(call.number) + " " + std::string(call.name);
        const std::string href = "tel:" + std::string(call.number);
        if (button(kit, label, {.kind = ButtonKind::secondary, .small = true, .href = href})) {
            kit.page().dial(call.number);
        }
    }
}

bool empty_state(Kit& kit, const EmptyState& state) {
    kit.space(24);
    const float size = kit.theme().round_icon() * 1.5F;
    const Rect disc = kit.place(size);
    draw_round_icon(kit, state.icon, Tone::go, disc.center(), size);
    text(kit, state.title, {.style = TextStyle::body_strong, .align = Align::center});
    if (!state.detail.empty()) {
        text(kit, state.detail,
             {.style = TextStyle::small, .color = kit.colors().ink_soft, .align = Align::center});
    }
    if (state.action.empty()) return false;
    kit.space(4);
    return button(kit, state.action, {.kind = ButtonKind::secondary, .href = state.href});
}

}  // namespace yg::ui
