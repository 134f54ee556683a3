#include "ui/kit/grid_map.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "generated/icons.hpp"
#include "ui/kit/strings.hpp"

namespace yg::ui {

namespace {

constexpr float zoom_max = 8;
// A shape chosen elsewhere (by a name) is brought to the middle, at least this large.
constexpr float zoom_on_choice = 3;

struct Bounds {
    Vec2 low = {std::numeric_limits<float>::max(), std::numeric_limits<float>::max()};
    Vec2 high = {std::numeric_limits<float>::lowest(), std::numeric_limits<float>::lowest()};

    void add(Vec2 point) {
        low = {std::min(low.x, point.x), std::min(low.y, point.y)};
        high = {std::max(high.x, point.x), std::max(high.y, point.y)};
    }
};

/// Even-odd rule.
bool inside(const std::vector<Vec2>& outline, Vec2 point) {
    bool in = false;
    for (std::size_t i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
        const Vec2 a = outline[i];
        const Vec2 b = outline[j];
        if ((a.y > point.y) == (b.y > point.y)) continue;
        if (point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x) in = !in;
    }
    return in;
}

Vec2 centroid(const std::vector<Vec2>& outline) {
    float area = 0;
    Vec2 sum;
    for (std::size_t i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
        const float cross = outline[j].x * outline[i].y - outline[i].x * outline[j].y;
        area += cross;
        sum.x += (outline[j].x + outline[i].x) * cross;
        sum.y += (outline[j].y + outline[i].y) * cross;
    }
    if (std::abs(area) < 1e-12F) return outline.front();
    return {sum.x / (3 * area), sum.y / (3 * area)};
}

/// Town coordinates → screen.
struct Projection {
    Rect window;
    Vec2 middle;
    float scale = 1;
    ZoneView view;

    [[nodiscard]] Vec2 operator()(Vec2 p) const {
        const Vec2 c = window.center();
        return {c.x + (p.x - middle.x) * scale * view.zoom + view.pan.x,
                c.y + (p.y - middle.y) * scale * view.zoom + view.pan.y};
    }
};

void apply_motion(ZoneView& view, const ZoneMotion& motion, const Rect& window) {
    const float zoom = std::clamp(view.zoom * motion.zoom, 1.0F, zoom_max);
    const float grown = zoom / view.zoom;
    // What lies under the fingers stays there.
    const Vec2 c = window.center();
    const Vec2 from = {motion.center.x - c.x, motion.center.y - c.y};
    if (grown != 1) {
        view.pan = {from.x - (from.x - view.pan.x) * grown, from.y - (from.y - view.pan.y) * grown};
    }
    view.zoom = zoom;
    view.pan.x += motion.pan.x;
    view.pan.y += motion.pan.y;
    // The map can't be pushed off its window.
    const float play_x = window.width * (zoom - 1) / 2;
    const float play_y = window.height * (zoom - 1) / 2;
    view.pan = {std::clamp(view.pan.x, -play_x, play_x), std::clamp(view.pan.y, -play_y, play_y)};
}

bool holds(const Rect& window, const Rect& box) {
    return box.x >= window.x && box.right() <= window.right() && box.y >= window.y &&
           box.bottom() <= window.bottom();
}

/// The part of `box` inside the window; what lies outside is found at its edge, not on what is
/// drawn around the map.
Rect kept_in(const Rect& box, const Rect& window) {
    const auto within = [](float value, float low, float high) {
        return std::clamp(value, low, std::max(low, high));
    };
    const float left = within(box.x, window.x, window.right() - 1);
    const float top = within(box.y, window.y, window.bottom() - 1);
    const float right = within(box.right(), left + 1, window.right());
    const float bottom = within(box.bottom(), top + 1, window.bottom());
    return {left, top, right - left, bottom - top};
}

/// Without growing: what lay outside is seen, and the map stays as large as it was made.
void bring_to_middle(ZoneView& view, const Rect& window, Vec2 point) {
    const Vec2 middle = window.center();
    apply_motion(view, {{middle.x - point.x, middle.y - point.y}, 1, {}, {}}, window);
}

void draw_shape(Kit& kit, const MapShape& shape, const std::vector<Vec2>& outline, bool chosen) {
    const Palette& colors = kit.colors();
    constexpr float shade_step = 0.28F;
    Color fill = mixed(colors.card, colors.line, shade_step * static_cast<float>(shape.shade));
    if (chosen) fill = colors.red_tint;
    const Color border =
        chosen ? colors.red : mixed(colors.line, colors.ink_soft, kit.theme().dark ? 0.35F : 0.3F);
    kit.canvas().polygon(outline, fill, border, chosen ? 2.5F : 1);
}

/// The label, where it fits; a dot on the chosen one.
void draw_mark(Kit& kit, const MapShape& shape, const std::vector<Vec2>& outline, bool chosen,
               Vec2 middle) {
    Canvas& canvas = kit.canvas();
    if (chosen) {
        canvas.circle(middle, 8, kit.colors().red);
        return;
    }
    const float width = canvas.text_width(shape.label, TextStyle::small);
    const float height = canvas.line_height(TextStyle::small) - 4;
    const Rect box = {middle.x - width / 2, middle.y - height / 2, width, height};
    for (const Vec2 corner : {Vec2{box.x, box.y}, Vec2{box.right(), box.y},
                              Vec2{box.x, box.bottom()}, Vec2{box.right(), box.bottom()}}) {
        if (!inside(outline, corner)) return;
    }
    canvas.sign({box.x, box.y - 2}, shape.label, TextStyle::small, kit.colors().ink_soft);
}

/// Plus and minus at the corner: for one hand, and for those who can't pinch.
float zoom_buttons(Kit& kit, const Rect& window) {
    const Palette& colors = kit.colors();
    const float size = kit.theme().target();
    float factor = 1;
    Rect at = {window.right() - size - 8, window.bottom() - 2 * size - 14, size, size};
    for (const bool in : {true, false}) {
        const std::string_view name = in ? tr("map.zoom_in") : tr("map.zoom_out");
        const NodeId id = kit.id(name);
        const Use use = kit.use(id);
        kit.node(id, NodeRole::button, name, at);
        kit.canvas().fill(at, use.held ? colors.line : colors.card, Theme::radius);
        kit.canvas().stroke(at, colors.line, 1, Theme::radius);
        kit.canvas().icon(in ? icon::plus : icon::minus, at.center(), kit.theme().icon(),
                          colors.ink);
        if (use.pressed) factor = in ? 1.8F : 1 / 1.8F;
        at.y += size + 6;
    }
    return factor;
}

}  // namespace

int grid_map(Kit& kit, std::string_view name, const std::vector<MapShape>& shapes, int chosen,
             float height) {
    Canvas& canvas = kit.canvas();
    const Rect window = kit.place(height);
    const NodeId id = kit.id(name);
    ZoneView& view = kit.zone_view(id);
    const ZoneMotion motion = kit.take_zone_motion(id);
    apply_motion(view, motion, window);
    kit.register_zone(id, window, view.zoom > 1.01F);

    Bounds bounds;
    for (const MapShape& shape : shapes) {
        for (const Vec2 point : shape.outline) bounds.add(point);
    }
    Projection project = {window, {}, 1, {}};
    if (!shapes.empty()) {
        project.middle = {(bounds.low.x + bounds.high.x) / 2, (bounds.low.y + bounds.high.y) / 2};
        const Rect inner = window.inset(8, 8);
        project.scale = std::min(inner.width / (bounds.high.x - bounds.low.x),
                                 inner.height / (bounds.high.y - bounds.low.y));
    }
    if (chosen != view.choice) {
        view.choice = chosen;
        if (chosen >= 0 && static_cast<std::size_t>(chosen) < shapes.size()) {
            const Vec2 at = centroid(shapes[static_cast<std::size_t>(chosen)].outline);
            view.zoom = std::max(view.zoom, zoom_on_choice);
            view.pan = {(project.middle.x - at.x) * project.scale * view.zoom,
                        (project.middle.y - at.y) * project.scale * view.zoom};
            apply_motion(view, {}, window);
        }
    }
    project.view = view;
    kit.node(id, NodeRole::radio_group, name, window);
    kit.semantics().open(id);
    canvas.push_clip(window, Canvas::ClipKind::window);
    canvas.fill(window, mixed(kit.colors().paper, kit.colors().line, 0.6F), Theme::radius);
    const auto outer_clip = kit.semantics().clip();
    kit.semantics().set_clip(canvas.clip());
    kit.push_id(name);
    int picked = -1;
    std::vector<Vec2> outline;
    const auto project_outline = [&](const MapShape& shape) {
        outline.clear();
        Bounds on_screen;
        for (const Vec2 point : shape.outline) {
            outline.push_back(project(point));
            on_screen.add(outline.back());
        }
        return Rect{on_screen.low.x, on_screen.low.y, on_screen.high.x - on_screen.low.x,
                    on_screen.high.y - on_screen.low.y};
    };
    // All of them, in their order: who can't see the map walks through it as a list.
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const MapShape& shape = shapes[i];
        const Rect box = project_outline(shape);
        if (outline.size() < 3) continue;
        const bool on = static_cast<int>(i) == chosen;
        const NodeId shape_id = kit.id(shape.spoken);
        if (auto* node = kit.node(shape_id, NodeRole::radio, shape.spoken, kept_in(box, window))) {
            node->selected = on;
        }
        const bool used = kit.use(shape_id).pressed;
        if (used || (motion.tap && inside(outline, *motion.tap))) picked = static_cast<int>(i);
        if (used && !holds(window, box)) bring_to_middle(view, window, box.center());
    }
    if (picked >= 0) view.choice = picked;
    const auto draw = [&](std::size_t i) {
        const Rect box = project_outline(shapes[i]);
        if (outline.size() < 3 || !canvas.visible(box)) return;
        draw_shape(kit, shapes[i], outline, static_cast<int>(i) == chosen);
    };
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        if (static_cast<int>(i) != chosen) draw(i);
    }
    // Last, so that its border lies over its neighbours'.
    const bool any_chosen = chosen >= 0 && static_cast<std::size_t>(chosen) < shapes.size();
    if (any_chosen) draw(static_cast<std::size_t>(chosen));
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        if (!canvas.visible(project_outline(shapes[i])) || outline.size() < 3) continue;
        draw_mark(kit, shapes[i], outline, static_cast<int>(i) == chosen,
                  project(centroid(shapes[i].outline)));
    }
    kit.pop_id();
    kit.semantics().set_clip(outer_clip);
    canvas.pop_clip();
    canvas.cover_corners(window, Theme::radius, kit.colors().paper);
    canvas.stroke(window, kit.colors().line, 1, Theme::radius);
    kit.semantics().close();
    const float factor = kit.frame().plain ? 1 : zoom_buttons(kit, window);
    if (factor != 1) apply_motion(view, {{}, factor, window.center(), {}}, window);
    return picked;
}

}  // namespace yg::ui
