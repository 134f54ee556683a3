#include "ui/kit/field.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "generated/icons.hpp"
#include "ui/kit/strings.hpp"
#include "ui/kit/text.hpp"

namespace yg::ui {

using platform::FieldKind;

namespace {

constexpr float padding_x = 14;
constexpr float padding_y = 13;
constexpr int lines_grow_max = 12;

void draw_label(Kit& kit, std::string_view label) {
    Canvas& canvas = kit.canvas();
    const auto lines = canvas.lines(label, TextStyle::small, kit.width());
    const Rect rect =
        kit.place(canvas.line_height(TextStyle::small) * static_cast<float>(lines.size()));
    // No node: the field itself carries the name.
    canvas.text_lines({rect.x, rect.y}, label, lines, TextStyle::small, kit.colors().ink_soft);
    kit.space(4 - kit.column_gap());
}

/// A field being typed in is never higher than what the keyboard leaves of the page: then it
/// scrolls its text itself, and the caret stays in view. Around it a finger still finds the page.
int lines_most(Kit& kit, const FieldOptions& options, bool focused) {
    const int most = std::max(options.lines_min, lines_grow_max);
    if (!focused) return most;
    const Theme& theme = kit.theme();
    const platform::Insets& insets = kit.frame().insets;
    const float seen =
        std::min(kit.canvas().clip().height, kit.frame().height - insets.top - insets.bottom);
    const float room = seen - 2 * theme.margin() - 2 * padding_y;
    return std::clamp(static_cast<int>(room / theme.text(TextStyle::body).line_height), 1, most);
}

/// "21 / 500"; empty when nothing is counted.
std::string counter_of(const FieldOptions& options, const std::string& value) {
    if (options.counted_max <= 0) return {};
    return format(tr("field.counter"),
                  {{"n", count_code_points(value)}, {"max", options.counted_max}});
}

/// The line below: what is wrong, or the hint, and how much has been written.
void draw_below(Kit& kit, const FieldOptions& options, const std::string& counter) {
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    const bool wrong = !options.error.empty();
    const std::string_view words = wrong ? options.error : options.hint;
    if (words.empty() && counter.empty()) return;
    kit.space(6 - kit.column_gap());
    const float counter_width =
        counter.empty() ? 0 : canvas.text_width(counter, TextStyle::small) + 12;
    const Vec2 at = kit.cursor();
    const float full = kit.width();
    kit.push_column({at.x, at.y, full - counter_width, 0}, 0);
    if (wrong) {
        error_text(kit, words);
    } else {
        // No node: the hint is the field's description.
        kit.mute();
        small_text(kit, words);
        kit.unmute();
    }
    const Rect rect = kit.place(kit.pop_column());
    canvas.text({rect.right() - counter_width + 12, rect.y}, counter, TextStyle::small,
                colors.ink_soft);
}

}  // namespace

bool field(Kit& kit, const FieldOptions& options, std::string& value) {
    const Palette& colors = kit.colors();
    const TextMetrics metrics = kit.theme().text(TextStyle::body);
    Canvas& canvas = kit.canvas();
    const bool multiline = options.kind == FieldKind::multiline;
    const NodeId id = kit.id(options.label);

    bool changed = false;
    if (const std::string* typed = kit.typed(id); typed != nullptr && *typed != value) {
        value = *typed;
        changed = true;
    }
    kit.field_shows(id, value);

    if (!options.hide_label) draw_label(kit, options.label);
    const float icon_room = options.kind == FieldKind::search ? kit.theme().icon() + 8 : 0;
    const float text_width = kit.width() - 2 * padding_x - icon_room;
    const std::string_view shown = value.empty() ? options.placeholder : std::string_view(value);
    const int lines_max = multiline ? 0 : 1;
    const auto lines = canvas.lines(shown, TextStyle::body, text_width, lines_max, Breaks::plain);
    const bool focused = kit.focused(id);
    const int line_count = std::min(std::max(static_cast<int>(lines.size()), options.lines_min),
                                    lines_most(kit, options, focused));
    const float text_height = metrics.line_height * static_cast<float>(line_count);
    const Rect rect = kit.place(std::max(kit.theme().target(), text_height + 2 * padding_y));
    const Rect text_rect = {rect.x + padding_x + icon_room,
                            rect.y + (rect.height - text_height) / 2, text_width, text_height};

    const bool wrong = !options.error.empty();
    const std::string counter = counter_of(options, value);
    if (auto* node = kit.node(id, NodeRole::text_field, options.label, rect)) {
        node->value = value;
        node->placeholder = options.placeholder;
        node->description = wrong ? options.error : options.hint;
        if (!counter.empty())
            node->description += (node->description.empty() ? "" : ", ") + counter;
        node->field = options.kind;
        // Browsers count UTF-16 units and cut in the middle of a word; the rule counts what people
        // see. This bound only keeps absurd input out.
        const int longest = options.counted_max > 0 ? 8 * options.counted_max : 400;
        node->max_length = static_cast<std::uint16_t>(std::min(longest, 60'000));
        node->font_size = metrics.size;
        node->line_height = metrics.line_height;
        node->text_rect = to_node_rect(text_rect);
        node->invalid = wrong;
        node->required = options.required;
        node->submits = options.submits;
        node->label_seen = options.hide_label;
    }
    canvas.fill(rect, colors.card, Theme::radius);
    const Color edge = focused || wrong ? colors.red : colors.edge;
    canvas.stroke(rect, edge, focused ? 2.0F : 1.5F, Theme::radius);
    if (icon_room > 0) {
        canvas.icon(icon::search, {rect.x + padding_x + kit.theme().icon() / 2, rect.center().y},
                    kit.theme().icon(), colors.ink_soft);
    }
    if (!focused) {
        canvas.push_clip(text_rect, Canvas::ClipKind::window);
        canvas.text_lines({text_rect.x, text_rect.y}, shown, lines, TextStyle::body,
                          value.empty() ? colors.ink_soft : colors.ink);
        canvas.pop_clip();
    }
    draw_below(kit, options, counter);
    return changed;
}

bool entered(const Kit& kit, std::string_view label) {
    return kit.use(kit.id(label)).pressed;
}

}  // namespace yg::ui
