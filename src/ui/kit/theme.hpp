// Every number and colour of the look in one place. Knows no widget.
#pragma once

#include <cstdint>

namespace yg::ui {

struct Color {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    std::uint8_t a = 255;

    bool operator==(const Color&) const = default;
};

constexpr Color rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8),
            static_cast<std::uint8_t>(hex), 255};
}
/// The same colour at a share of its opacity (0–1).
Color faded(Color color, float opacity);
/// From `from` (0) to `to` (1).
Color mixed(Color from, Color to, float share);
/// Contrast of two opaque colours, 1–21 (WCAG 2.2, relative luminance).
float contrast(Color a, Color b);

struct Palette {
    Color paper;  ///< Behind everything.
    Color card;
    Color bar;       ///< Tab bar and action bars.
    Color ink;       ///< Text.
    Color ink_soft;  ///< Secondary text.
    Color line;      ///< Borders, separators, empty tracks.
    Color edge;      ///< What shows where to write: a field's border.
    Color raised;    ///< What stands up from `line`, under `ink`.
    Color red;       ///< Text and outlines of the main action.
    Color red_fill;  ///< The main action itself, under `on_red`.
    Color red_tint;
    Color on_red;
    Color sun;  ///< Accent; never text.
    Color sun_tint;
    Color ok;
    Color ok_tint;
    Color warn;
    Color chosen;  ///< A chosen chip, under `on_chosen`.
    Color on_chosen;
    Color toast_action;  ///< On a toast, whose ground is `ink`.
    Color shadow;
    Color photo_note;  ///< On a photo, under `on_red`.
    Color scrim;       ///< Over what a dialog covers.
};

const Palette& light_palette();
const Palette& dark_palette();

/// Four sizes in two weights: no screen needs more, and every further one costs glyphs.
enum class TextStyle : std::uint8_t {
    title,         // 28 semibold
    heading,       // 20 semibold
    body,          // 17
    body_strong,   // 17 semibold
    small,         // 14
    small_strong,  // 14 semibold
};

struct TextMetrics {
    float size = 17;  ///< Whole CSS pixels, so that glyphs stay sharp.
    float line_height = 26;
    bool semibold = false;
};

struct Theme {
    bool dark = false;
    bool elder = false;
    float text_scale = 1;  ///< 1.0–2.0, the person's own choice; elder mode multiplies it.

    [[nodiscard]] const Palette& colors() const { return dark ? dark_palette() : light_palette(); }
    [[nodiscard]] TextMetrics text(TextStyle style) const;
    /// `text_scale` with elder mode in it.
    [[nodiscard]] float scale() const { return text_scale * (elder ? 1.35F : 1.0F); }

    // Sizes in CSS pixels
    [[nodiscard]] float target() const { return elder ? 60 : 44; }  ///< Smallest thing to tap.
    [[nodiscard]] float button_height() const;
    [[nodiscard]] float icon() const { return elder ? 34 : 24; }
    [[nodiscard]] float icon_small() const { return elder ? 24 : 18; }
    [[nodiscard]] float round_icon() const { return elder ? 60 : 44; }  ///< Icon on a tinted disc.
    [[nodiscard]] float top_bar_height() const;
    [[nodiscard]] float tab_bar_height() const;        ///< Without the phone's own bar below it.
    [[nodiscard]] float gap() const { return 12; }     ///< Between blocks.
    [[nodiscard]] float margin() const { return 16; }  ///< Screen edge, inside of cards.

    bool operator==(const Theme&) const = default;

    static constexpr float radius = 12;
    // Wider lines are hard to read; from a desk a person looks from further away.
    static constexpr float content_width_max = 480;
    static constexpr float wide_content_width_max = 620;
    static constexpr float two_columns_width_max = 1040;
    /// From this width on a page has a rail at its left, and lists stand beside their details.
    static constexpr float wide_from = 960;
    static constexpr float rail_width = 200;
    static constexpr float list_pane_width = 380;
};

}  // namespace yg::ui
