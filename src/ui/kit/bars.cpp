#include "ui/kit/bars.hpp"

#include <algorithm>

#include "generated/icons.hpp"
#include "ui/kit/button.hpp"
#include "ui/kit/layout.hpp"
#include "ui/kit/strings.hpp"

namespace yg::ui {

TopBarUse top_bar(Kit& kit, const TopBar& bar) {
    const Theme& theme = kit.theme();
    Canvas& canvas = kit.canvas();
    Rect& rest = kit.rest();
    const float height = theme.top_bar_height();
    const Rect row = {rest.x, rest.y, rest.width, height};
    rest.y += height;
    rest.height -= height;
    const Rect band = centered_band(kit, row, bar.two_columns);
    const NodeId id = kit.id("top bar");
    const PaneKind pane = kit.pane().kind;
    kit.node(id, pane == PaneKind::list ? NodeRole::group : NodeRole::banner, "", row);
    kit.semantics().open(id);

    TopBarUse result = TopBarUse::none;
    float x = band.x;
    // Beside its list a page needs no way back to it.
    if (bar.back && pane != PaneKind::detail) {
        const float half = theme.target() / 2;
        if (icon_button(kit, tr("action.back"), icon::chevron_left,
                        {x + half - 10, row.center().y}))
            result = TopBarUse::back;
        x += theme.target() - 12;
    }
    float end = band.right();
    if (bar.action_icon != 0) {
        const float half = theme.target() / 2;
        if (icon_button(kit, bar.action, bar.action_icon, {end - half + 10, row.center().y})) {
            result = TopBarUse::action;
        }
        end -= theme.target() - 8;
    }
    if (!bar.note.empty()) {
        const float width = canvas.text_width(bar.note, TextStyle::tab);
        const float line_height = canvas.line_height(TextStyle::tab);
        const Rect rect = {end - width, row.center().y - line_height / 2, width, line_height};
        kit.node(kit.next_id(), NodeRole::status, bar.note, rect);
        canvas.text({rect.x, rect.y}, bar.note, TextStyle::tab, kit.colors().ink_soft);
        end -= width + 8;
    }
    // A title that is too long is set smaller before it is cut.
    const bool fits = canvas.text_width(bar.title, TextStyle::bar) <= end - x;
    const TextStyle style = fits ? TextStyle::bar : TextStyle::tab_strong;
    const auto lines = canvas.lines(bar.title, style, end - x, 1);
    const float line_height = canvas.line_height(style);
    const Rect title = {x, row.center().y - line_height / 2, end - x, line_height};
    if (auto* node = kit.node(kit.next_id(), NodeRole::heading, bar.title, title)) node->level = 1;
    canvas.text_lines({title.x, title.y}, bar.title, lines, style, kit.colors().ink);
    kit.semantics().close();
    return result;
}

namespace {

struct TabUse {
    bool pressed = false;
    Color ink;
};

TabUse tab_use(Kit& kit, const Tab& tab, bool current, const Rect& cell) {
    const NodeId id = kit.id(tab.label);
    const Use use = kit.use(id);
    std::string name(tab.label);
    if (tab.badge > 0) name += ", " + std::to_string(tab.badge);
    if (auto* node = kit.node(id, NodeRole::link, name, cell)) {
        node->href = tab.href;
        node->current = current;
    }
    const Palette& colors = kit.colors();
    if (current) return {use.pressed, colors.red};
    return {use.pressed, use.held || use.hovered ? colors.ink : colors.ink_soft};
}

}  // namespace

int tab_bar(Kit& kit, std::span<const Tab> tabs, int current) {
    const Theme& theme = kit.theme();
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    Rect& rest = kit.rest();
    const float height = theme.tab_bar_height();
    rest.height -= height;
    const Rect bar = {0, rest.bottom(), kit.frame().width, kit.frame().height - rest.bottom()};
    canvas.fill(bar, colors.bar);
    canvas.line({0, bar.y}, {bar.right(), bar.y}, colors.line);

    kit.semantics().begin_last();
    const NodeId id = kit.id("tabs");
    kit.node(id, NodeRole::navigation, tr("nav.main"), bar);
    kit.semantics().open(id);
    kit.push_id("tabs");
    const float width = std::min(rest.width, Theme::content_width_max);
    const float start = rest.x + (rest.width - width) / 2 + 4;
    const float cell_width = (width - 8) / static_cast<float>(tabs.size());
    int pressed = -1;
    for (std::size_t i = 0; i < tabs.size(); ++i) {
        const Tab& tab = tabs[i];
        const int index = static_cast<int>(i);
        const bool on = index == current;
        const Rect cell = {start + cell_width * static_cast<float>(i), bar.y, cell_width, height};
        const auto [tab_pressed, ink] = tab_use(kit, tab, on, cell);
        const float icon_y = cell.y + 8 + theme.icon() / 2;
        canvas.icon(tab.icon, {cell.center().x, icon_y}, theme.icon(), ink);
        draw_badge(kit, tab.badge, {cell.center().x + theme.icon() / 2 + 4, icon_y - 8});
        const TextStyle style = on ? TextStyle::tab_strong : TextStyle::tab;
        const auto lines = canvas.lines(tab.label, style, cell_width, 1);
        canvas.text_lines({cell.center().x - lines[0].width / 2, cell.y + 8 + theme.icon() + 2},
                          tab.label, lines, style, ink);
        if (tab_pressed) pressed = index;
    }
    kit.pop_id();
    kit.semantics().close();
    kit.semantics().end_last();
    return pressed;
}

int side_rail(Kit& kit, std::string_view title, std::span<const Tab> tabs, int current) {
    constexpr float side = 12;
    const Theme& theme = kit.theme();
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    float widest = canvas.text_width(title, TextStyle::heading);
    for (const Tab& tab : tabs) {
        widest = std::max(widest, canvas.text_width(tab.label, TextStyle::body_strong));
    }
    const float width = std::max(Theme::rail_width, widest + theme.icon() + 4 * side);
    const Rect rail = {0, 0, kit.rest().x + width, kit.frame().height};
    canvas.fill(rail, colors.bar);
    canvas.line({rail.right(), 0}, {rail.right(), rail.bottom()}, colors.line);
    const NodeId id = kit.id("tabs");
    kit.node(id, NodeRole::navigation, tr("nav.main"), rail);
    kit.semantics().open(id);
    kit.push_id("tabs");
    float y = kit.rest().y + side;
    const float x = kit.rest().x + side;
    canvas.text({x + side, y + 8}, title, TextStyle::heading, colors.ink);
    kit.node(kit.next_id(), NodeRole::text, title, {x, y, width, theme.top_bar_height()});
    y += theme.top_bar_height();
    const float height = theme.target() + 8;
    int pressed = -1;
    for (std::size_t i = 0; i < tabs.size(); ++i) {
        const Tab& tab = tabs[i];
        const int index = static_cast<int>(i);
        const bool on = index == current;
        const Rect cell = {x, y, width - 2 * side, height};
        const auto [tab_pressed, ink] = tab_use(kit, tab, on, cell);
        if (on) canvas.fill(cell, colors.red_tint, Theme::radius);
        canvas.icon(tab.icon, {cell.x + side + theme.icon() / 2, cell.center().y}, theme.icon(),
                    ink);
        const TextStyle style = on ? TextStyle::body_strong : TextStyle::body;
        const float line_height = canvas.line_height(style);
        canvas.text({cell.x + 2 * side + theme.icon(), cell.center().y - line_height / 2},
                    tab.label, style, on ? ink : colors.ink);
        draw_badge(kit, tab.badge, {cell.right() - 2 * side, cell.center().y});
        if (tab_pressed) pressed = index;
        y += height + 4;
    }
    kit.pop_id();
    kit.semantics().close();
    for (Rect* left : {&kit.rest(), &kit.pane().area}) {
        left->x += width + 1;
        left->width -= width + 1;
    }
    return pressed;
}

}  // namespace yg::ui
