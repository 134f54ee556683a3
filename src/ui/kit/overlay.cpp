#include "ui/kit/overlay.hpp"

#include <algorithm>
#include <cmath>

#include "generated/icons.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/strings.hpp"
#include "ui/kit/text.hpp"

namespace yg::ui {

Sheet::Sheet(Kit& kit, std::string_view title) : kit_(kit), id_(kit.id(title)) {
    const Theme& theme = kit.theme();
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    const Rect screen = {0, 0, kit.frame().width, kit.frame().height};
    kit.cover_everything(id_);
    canvas.fill(screen, colors.scrim);

    const platform::Insets& insets = kit.frame().insets;
    const bool wide = screen.width > Theme::content_width_max + 80;
    const float width = std::min(screen.width, Theme::content_width_max);
    const float height = kit.measured(id_, 300);
    const float shown = kit.appear(id_, 180);
    const float top = wide ? (screen.height - height) / 2
                           : screen.height - insets.bottom - height + (1 - shown) * height * 0.3F;
    const Rect sheet = {(screen.width - width) / 2, std::round(std::max(insets.top + 8, top)),
                        width, wide ? height : screen.height};
    canvas.fill(sheet, colors.paper, 16, wide ? Corners::all : Corners::top);
    if (auto* node = kit.node(id_, NodeRole::dialog, title, {sheet.x, sheet.y, width, height})) {
        node->focusable = true;
    }
    kit.semantics().open(id_);
    kit.push_id(title);
    // What is left is above it.
    kit.rest().height = std::max(0.0F, sheet.y - kit.rest().y);
    const float margin = theme.margin();
    kit.push_column({sheet.x + margin, sheet.y + margin, width - 2 * margin, 0}, theme.gap());
    {
        // The title leaves room for the cross at its right.
        const Vec2 at = kit.cursor();
        kit.push_column({at.x, at.y, kit.width() - theme.target(), 0}, 0);
        heading(kit, title, 1, TextStyle::heading);
        kit.place(kit.pop_column());
        dismissed_ = icon_button(kit, tr("action.close"), icon::x,
                                 {sheet.right() - margin - theme.icon() / 2,
                                  at.y + theme.text(TextStyle::heading).line_height / 2});
    }
    dismissed_ |= kit.take_escape();
}

Sheet::~Sheet() {
    kit_.measure(id_, kit_.pop_column() + 2 * kit_.theme().margin());
    kit_.pop_id();
    kit_.semantics().close();
}

void draw_toasts(Kit& kit, float bottom) {
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    const float margin = kit.theme().margin();
    const float width = std::min(kit.frame().width, Theme::content_width_max) - 2 * margin;
    const float line_height = canvas.line_height(TextStyle::body);
    const float icon_room = kit.theme().icon() + 10;
    kit.push_id("toasts");
    // Newest at the bottom.
    for (auto toast = kit.toasts().rbegin(); toast != kit.toasts().rend(); ++toast) {
        const bool plain = toast->tone == Toast::Tone::plain;
        const float room = plain ? 0 : icon_room;
        const auto lines = canvas.lines(toast->words, TextStyle::body, width - 32 - room);
        const float height = line_height * static_cast<float>(lines.size()) + 24;
        bottom -= height + 8;
        const Rect rect = {(kit.frame().width - width) / 2, std::round(bottom), width, height};
        canvas.fill(rect, colors.ink, Theme::radius);
        const bool bad = toast->tone == Toast::Tone::bad;
        kit.node(kit.next_id(), bad ? NodeRole::alert : NodeRole::status, toast->words, rect);
        if (!plain) {
            canvas.icon(bad ? icon::alert_triangle : icon::check,
                        {rect.x + 16 + kit.theme().icon() / 2, rect.center().y}, kit.theme().icon(),
                        colors.paper);
        }
        canvas.text_lines({rect.x + 16 + room, rect.y + 12}, toast->words, lines, TextStyle::body,
                          colors.paper);
    }
    kit.pop_id();
}

}  // namespace yg::ui
