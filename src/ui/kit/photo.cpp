#include "ui/kit/photo.hpp"

#include <algorithm>
#include <cmath>

#include "generated/icons.hpp"
#include "ui/kit/strings.hpp"

namespace yg::ui {

namespace {

constexpr float gap = 8;
constexpr float tile_max = 150;
/// Of the small picture that the server makes; denser screens see no difference on a tile.
constexpr int tile_pixels = 360;
constexpr int whole_pixels = 1600;

/// In large print fewer, so that the cross, as large as a finger needs it, leaves most of a tile.
int tiles_in_row(const Kit& kit) {
    return kit.theme().elder ? 2 : 3;
}

Rect tile_rect(const Rect& first, int index, int in_row) {
    const float step = first.width + gap;
    return {first.x + step * static_cast<float>(index % in_row),
            first.y + step * static_cast<float>(index / in_row), first.width, first.height};
}

platform::Picture find(Kit& kit, const PhotoTile& photo, int longest_side) {
    const bool small = longest_side == tile_pixels && !photo.path.empty();
    return kit.pictures().find({.photo = photo.id,
                                .path = photo.path + (small ? "?small=1" : ""),
                                .longest_side = longest_side});
}

void draw_placeholder(Kit& kit, const Rect& rect, char32_t icon) {
    kit.canvas().fill(rect, kit.colors().line, Theme::radius);
    kit.canvas().icon(icon, rect.center(), kit.theme().icon(), kit.colors().ink_soft);
}

void draw_note(Kit& kit, const Rect& tile, const PhotoTile& photo) {
    if (photo.note.empty()) return;
    Canvas& canvas = kit.canvas();
    const auto lines = canvas.lines(photo.note, TextStyle::small, tile.width - 12, 2);
    const float height =
        canvas.line_height(TextStyle::small) * static_cast<float>(lines.size()) + 6;
    const Rect strip = {tile.x, tile.bottom() - height, tile.width, height};
    canvas.fill(strip, photo.bad ? kit.colors().red_fill : kit.colors().photo_note, Theme::radius,
                Corners::bottom);
    canvas.text_lines({strip.x + 6, strip.y + 3}, photo.note, lines, TextStyle::small,
                      kit.colors().on_red);
}

bool draw_tile(Kit& kit, const Rect& rect, const PhotoTile& photo, const std::string& name) {
    const NodeId id = kit.id("open");
    const NodeRole role = photo.can_be_opened ? NodeRole::button : NodeRole::image;
    kit.node(id, role, photo.note.empty() ? name : name + ", " + photo.note, rect);
    const platform::Picture picture =
        photo.being_made ? platform::Picture{} : find(kit, photo, tile_pixels);
    if (picture.texture != 0) {
        kit.canvas().picture(rect, picture, Theme::radius);
    } else {
        draw_placeholder(kit, rect, photo.being_made ? icon::hourglass : icon::photo);
    }
    draw_note(kit, rect, photo);
    const Use use = kit.use(id);
    if (use.held) kit.canvas().fill(rect, kit.colors().scrim, Theme::radius);
    return use.pressed;
}

/// The cross is small, what a finger may hit is not.
bool draw_cross(Kit& kit, const Rect& tile, const std::string& name) {
    const float target = std::min(kit.theme().target(), tile.width);
    const Rect rect = {tile.right() - target, tile.y, target, target};
    const NodeId id = kit.id("remove");
    kit.node(id, NodeRole::button, format(tr("photo.remove"), {{"name", name}}), rect);
    const float radius = kit.theme().icon() * 0.6F;
    const Vec2 center = {tile.right() - radius - 5, tile.y + radius + 5};
    kit.canvas().circle(center, radius, kit.colors().photo_note);
    kit.canvas().icon(icon::x, center, radius * 1.4F, kit.colors().on_red);
    return kit.use(id).pressed;
}

void draw_add(Kit& kit, const Rect& rect, const PhotoTilesOptions& options) {
    const NodeId id = kit.id("add");
    if (auto* node = kit.node(id, NodeRole::photo_picker, options.add, rect)) {
        node->value = std::to_string(options.addable);
    }
    Canvas& canvas = kit.canvas();
    const Palette& colors = kit.colors();
    const Use use = kit.use(id);
    canvas.fill(rect, use.held ? colors.red_tint : colors.card, Theme::radius);
    canvas.dashed(rect, colors.ink_soft, 1.5F, Theme::radius);
    const auto lines = canvas.lines(options.add, TextStyle::small, rect.width - 12, 2);
    const float words_height =
        canvas.line_height(TextStyle::small) * static_cast<float>(lines.size());
    const float icon_size = kit.theme().icon() * 1.2F;
    float y = rect.center().y - (icon_size + 6 + words_height) / 2;
    canvas.icon(icon::camera, {rect.center().x, y + icon_size / 2}, icon_size, colors.red);
    y += icon_size + 6;
    for (const TextLine& line : lines) {
        canvas.text_lines({rect.center().x - line.width / 2, y}, options.add, {line},
                          TextStyle::small, colors.ink);
        y += canvas.line_height(TextStyle::small);
    }
}

}  // namespace

PhotoTilesUse photo_tiles(Kit& kit, std::span<const PhotoTile> photos,
                          const PhotoTilesOptions& options) {
    const IdScope scope(kit, options.name);
    const int count = static_cast<int>(photos.size()) + (options.addable > 0 ? 1 : 0);
    const int in_row = tiles_in_row(kit);
    const int rows = (count + in_row - 1) / in_row;
    const float side = std::min(std::floor((kit.width() - gap * static_cast<float>(in_row - 1)) /
                                           static_cast<float>(in_row)),
                                tile_max);
    const Rect area = kit.place(static_cast<float>(rows) * (side + gap) - gap);
    const NodeId id = kit.id("photos");
    kit.node(id, NodeRole::group, options.name, area);
    kit.semantics().open(id);
    PhotoTilesUse use;
    const Rect first = {area.x, area.y, side, side};
    for (int i = 0; i < static_cast<int>(photos.size()); ++i) {
        const PhotoTile& photo = photos[static_cast<std::size_t>(i)];
        const IdScope tile_scope(kit, photo.id);
        const std::string name = format(tr("photo.name"), {{"n", i + 1}});
        const Rect rect = tile_rect(first, i, in_row);
        if (draw_tile(kit, rect, photo, name)) use.opened = i;
        if (options.removable && !photo.being_made && draw_cross(kit, rect, name)) use.removed = i;
    }
    if (options.addable > 0) draw_add(kit, tile_rect(first, count - 1, in_row), options);
    kit.semantics().close();
    return use;
}

void whole_photo(Kit& kit, std::string_view name, const PhotoTile& photo, float height_max) {
    const platform::Picture picture = find(kit, photo, whole_pixels);
    const bool ready = picture.texture != 0;
    const float ratio = ready ? picture.height / picture.width : 0.75F;
    const float height = std::min(kit.width() * ratio, height_max);
    const Rect area = kit.place(height);
    kit.node(kit.next_id(), NodeRole::image, name, area);
    if (!ready) {
        draw_placeholder(kit, area, picture.failed ? icon::alert_triangle : icon::photo);
        return;
    }
    const float width = std::min(area.width, height / ratio);
    kit.canvas().picture({area.center().x - width / 2, area.y, width, height}, picture,
                         Theme::radius);
}

}  // namespace yg::ui
