#include "ui/kit/overlay.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include "generated/icons.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/strings.hpp"
#include "ui/kit/text.hpp"

namespace yg::ui {

namespace {

// Of the screen, above a sheet: enough to see and to tap that there is a page under it.
constexpr float room_above = 24;
// Dragged down by this share of its height and let go, a sheet leaves; a tall one after less.
constexpr float pull_share = 0.18F;

}  // namespace

Sheet::Sheet(Kit& kit, std::string_view title) : kit_(kit), id_(kit.id(title)) {
    const Theme& theme = kit.theme();
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    const Rect screen = {0, 0, kit.frame().width, kit.frame().height};
    const platform::Insets& insets = kit.frame().insets;
    const bool wide = screen.width > Theme::content_width_max + 80;
    const float width =
        std::min(screen.width - insets.left - insets.right, Theme::content_width_max);
    const float room = screen.height - insets.top - insets.bottom - room_above;
    const float height = std::min(kit.measured(id_, 300), room);
    const float shown = kit.appear(id_, 180);
    ScrollMotion& motion = kit.scroll(id_);
    if (shown == 0) motion.jump_to(0);
    const float pulled = motion.pulled();
    const float below = wide ? (room_above + room - height) / 2 : 0;
    const float top = screen.height - insets.bottom - below - height + pulled +
                      (wide ? 0 : (1 - shown) * height * 0.3F);
    const float left = insets.left + (screen.width - insets.left - insets.right - width) / 2;
    const Rect sheet = {left, std::round(top), width, wide ? height : screen.height};
    window_ = {sheet.x, sheet.y, width, height};
    kit.cover_everything(id_, sheet);
    canvas.fill(screen, colors.scrim);
    canvas.fill(sheet, colors.paper, 16, wide ? Corners::all : Corners::top);
    kit.register_scroller(id_, window_, Axis::vertical);
    dismissed_ = kit.let_go(id_) && pulled > std::min(Kit::pull_distance, height * pull_share);
    if (auto* node = kit.node(id_, NodeRole::dialog, title, window_)) node->focusable = true;
    kit.semantics().open(id_);
    kit.semantics().set_clip(window_);
    canvas.push_clip(window_);
    kit.push_id(title);
    // What is left is above it.
    kit.rest().height = std::max(0.0F, sheet.y - kit.rest().y);
    const float margin = theme.margin();
    content_top_ = std::round(sheet.y - std::max(0.0F, motion.offset()));
    kit.push_column({sheet.x + margin, content_top_ + margin, width - 2 * margin, 0}, theme.gap());
    {
        // The title leaves room for the cross at its right.
        const Vec2 at = kit.cursor();
        kit.push_column({at.x, at.y, kit.width() - theme.target(), 0}, 0);
        heading(kit, title, 1, TextStyle::heading);
        kit.place(kit.pop_column());
        dismissed_ |= icon_button(kit, tr("action.close"), icon::x,
                                  {sheet.right() - margin - theme.icon() / 2,
                                   at.y + theme.text(TextStyle::heading).line_height / 2});
    }
    dismissed_ |= kit.take_escape();
}

Sheet::~Sheet() {
    const float height = kit_.pop_column() + 2 * kit_.theme().margin();
    kit_.measure(id_, height);
    kit_.scroll(id_).set_extent(height, window_.height);
    kit_.keep_focus_in_view(id_, window_, content_top_);
    kit_.pop_id();
    kit_.canvas().pop_clip();
    kit_.semantics().set_clip(std::nullopt);
    kit_.semantics().close();
}

namespace {

/// At the right end of a toast, as high as a finger needs. True when pressed.
bool toast_action(Kit& kit, const Toast& toast, const Rect& rect) {
    Canvas& canvas = kit.canvas();
    const NodeId id = kit.id(toast.action);
    const Use use = kit.use(id);
    kit.node(id, NodeRole::button, toast.action, rect);
    if (use.held || use.hovered) {
        canvas.fill(rect.inset(4, 4), faded(kit.colors().paper, 0.16F), Theme::radius);
    }
    const float width = canvas.text_width(toast.action, TextStyle::body_strong);
    canvas.text({rect.center().x - width / 2,
                 rect.center().y - canvas.line_height(TextStyle::body_strong) / 2},
                toast.action, TextStyle::body_strong, kit.colors().toast_action);
    return use.pressed;
}

/// Draws one with its lower edge at `bottom`; returns its height. Sets `acted` when its button was
/// pressed.
float draw_toast(Kit& kit, const Toast& toast, float bottom, bool& acted) {
    constexpr float padding = 16;
    const Palette& colors = kit.colors();
    const Theme& theme = kit.theme();
    Canvas& canvas = kit.canvas();
    const float width = std::min(kit.frame().width, Theme::content_width_max) - 2 * theme.margin();
    const bool plain = toast.tone == Toast::Tone::plain;
    const float icon_room = plain ? 0 : theme.icon() + 10;
    const float action_room =
        toast.action.empty() ? 0 : canvas.text_width(toast.action, TextStyle::body_strong) + 32;
    const float words_width =
        width - padding - icon_room - (action_room > 0 ? action_room : padding);
    const auto lines = canvas.lines(toast.words, TextStyle::body, words_width);
    const float words_height =
        canvas.line_height(TextStyle::body) * static_cast<float>(lines.size());
    const float height = std::max(words_height + 24, action_room > 0 ? theme.target() : 0);
    const Rect rect = {(kit.frame().width - width) / 2, std::round(bottom - height), width, height};
    canvas.fill(rect, colors.ink, Theme::radius);
    const bool bad = toast.tone == Toast::Tone::bad;
    kit.node(kit.id("words"), bad ? NodeRole::alert : NodeRole::status, toast.words, rect);
    if (!plain) {
        canvas.icon(bad ? icon::alert_triangle : icon::check,
                    {rect.x + padding + theme.icon() / 2, rect.center().y}, theme.icon(),
                    colors.paper);
    }
    canvas.text_lines({rect.x + padding + icon_room, rect.center().y - words_height / 2},
                      toast.words, lines, TextStyle::body, colors.paper);
    acted = action_room > 0 &&
            toast_action(kit, toast, {rect.right() - action_room, rect.y, action_room, height});
    return height;
}

}  // namespace

void draw_toasts(Kit& kit, float bottom) {
    constexpr float gap = 8;
    if (kit.toasts().empty()) return;
    std::optional<std::uint32_t> acted_on;
    const NodeId id = kit.id("toasts");
    const float lowest = bottom;
    kit.node(id, NodeRole::group, "", {0, bottom, kit.frame().width, 0});
    kit.semantics().open(id);
    kit.push_id("toasts");
    // Newest at the bottom.
    for (auto toast = kit.toasts().rbegin(); toast != kit.toasts().rend(); ++toast) {
        const IdScope scope(kit, std::to_string(toast->number));
        bool acted = false;
        bottom -= draw_toast(kit, *toast, bottom - gap, acted) + gap;
        if (acted) acted_on = toast->number;
    }
    kit.pop_id();
    kit.semantics().close();
    if (auto* node = kit.semantics().in_frame(id)) {
        node->rect.y = bottom;
        node->rect.height = lowest - bottom;
    }
    if (acted_on) kit.act_on_toast(*acted_on);
}

}  // namespace yg::ui
