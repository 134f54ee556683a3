#include "platform/browser/browser_glyphs.hpp"

// web/library_glyphs.js
extern "C" {
void yg_glyphs_metrics(float size, bool semibold, float* out);
bool yg_glyphs_draw(int code_point, float size, float density, bool semibold, float* out);
void yg_glyphs_copy_coverage(std::uint8_t* out);
void yg_glyphs_copy_colors(std::uint8_t* out);
float yg_glyphs_advance(int code_point, float size, bool semibold);
bool yg_glyphs_read_back();
}

namespace yg::platform {

FontMetrics BrowserGlyphs::metrics(float size, GlyphWeight weight) {
    float values[2];
    yg_glyphs_metrics(size, weight == GlyphWeight::semibold, values);
    return {.ascent = values[0], .descent = values[1]};
}

bool BrowserGlyphs::draw(char32_t code_point, float size, float density, GlyphWeight weight,
                         Glyph& out) {
    // Advance, left, top, width, height, the last two in device pixels, and whether it has colours.
    float values[8];
    if (!yg_glyphs_draw(static_cast<int>(code_point), size, density,
                        weight == GlyphWeight::semibold, values)) {
        return false;
    }
    out.advance = values[0];
    out.left = values[1];
    out.top = values[2];
    out.width = values[3];
    out.height = values[4];
    out.width_px = static_cast<int>(values[5]);
    out.height_px = static_cast<int>(values[6]);
    out.colored = values[7] != 0;
    const auto pixels =
        static_cast<std::size_t>(out.width_px) * static_cast<std::size_t>(out.height_px);
    out.pixels.resize(pixels * (out.colored ? 4 : 1));
    if (out.pixels.empty()) return true;
    (out.colored ? yg_glyphs_copy_colors : yg_glyphs_copy_coverage)(out.pixels.data());
    return true;
}

float BrowserGlyphs::advance(char32_t code_point, float size, GlyphWeight weight) {
    return yg_glyphs_advance(static_cast<int>(code_point), size, weight == GlyphWeight::semibold);
}

bool BrowserGlyphs::reads_back() {
    return yg_glyphs_read_back();
}

}  // namespace yg::platform
