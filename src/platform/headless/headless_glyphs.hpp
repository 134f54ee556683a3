// Glyphs without a font: every ideograph is one em wide, everything else half of that, each a box.
#pragma once

#include "platform/glyphs.hpp"

namespace yg::platform {

class HeadlessGlyphs : public GlyphSource {
public:
    FontMetrics metrics(float size, GlyphWeight weight) override;
    bool draw(char32_t code_point, float size, float density, GlyphWeight weight,
              Glyph& out) override;
    float advance(char32_t code_point, float size, GlyphWeight weight) override;

    int drawn = 0;  ///< Glyphs rasterised so far.
};

}  // namespace yg::platform
