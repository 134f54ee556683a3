#include "ui/kit/layout.hpp"

#include <algorithm>
#include <cmath>

#include "base/check.hpp"
#include "ui/kit/strings.hpp"

namespace yg::ui {

// --- Columns ------------------------------------------------------------------------------------

Columns::Columns(Kit& kit, std::vector<float> widths, float gap, float inner_gap)
    : kit_(kit), gap_(gap), inner_gap_(inner_gap) {
    const Rect row = kit.place(0);
    x_ = row.x;
    y_ = row.y;
    float fixed = gap * static_cast<float>(widths.size() - 1);
    float shares = 0;
    for (const float width : widths) (width < 0 ? fixed : shares) += std::abs(width);
    for (const float width : widths) {
        widths_.push_back(width < 0 ? -width : (row.width - fixed) * width / shares);
    }
}

void Columns::next() {
    CHECK(count_ < widths_.size());
    if (count_ > 0) {
        tallest_ = std::max(tallest_, kit_.pop_column());
        x_ += widths_[count_ - 1] + gap_;
    }
    kit_.push_column({x_, y_, widths_[count_], 0}, inner_gap_);
    ++count_;
}

Columns::~Columns() {
    if (count_ > 0) tallest_ = std::max(tallest_, kit_.pop_column());
    kit_.space(tallest_);
}

// --- Card ---------------------------------------------------------------------------------------

Card::Card(Kit& kit, const CardOptions& options) : kit_(kit), options_(options) {
    const Palette& colors = kit.colors();
    padding_ = options.padding < 0 ? kit.theme().margin() : options.padding;
    start_ = kit.place(0);
    Color paper = options.tint.value_or(colors.card);
    if (!options.button.empty()) {
        id_ = kit.id(options.button);
        const Use use = kit.use(id_);
        pressed_ = use.pressed;
        if (use.held) paper = mixed(paper, colors.line, 0.7F);
        const bool is_link = !options.href.empty();
        if (auto* node = kit.node(id_, is_link ? NodeRole::link : NodeRole::button, options.button,
                                  start_)) {
            node->description = options.description;
            node->href = options.href;
            node->selected = options.selected;
        }
        kit.mute();
    }
    Canvas& canvas = kit.canvas();
    shape_ = canvas.begin_card({start_.x, start_.y}, start_.width, paper, !options.tint);
    if (options.accent) canvas.card_accent(shape_, colors.sun);
    if (options.selected) canvas.card_edge(shape_, colors.red, 2);
    kit.push_column({start_.x + padding_, start_.y + padding_, start_.width - 2 * padding_, 0},
                    options.gap);
}

Card::~Card() {
    const float height = std::round(kit_.pop_column() + 2 * padding_);
    kit_.space(height);
    kit_.canvas().end_card(shape_, height);
    if (id_ == 0) return;
    kit_.unmute();
    if (auto* node = kit_.semantics().in_frame(id_)) node->rect.height = height;
}

// --- ActionBar ----------------------------------------------------------------------------------

ActionBar::ActionBar(Kit& kit, std::string_view name) : kit_(kit), id_(kit.id(name)) {
    const Theme& theme = kit.theme();
    const float height = kit.measured(id_, theme.button_height() + 2 * theme.gap());
    Rect& rest = kit.rest();
    rest.height -= height;
    const Rect& pane = kit.pane().area;
    bar_ = {pane.x, rest.bottom(), pane.width, pane.bottom() - rest.bottom()};
    Canvas& canvas = kit.canvas();
    canvas.fill(bar_, kit.colors().bar);
    canvas.line({bar_.x, bar_.y}, {bar_.right(), bar_.y}, kit.colors().line);
    kit.semantics().begin_last();
    kit.node(id_, NodeRole::region, tr("page.action"), bar_);
    kit.semantics().open(id_);
    kit.push_id(name);
    const Rect band = centered_band(kit, {rest.x, bar_.y, rest.width, 0});
    kit.push_column({band.x, bar_.y + theme.gap(), band.width, 0}, theme.gap());
}

ActionBar::~ActionBar() {
    kit_.measure(id_, kit_.pop_column() + 2 * kit_.theme().gap());
    kit_.pop_id();
    kit_.semantics().close();
    kit_.semantics().end_last();
}

// --- PaneScope ----------------------------------------------------------------------------------

PaneScope::PaneScope(Kit& kit, PaneKind kind)
    : kit_(kit), rest_after_(kit.rest()), pane_after_(kit.pane()) {
    const bool list = kind == PaneKind::list;
    kit.push_id(list ? "list" : "detail");
    kit.pane().kind = kind;
    if (!list) return;
    id_ = kit.id("region");
    const Rect& rest = kit.rest();
    kit.node(id_, NodeRole::region, tr("page.list"),
             {rest.x, rest.y, Theme::list_pane_width, rest.height});
    kit.semantics().open(id_);
    constexpr float width = Theme::list_pane_width;
    const Rect& area = kit.pane().area;
    kit.canvas().line({area.x + width, area.y}, {area.x + width, area.bottom()}, kit.colors().line);
    for (Rect* part : {&kit.rest(), &kit.pane().area}) part->width = width;
    for (Rect* detail : {&rest_after_, &pane_after_.area}) {
        detail->x += width + 1;
        detail->width -= width + 1;
    }
}

PaneScope::~PaneScope() {
    if (id_ != 0) kit_.semantics().close();
    kit_.pop_id();
    // What comes over the page keeps clear of this part's bar, too.
    rest_after_.height = std::min(rest_after_.height, kit_.rest().bottom() - rest_after_.y);
    kit_.rest() = rest_after_;
    kit_.pane() = pane_after_;
}

// --- Small things -------------------------------------------------------------------------------

void divider(Kit& kit) {
    const Rect row = kit.place(1);
    kit.canvas().line({row.x, row.y}, {row.right(), row.y}, kit.colors().line);
}

Rect centered_band(const Kit& kit, const Rect& area, bool two_columns) {
    const float width =
        std::min(area.width, two_columns ? Theme::two_columns_width_max : kit.content_width_max());
    const float margin = kit.theme().margin();
    return {area.x + (area.width - width) / 2 + margin, area.y, width - 2 * margin, area.height};
}

}  // namespace yg::ui
