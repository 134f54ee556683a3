// Shapes, text and icons in CSS pixels, sharp at the device's density. The only file that talks to
// Dear ImGui's draw lists; knows no widget.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/pictures.hpp"
#include "ui/kit/font_loader.hpp"
#include "ui/kit/geometry.hpp"
#include "ui/kit/text_layout.hpp"
#include "ui/kit/theme.hpp"

struct ImDrawList;

namespace yg::ui {

enum class Corners : std::uint8_t { all, top, left, bottom };

class Canvas {
public:
    void begin_frame(ImDrawList* list, Fonts fonts, float density, const Theme& theme);

    // Shapes
    void fill(const Rect& rect, Color color, float radius = 0, Corners corners = Corners::all);
    /// The line lies inside `rect`.
    void stroke(const Rect& rect, Color color, float width, float radius = 0);
    void dashed(const Rect& rect, Color color, float width, float radius);
    void hatch(const Rect& rect, Color color, float radius);
    /// Rounds the corners of what was drawn in `rect` by painting `around` over them.
    void cover_corners(const Rect& rect, float radius, Color around);
    void line(Vec2 from, Vec2 to, Color color, float width = 1);
    void circle(Vec2 center, float radius, Color color);
    void ring(Vec2 center, float radius, Color color, float width);
    void polygon(std::span<const Vec2> points, Color fill, Color border, float border_width);

    /// Fills `rect`: what doesn't fit is cut off on both sides.
    void picture(const Rect& rect, const platform::Picture& picture, float radius);

    // Text
    /// On one line whose box starts at `top_left`; returns its width.
    float text(Vec2 top_left, std::string_view words, TextStyle style, Color color);
    [[nodiscard]] float text_width(std::string_view words, TextStyle style);
    [[nodiscard]] std::vector<TextLine> lines(std::string_view words, TextStyle style, float width,
                                              int lines_max = 0, Breaks breaks = Breaks::typeset);
    /// Lines laid out before, from `top_left` down; returns their height.
    float text_lines(Vec2 top_left, std::string_view words, const std::vector<TextLine>& lines,
                     TextStyle style, Color color);
    [[nodiscard]] float line_height(TextStyle style) const;
    /// Letters that are a picture: what they mean is told in another way.
    float sign(Vec2 top_left, std::string_view letters, TextStyle style, Color color);
    struct DrawnText {
        std::string words;
        Rect rect;               ///< Of its line.
        bool in_window = false;  ///< Behind a clip that shows as much of it as there is room for.
    };
    /// Debug builds only: every text that could be seen since `begin_frame` or `forget_words`.
    [[nodiscard]] const std::vector<DrawnText>& drawn_texts() const { return drawn_texts_; }
    /// Debug builds only: the texts that ended in an ellipsis since `begin_frame`.
    [[nodiscard]] const std::vector<std::string>& cut_words() const { return cut_words_; }
    void forget_words();
    /// `icon` is one of generated/icons.hpp; `size` is that of its square.
    void icon(char32_t icon, Vec2 center, float size, Color color);

    // Clipping
    /// What is in a window may be wider than it: it can be moved sideways, or gone through in a
    /// field.
    enum class ClipKind : std::uint8_t { page, window };
    void push_clip(const Rect& rect, ClipKind kind = ClipKind::page);
    void pop_clip();
    [[nodiscard]] const Rect& clip() const { return clips_.back().rect; }
    [[nodiscard]] bool visible(const Rect& rect) const;

    // A card is drawn before the height of what stands on it is known: first as high as its two
    // rounded ends, then everything below its middle is moved down.
    struct CardShape {
        Rect rect;
        float split_y = 0;
        int first_vertex = 0;
        int last_vertex = 0;
    };
    [[nodiscard]] CardShape begin_card(Vec2 top_left, float width, Color paper, bool raised);
    void card_edge(CardShape& card, Color color, float width);
    void card_accent(CardShape& card, Color color);
    void end_card(const CardShape& card, float height);

private:
    class Measure;
    [[nodiscard]] float snapped(float value) const;
    float draw(Vec2 top_left, std::string_view words, TextStyle style, Color color, bool told);

    ImDrawList* list_ = nullptr;
    Fonts fonts_;
    float density_ = 1;
    Theme theme_;
    struct Clip {
        Rect rect;
        ClipKind kind = ClipKind::page;
    };
    std::vector<Clip> clips_;
    std::vector<DrawnText> drawn_texts_;
    std::vector<std::string> cut_words_;
};

}  // namespace yg::ui
