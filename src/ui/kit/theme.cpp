#include "ui/kit/theme.hpp"

#include <algorithm>
#include <cmath>

namespace yg::ui {

namespace {

constexpr Palette light = {
    .paper = rgb(0xFAF7F2),
    .card = rgb(0xFFFFFF),
    .bar = rgb(0xFFFDF9),
    .ink = rgb(0x1F2328),
    .ink_soft = rgb(0x5B616A),
    .line = rgb(0xE9E3D9),
    .edge = rgb(0x968E82),
    .raised = rgb(0xFFFFFF),
    .red = rgb(0xB3261E),
    .red_fill = rgb(0xB3261E),
    .red_tint = rgb(0xFBECEA),
    .on_red = rgb(0xFFFFFF),
    .sun = rgb(0xF2A900),
    .sun_tint = rgb(0xFFF4D9),
    .ok = rgb(0x2A7648),
    .ok_tint = rgb(0xE6F3EA),
    .warn = rgb(0x925800),
    .chosen = rgb(0x1F2328),
    .on_chosen = rgb(0xFAF7F2),
    .toast_action = rgb(0xF2B733),
    .shadow = {60, 40, 10, 26},
    .photo_note = {20, 16, 10, 190},
    .scrim = {20, 16, 10, 110},
};

// The red of the dark theme is two: light enough to be read on dark paper, dark enough to carry
// white words.
constexpr Palette dark = {
    .paper = rgb(0x15171A),
    .card = rgb(0x1E2125),
    .bar = rgb(0x191C1F),
    .ink = rgb(0xECE8E1),
    .ink_soft = rgb(0xA6ABB3),
    .line = rgb(0x2E3238),
    .edge = rgb(0x666D76),
    .raised = rgb(0x4A5059),
    .red = rgb(0xF0837A),
    .red_fill = rgb(0xC9423A),
    .red_tint = rgb(0x3A2321),
    .on_red = rgb(0xFFFFFF),
    .sun = rgb(0xF2B733),
    .sun_tint = rgb(0x3A3120),
    .ok = rgb(0x6CC08E),
    .ok_tint = rgb(0x1F3328),
    .warn = rgb(0xE0A252),
    .chosen = rgb(0xF2B733),
    .on_chosen = rgb(0x1B1B1B),
    .toast_action = rgb(0x9C1F18),
    .shadow = {0, 0, 0, 0},
    .photo_note = {0, 0, 0, 190},
    .scrim = {0, 0, 0, 150},
};

float linear(std::uint8_t channel) {
    const float c = static_cast<float>(channel) / 255.0F;
    return c <= 0.04045F ? c / 12.92F : std::pow((c + 0.055F) / 1.055F, 2.4F);
}

float luminance(Color color) {
    return 0.2126F * linear(color.r) + 0.7152F * linear(color.g) + 0.0722F * linear(color.b);
}

}  // namespace

Color faded(Color color, float opacity) {
    color.a = static_cast<std::uint8_t>(std::lround(static_cast<float>(color.a) * opacity));
    return color;
}

Color mixed(Color from, Color to, float share) {
    const auto mix = [share](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(std::lround(
            static_cast<float>(a) + (static_cast<float>(b) - static_cast<float>(a)) * share));
    };
    return {mix(from.r, to.r), mix(from.g, to.g), mix(from.b, to.b), mix(from.a, to.a)};
}

float contrast(Color a, Color b) {
    const float x = luminance(a);
    const float y = luminance(b);
    return (std::max(x, y) + 0.05F) / (std::min(x, y) + 0.05F);
}

const Palette& light_palette() {
    return light;
}
const Palette& dark_palette() {
    return dark;
}

TextMetrics Theme::text(TextStyle style) const {
    const auto metrics = [this](float size, float line, bool semibold) {
        const float scaled = std::round(size * scale());
        return TextMetrics{scaled, std::round(scaled * line), semibold};
    };
    switch (style) {
        case TextStyle::title:
            return metrics(28, 1.25F, true);
        case TextStyle::heading:
            return metrics(20, 1.3F, true);
        case TextStyle::body:
            return metrics(17, 1.5F, false);
        case TextStyle::body_strong:
            return metrics(17, 1.5F, true);
        case TextStyle::small:
            return metrics(14, 1.45F, false);
        case TextStyle::small_strong:
            return metrics(14, 1.45F, true);
    }
    return metrics(17, 1.5F, false);
}

float Theme::button_height() const {
    return std::max(elder ? 72.0F : 52.0F, text(TextStyle::body_strong).line_height + 20);
}

float Theme::top_bar_height() const {
    return std::max(elder ? 72.0F : 56.0F, text(TextStyle::heading).line_height + 16);
}

float Theme::tab_bar_height() const {
    return 8 + icon() + 2 + text(TextStyle::small).line_height + 4;
}

}  // namespace yg::ui
