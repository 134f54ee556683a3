// Small marks: a state in a word, a count, a face. Colour is never the only sign.
#pragma once

#include <string_view>

#include "ui/kit/kit.hpp"

namespace yg::ui {

enum class Tone : std::uint8_t { neutral, ok, go, bad };

struct TagText {
    std::string_view words = {};
    Tone tone = Tone::neutral;
    char32_t icon = 0;
};

[[nodiscard]] float tag_width(Kit& kit, const TagText& tag);
[[nodiscard]] float tag_height(const Kit& kit);
/// Draws it; the words are told by the row or card it stands on, or by `with_node`.
void draw_tag(Kit& kit, const TagText& tag, Vec2 top_left, bool with_node = false);

struct ToneColors {
    Color ink;
    Color tint;
};
[[nodiscard]] ToneColors tone_colors(const Kit& kit, Tone tone);

/// An icon on a tinted disc.
void draw_round_icon(Kit& kit, char32_t icon, Tone tone, Vec2 center, float diameter);
/// The first character of a name on a disc.
void draw_avatar(Kit& kit, std::string_view name, Vec2 center, float diameter);
/// A count at the corner of something; nothing for 0, "99+" above 99.
void draw_badge(Kit& kit, int count, Vec2 center);

}  // namespace yg::ui
