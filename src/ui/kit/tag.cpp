#include "ui/kit/tag.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/text.hpp"

namespace yg::ui {

ToneColors tone_colors(const Kit& kit, Tone tone) {
    const Palette& colors = kit.colors();
    switch (tone) {
        case Tone::neutral:
            return {colors.ink_soft, colors.line};
        case Tone::ok:
            return {colors.ok, colors.ok_tint};
        case Tone::go:
            return {colors.warn, colors.sun_tint};
        case Tone::bad:
            return {colors.red, colors.red_tint};
    }
    return {colors.ink_soft, colors.line};
}

float tag_height(const Kit& kit) {
    return kit.theme().text(TextStyle::small).line_height + 6;
}

float tag_width(Kit& kit, const TagText& tag) {
    const float icon_room = tag.icon == 0 ? 0 : kit.theme().icon_small() + 4;
    return kit.canvas().text_width(tag.words, TextStyle::small) + 20 + icon_room;
}

void draw_tag(Kit& kit, const TagText& tag, Vec2 top_left, bool with_node) {
    const ToneColors tone = tone_colors(kit, tag.tone);
    Canvas& canvas = kit.canvas();
    const Rect rect = {top_left.x, top_left.y, tag_width(kit, tag), tag_height(kit)};
    if (with_node) kit.node(kit.next_id(), NodeRole::text, tag.words, rect);
    canvas.fill(rect, tone.tint, rect.height / 2);
    float x = rect.x + 10;
    if (tag.icon != 0) {
        const float size = kit.theme().icon_small();
        canvas.icon(tag.icon, {x + size / 2, rect.center().y}, size, tone.ink);
        x += size + 4;
    }
    canvas.text({x, rect.y + 3}, tag.words, TextStyle::small, tone.ink);
}

void draw_round_icon(Kit& kit, char32_t icon, Tone tone, Vec2 center, float diameter) {
    const ToneColors colors = tone_colors(kit, tone);
    kit.canvas().circle(center, diameter / 2, colors.tint);
    kit.canvas().icon(icon, center, std::round(diameter * 0.55F), colors.ink);
}

void draw_avatar(Kit& kit, std::string_view name, Vec2 center, float diameter) {
    const Palette& colors = kit.colors();
    Canvas& canvas = kit.canvas();
    canvas.circle(center, diameter / 2, colors.red_tint);
    if (name.empty()) return;
    std::size_t end = 0;
    next_code_point(name, end);
    const std::string_view first = name.substr(0, end);
    const float width = canvas.text_width(first, TextStyle::heading);
    canvas.sign({center.x - width / 2, center.y - canvas.line_height(TextStyle::heading) / 2},
                first, TextStyle::heading, colors.red);
}

void draw_badge(Kit& kit, int count, Vec2 center) {
    if (count <= 0) return;
    const std::string words = count > 99 ? "99+" : std::to_string(count);
    Canvas& canvas = kit.canvas();
    const float line_height = canvas.line_height(TextStyle::small_strong);
    const float width =
        std::max(line_height, canvas.text_width(words, TextStyle::small_strong) + 10);
    const Rect rect = {center.x - width / 2, center.y - line_height / 2, width, line_height};
    canvas.fill(rect, kit.colors().red_fill, line_height / 2);
    const float text_width = canvas.text_width(words, TextStyle::small_strong);
    canvas.sign({center.x - text_width / 2, rect.y}, words, TextStyle::small_strong,
                kit.colors().on_red);
}

}  // namespace yg::ui
