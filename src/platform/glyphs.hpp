// Pictures of characters and icons, drawn by whatever the device has; no font is ever downloaded.
#pragma once

#include <cstdint>
#include <vector>

namespace yg::platform {

enum class GlyphWeight : std::uint8_t { regular, semibold };

/// Distances in CSS pixels of the asked size, y down from the baseline (so `top` is negative for
/// what stands above it). The picture has width_px × height_px device pixels.
struct Glyph {
    float advance = 0;
    float left = 0;
    float top = 0;
    float width = 0;
    float height = 0;
    int width_px = 0;
    int height_px = 0;
    /// It brings its own colours (emoji), else it is drawn in that of the text.
    bool colored = false;
    /// A pixel is one byte, how much of it is covered; of a coloured glyph four, RGBA with straight
    /// alpha. Empty for white space.
    std::vector<std::uint8_t> pixels;
};

struct FontMetrics {
    float ascent = 0;   ///< Above the baseline, positive.
    float descent = 0;  ///< Below the baseline, positive.
};

class GlyphSource {
public:
    virtual ~GlyphSource() = default;

    /// Metrics for a size in CSS pixels.
    virtual FontMetrics metrics(float size, GlyphWeight weight) = 0;
    /// Draws `code_point` at `size` CSS pixels and `density` device pixels per CSS pixel. Code
    /// points of the icon range (ui/kit/icon.hpp, U+E000…) give icons. False when it can't be
    /// drawn.
    virtual bool draw(char32_t code_point, float size, float density, GlyphWeight weight,
                      Glyph& out) = 0;
    /// The advance alone, in CSS pixels; cheap.
    virtual float advance(char32_t code_point, float size, GlyphWeight weight) = 0;
};

}  // namespace yg::platform
