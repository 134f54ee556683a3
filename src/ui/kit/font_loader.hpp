// Gives Dear ImGui its glyphs from the device's own fonts, one by one as they are first drawn.
// Knows the glyph source and the atlas, not what is written.
#pragma once

#include "platform/glyphs.hpp"

struct ImFont;
struct ImFontAtlas;

namespace yg::ui {

struct Fonts {
    ImFont* regular = nullptr;
    ImFont* semibold = nullptr;
};

/// Finer than this nobody sees the difference, and the atlas grows with the square.
inline constexpr float glyph_density_max = 3;

/// Adds the two fonts to an empty atlas. `glyphs` must outlive it.
Fonts add_fonts(ImFontAtlas& atlas, platform::GlyphSource& glyphs);

}  // namespace yg::ui
