#include "ui/kit/message.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "ui/kit/button.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/strings.hpp"
#include "ui/kit/text.hpp"

namespace yg::ui {

namespace {

constexpr float call_gap = 8;

std::string label_of(const Call& call) {
    return std::string(call.number) + " " + std::string(call.name);
}

/// Side by side while each stands on one line, else one under the other: a number that someone
/// needs in danger is never cut.
void call_buttons(Kit& kit, std::span<const Call> calls) {
    const auto count = static_cast<float>(calls.size());
    const float share = (kit.width() - call_gap * (count - 1)) / count;
    const bool fit = std::ranges::all_of(
        calls, [&](const Call& call) { return button_width(kit, label_of(call)) <= share; });
    std::optional<Columns> columns;
    if (fit) columns.emplace(kit, std::vector<float>(calls.size(), 1), call_gap);
    for (const Call& call : calls) {
        if (columns) columns->next();
        const std::string href = "tel:" + std::string(call.number);
        if (button(kit, label_of(call),
                   {.kind = ButtonKind::secondary, .small = true, .href = href})) {
            kit.page().dial(call.number);
        }
    }
}

}  // namespace

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
    if (!calls.empty()) call_buttons(kit, calls);
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
