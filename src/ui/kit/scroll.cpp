#include "ui/kit/scroll.hpp"

#include <algorithm>
#include <cmath>

#include "ui/kit/button.hpp"
#include "ui/kit/strings.hpp"

namespace yg::ui {

namespace {

// Rows this many screens away are still in the tree, so that a screen reader can walk on.
constexpr float near_share = 0.5F;
// Where the page scrolls by itself, a list begins with so many, and each wish for more doubles it.
constexpr float plain_rows = 10;

/// Which rows are on or near the screen.
Range near_rows(const Kit& kit, int count, float height) {
    const Rect& clip = kit.canvas().clip();
    const float top = kit.cursor().y;
    const float near = clip.height * near_share;
    const float step = height + kit.column_gap();
    Range range;
    range.first = std::clamp(static_cast<int>((clip.y - near - top) / step), 0, count);
    range.last =
        std::clamp(static_cast<int>((clip.bottom() + near - top) / step) + 1, range.first, count);
    return range;
}

}  // namespace

Body::Body(Kit& kit, std::string_view name, bool two_columns)
    : kit_(kit), id_(kit.id(name)), window_(kit.rest()) {
    ScrollMotion& motion = kit_.scroll(id_);
    // The list stays where it was when something was chosen from it.
    if (kit_.begins_at_top() && kit_.pane().kind != PaneKind::list) motion.jump_to(0);
    if (kit_.glides_to_top()) {
        motion.glide_to(0);
        kit_.request_frame();
    }
    pulled_ = kit_.pulled_and_let_go(id_);
    kit_.register_scroller(id_, window_, Axis::vertical);
    // A list beside its detail is not what the page is about.
    kit_.node(id_, kit_.pane().kind == PaneKind::list ? NodeRole::group : NodeRole::main, "",
              window_);
    kit_.semantics().open(id_);
    kit_.semantics().set_clip(window_);
    kit_.canvas().push_clip(window_);
    kit_.push_id(name);
    const Theme& theme = kit_.theme();
    const float width = std::min(
        window_.width, two_columns ? Theme::two_columns_width_max : kit_.content_width_max());
    content_top_ = std::round(window_.y - motion.offset());
    content_top_ += Theme::section_space;
    kit_.push_column({window_.x + (window_.width - width) / 2 + theme.margin(), content_top_,
                      width - 2 * theme.margin(), 0},
                     theme.gap());
}

Body::~Body() {
    const float content = Theme::section_space + kit_.pop_column() + kit_.theme().margin();
    ScrollMotion& motion = kit_.scroll(id_);
    motion.set_extent(content, window_.height);
    kit_.keep_focus_in_view(id_, window_, content_top_);
    kit_.pop_id();
    kit_.canvas().pop_clip();
    kit_.semantics().set_clip(std::nullopt);
    kit_.semantics().close();
    if (motion.pulled() > 8) {
        // The pulled page shows how far it is from being refreshed.
        const float share = std::min(1.0F, motion.pulled() / Kit::pull_distance);
        kit_.canvas().ring({window_.x + window_.width / 2, window_.y + motion.pulled() / 2},
                           4 + 6 * share, faded(kit_.colors().red, share), 3);
    }
}

Strip::Strip(Kit& kit, std::string_view name, float height, float gap)
    : kit_(kit), id_(kit.id(name)), gap_(gap), outer_clip_(kit.semantics().clip()) {
    const Rect row = kit_.place(height);
    const float margin = kit_.theme().margin();
    // Edge to edge, so that what goes on beyond the edge is seen to go on.
    window_ = {row.x - margin, row.y, row.width + 2 * margin, row.height};
    kit_.register_scroller(id_, window_, Axis::horizontal);
    kit_.canvas().push_clip(window_.inset(0, -4), Canvas::ClipKind::window);
    kit_.semantics().set_clip(kit_.canvas().clip());
    kit_.push_id(name);
    x_ = row.x - std::round(kit_.scroll(id_).offset());
}

Rect Strip::take(float width) {
    const Rect rect = {x_, window_.y, width, window_.height};
    x_ += width + gap_;
    return rect;
}

Strip::~Strip() {
    ScrollMotion& motion = kit_.scroll(id_);
    const float margin = kit_.theme().margin();
    const float content = x_ - gap_ + motion.offset() - window_.x + margin;
    motion.set_extent(content, window_.width);
    if (reveal_ && kit_.measured(id_, 0) == 0) {
        motion.jump_to(motion.offset() + reveal_->x - window_.x - margin);
        kit_.measure(id_, 1);
    }
    kit_.pop_id();
    kit_.canvas().pop_clip();
    kit_.semantics().set_clip(outer_clip_);
}

Rows::Rows(Kit& kit, int count, float height)
    : kit_(kit),
      id_(kit.id("rows")),
      count_(count),
      height_(height),
      shown_(count),
      range_{0, count} {
    const float room = (height + kit.column_gap()) * static_cast<float>(count);
    const Vec2 at = kit.cursor();
    if (count > 0) {
        kit.node(id_, NodeRole::list, "", {at.x, at.y, kit.width(), room - kit.column_gap()});
    }
    kit.semantics().open(count > 0 ? id_ : platform::no_node);
    if (kit.frame().plain) {
        shown_ = std::min(count, static_cast<int>(kit.measured(id_, plain_rows)));
        range_.last = shown_;
        return;
    }
    range_ = near_rows(kit, count, height);
    kit.space((height + kit.column_gap()) * static_cast<float>(range_.first));
}

Rows::~Rows() {
    kit_.semantics().close();
    const int left = kit_.frame().plain ? 0 : count_ - range_.last;
    kit_.space((height_ + kit_.column_gap()) * static_cast<float>(left));
    if (shown_ == count_) return;
    const int more = std::min(shown_, count_ - shown_);
    if (button(kit_, format(tr("list.more"), {{"n", more}}), {.kind = ButtonKind::secondary})) {
        kit_.measure(id_, static_cast<float>(shown_ + more));
    }
}

Rows::Item::Item(const Rows& rows, std::string_view name, int index) : kit_(rows.kit_) {
    kit_.push_id(name);
    const Vec2 at = kit_.cursor();
    const NodeId id = kit_.id("item");
    if (auto* node =
            kit_.node(id, NodeRole::list_item, "", {at.x, at.y, kit_.width(), rows.height_})) {
        node->position = static_cast<std::uint16_t>(std::min(index + 1, 0xFFFF));
        node->set_size = static_cast<std::uint16_t>(std::min(rows.count_, 0xFFFF));
    }
    kit_.semantics().open(id);
}

Rows::Item::~Item() {
    kit_.semantics().close();
    kit_.pop_id();
}

}  // namespace yg::ui
