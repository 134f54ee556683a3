// Glyphs and icons drawn by the browser's Canvas2D with the device's own fonts.
#pragma once

#include "platform/glyphs.hpp"

namespace yg::platform {

class BrowserGlyphs : public GlyphSource {
public:
    FontMetrics metrics(float size, GlyphWeight weight) override;
    bool draw(char32_t code_point, float size, float density, GlyphWeight weight,
              Glyph& out) override;
    float advance(char32_t code_point, float size, GlyphWeight weight) override;

    /// False where the browser gives noise or nothing back instead of the drawn pixels (some
    /// privacy modes): then nothing drawn here can be trusted.
    bool reads_back();
};

}  // namespace yg::platform
