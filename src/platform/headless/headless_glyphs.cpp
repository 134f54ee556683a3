#include "platform/headless/headless_glyphs.hpp"

#include <cmath>

namespace yg::platform {

FontMetrics HeadlessGlyphs::metrics(float size, GlyphWeight) {
    return {size * 0.9F, size * 0.25F};
}

float HeadlessGlyphs::advance(char32_t code_point, float size, GlyphWeight) {
    constexpr char32_t first_wide = 0x2E80;
    return code_point >= first_wide ? size : size / 2;
}

bool HeadlessGlyphs::draw(char32_t code_point, float size, float density, GlyphWeight weight,
                          Glyph& out) {
    ++drawn;
    out = {};
    out.advance = advance(code_point, size, weight);
    if (code_point == ' ') return true;
    out.width_px = static_cast<int>(std::ceil(out.advance * density));
    out.height_px = static_cast<int>(std::ceil(size * density));
    out.width = static_cast<float>(out.width_px) / density;
    out.height = static_cast<float>(out.height_px) / density;
    out.top = -0.88F * size;
    out.pixels.assign(static_cast<std::size_t>(out.width_px * out.height_px), 0xFF);
    return true;
}

}  // namespace yg::platform
