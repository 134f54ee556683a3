#include "ui/kit/canvas.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.hpp"
#include "base/text.hpp"

namespace yg::ui {

namespace {

ImU32 packed(Color color) {
    return IM_COL32(color.r, color.g, color.b, color.a);
}
ImVec2 to_im(Vec2 point) {
    return {point.x, point.y};
}

ImDrawFlags flags_of(Corners corners) {
    switch (corners) {
        case Corners::all:
            return ImDrawFlags_RoundCornersAll;
        case Corners::top:
            return ImDrawFlags_RoundCornersTop;
        case Corners::left:
            return ImDrawFlags_RoundCornersLeft;
        case Corners::bottom:
            return ImDrawFlags_RoundCornersBottom;
    }
    return ImDrawFlags_RoundCornersAll;
}

void draw_glyph(ImDrawList& list, const ImFontGlyph& glyph, float x, float y, ImU32 color) {
    // What has colours of its own fades with the text, no more.
    if (glyph.Colored) color |= IM_COL32(255, 255, 255, 0);
    list.PrimRectUV({x + glyph.X0, y + glyph.Y0}, {x + glyph.X1, y + glyph.Y1},
                    {glyph.U0, glyph.V0}, {glyph.U1, glyph.V1}, color);
}

}  // namespace

class Canvas::Measure : public TextMeasure {
public:
    Measure(const Canvas& canvas, TextStyle style)
        : metrics_(canvas.theme_.text(style)),
          font_(metrics_.semibold ? canvas.fonts_.semibold : canvas.fonts_.regular),
          baked_(font_->GetFontBaked(metrics_.size, canvas.density_)) {}

    float advance(char32_t code_point) override { return baked_->GetCharAdvance(code_point); }

    [[nodiscard]] const TextMetrics& metrics() const { return metrics_; }
    [[nodiscard]] ImFontBaked& baked() { return *baked_; }

private:
    TextMetrics metrics_;
    ImFont* font_;
    ImFontBaked* baked_;
};

void Canvas::begin_frame(ImDrawList* list, Fonts fonts, float density, const Theme& theme) {
    list_ = list;
    fonts_ = fonts;
    density_ = density;
    theme_ = theme;
    // Edges are softened over one device pixel, not one CSS pixel.
    list_->_FringeScale = 1 / density;
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    clips_ = {{.rect = {0, 0, size.x, size.y}}};
    forget_words();
}

float Canvas::snapped(float value) const {
    return std::round(value * density_) / density_;
}

bool Canvas::visible(const Rect& rect) const {
    return rect.x < clip().right() && rect.right() > clip().x && rect.y < clip().bottom() &&
           rect.bottom() > clip().y;
}

void Canvas::fill(const Rect& rect, Color color, float radius, Corners corners) {
    if (!visible(rect) || color.a == 0) return;
    list_->AddRectFilled({snapped(rect.x), snapped(rect.y)},
                         {snapped(rect.right()), snapped(rect.bottom())}, packed(color), radius,
                         flags_of(corners));
}

void Canvas::picture(const Rect& rect, const platform::Picture& picture, float radius) {
    if (!visible(rect) || picture.texture == 0) return;
    const float scale = std::max(rect.width / picture.width, rect.height / picture.height);
    const float u = (1 - rect.width / (picture.width * scale)) / 2;
    const float v = (1 - rect.height / (picture.height * scale)) / 2;
    list_->AddImageRounded(ImTextureRef(static_cast<ImTextureID>(picture.texture)),
                           {snapped(rect.x), snapped(rect.y)},
                           {snapped(rect.right()), snapped(rect.bottom())}, {u, v}, {1 - u, 1 - v},
                           IM_COL32_WHITE, radius);
}

void Canvas::stroke(const Rect& rect, Color color, float width, float radius) {
    if (!visible(rect)) return;
    const float half = width / 2;
    // AddRect shifts by half a pixel for lines of one pixel; the path doesn't.
    list_->PathRect({snapped(rect.x) + half, snapped(rect.y) + half},
                    {snapped(rect.right()) - half, snapped(rect.bottom()) - half},
                    std::max(0.0F, radius - half));
    list_->PathStroke(packed(color), ImDrawFlags_Closed, width);
}

void Canvas::dashed(const Rect& rect, Color color, float width, float radius) {
    if (!visible(rect)) return;
    const float half = width / 2;
    list_->PathRect({rect.x + half, rect.y + half}, {rect.right() - half, rect.bottom() - half},
                    radius);
    std::vector<ImVec2> outline(list_->_Path.begin(), list_->_Path.end());
    list_->PathClear();
    outline.push_back(outline.front());
    // The outline cut into pieces of `dash`; every second one is drawn.
    constexpr float dash = 4;
    float left = dash;
    bool pen_down = true;
    for (std::size_t i = 0; i + 1 < outline.size(); ++i) {
        ImVec2 at = outline[i];
        const ImVec2 to = outline[i + 1];
        float length = std::hypot(to.x - at.x, to.y - at.y);
        while (length > 0.01F) {
            const float step = std::min(left, length);
            const ImVec2 next = {at.x + (to.x - at.x) * step / length,
                                 at.y + (to.y - at.y) * step / length};
            if (pen_down) {
                list_->PathLineTo(at);
                list_->PathLineTo(next);
                list_->PathStroke(packed(color), ImDrawFlags_None, width);
            }
            at = next;
            length -= step;
            left -= step;
            if (left > 0.01F) continue;
            left = dash;
            pen_down = !pen_down;
        }
    }
}

void Canvas::hatch(const Rect& rect, Color color, float radius) {
    if (!visible(rect)) return;
    constexpr float step = 16;
    constexpr float band = 8;
    push_clip(rect);
    for (float at = rect.x - rect.height; at < rect.right() + rect.height; at += step) {
        const std::array<Vec2, 4> stripe = {Vec2{at, rect.bottom()}, Vec2{at + rect.height, rect.y},
                                            Vec2{at + rect.height + band, rect.y},
                                            Vec2{at + band, rect.bottom()}};
        polygon(stripe, color, color, 0);
    }
    pop_clip();
    cover_corners(rect, radius, theme_.colors().card);
}

void Canvas::cover_corners(const Rect& rect, float radius, Color around) {
    for (const float sx : {1.0F, -1.0F}) {
        for (const float sy : {1.0F, -1.0F}) {
            const Vec2 corner = {sx > 0 ? rect.x : rect.right(), sy > 0 ? rect.y : rect.bottom()};
            std::vector<Vec2> cover = {corner};
            constexpr float quarter = 1.5707963F;
            for (int n = 0; n <= 6; ++n) {
                const float angle = quarter * static_cast<float>(n) / 6;
                cover.push_back({corner.x + sx * radius * (1 - std::sin(angle)),
                                 corner.y + sy * radius * (1 - std::cos(angle))});
            }
            // Softened edges want one direction of turning.
            if (sx * sy < 0) std::reverse(cover.begin(), cover.end());
            polygon(cover, around, around, 0);
        }
    }
}

void Canvas::line(Vec2 from, Vec2 to, Color color, float width) {
    // Level and upright lines are boxes on whole device pixels: a softened line would be two grey
    // ones.
    if (from.y == to.y) return fill({from.x, from.y - width / 2, to.x - from.x, width}, color);
    if (from.x == to.x) return fill({from.x - width / 2, from.y, width, to.y - from.y}, color);
    list_->PathLineTo(to_im(from));
    list_->PathLineTo(to_im(to));
    list_->PathStroke(packed(color), ImDrawFlags_None, width);
}

void Canvas::circle(Vec2 center, float radius, Color color) {
    if (!visible({center.x - radius, center.y - radius, 2 * radius, 2 * radius})) return;
    list_->AddCircleFilled(to_im(center), radius, packed(color));
}

void Canvas::ring(Vec2 center, float radius, Color color, float width) {
    if (!visible({center.x - radius, center.y - radius, 2 * radius, 2 * radius})) return;
    list_->AddCircle(to_im(center), radius - width / 2, packed(color), 0, width);
}

void Canvas::polygon(std::span<const Vec2> points, Color fill, Color border, float border_width) {
    std::vector<ImVec2> corners;
    corners.reserve(points.size());
    for (const Vec2& point : points) corners.push_back(to_im(point));
    const auto count = static_cast<int>(corners.size());
    if (fill.a > 0) list_->AddConcavePolyFilled(corners.data(), count, packed(fill));
    if (border_width > 0) {
        list_->AddPolyline(corners.data(), count, packed(border), ImDrawFlags_Closed, border_width);
    }
}

float Canvas::text(Vec2 top_left, std::string_view words, TextStyle style, Color color) {
    return draw(top_left, words, style, color, true);
}

float Canvas::sign(Vec2 top_left, std::string_view letters, TextStyle style, Color color) {
    return draw(top_left, letters, style, color, false);
}

float Canvas::draw(Vec2 top_left, std::string_view words, TextStyle style, Color color,
                   [[maybe_unused]] bool told) {
    Measure measure(*this, style);
    const TextMetrics& metrics = measure.metrics();
    const float width = yg::ui::text_width(words, measure);
    if (!visible({top_left.x, top_left.y, width, metrics.line_height})) return width;
#ifndef NDEBUG
    if (told) {
        drawn_texts_.push_back({.words = std::string(words),
                                .rect = {top_left.x, top_left.y, width, metrics.line_height},
                                .in_window = clips_.back().kind == ClipKind::window});
    }
#endif
    ImFontBaked& baked = measure.baked();
    const float content = baked.Ascent - baked.Descent;
    // On whole device pixels, both the baseline and every glyph: text stays sharp.
    const float y =
        snapped(top_left.y + (metrics.line_height - content) / 2 + baked.Ascent) - baked.Ascent;
    // Loading a glyph may replace the atlas, so all of them are loaded before the first is drawn.
    int count = 0;
    for (std::size_t at = 0; at < words.size();) {
        baked.FindGlyph(next_drawn(words, at));
        ++count;
    }
    list_->PrimReserve(count * 6, count * 4);
    int drawn = 0;
    float x = top_left.x;
    for (std::size_t at = 0; at < words.size();) {
        const ImFontGlyph* glyph = baked.FindGlyph(next_drawn(words, at));
        if (glyph->Visible) {
            draw_glyph(*list_, *glyph, snapped(x), y, packed(color));
            ++drawn;
        }
        x += glyph->AdvanceX;
    }
    list_->PrimUnreserve((count - drawn) * 6, (count - drawn) * 4);
    return width;
}

float Canvas::text_width(std::string_view words, TextStyle style) {
    Measure measure(*this, style);
    return yg::ui::text_width(words, measure);
}

std::vector<TextLine> Canvas::lines(std::string_view words, TextStyle style, float width,
                                    int lines_max, Breaks breaks) {
    Measure measure(*this, style);
    return break_lines(words, width, measure, lines_max, breaks);
}

void Canvas::forget_words() {
    drawn_texts_.clear();
    cut_words_.clear();
}

float Canvas::text_lines(Vec2 top_left, std::string_view words, const std::vector<TextLine>& lines,
                         TextStyle style, Color color) {
    const float height = line_height(style);
    Vec2 at = top_left;
    for (const TextLine& line : lines) {
        const std::string_view shown = words.substr(line.begin, line.end - line.begin);
        const float width = text(at, shown, style, color);
        if (line.ellipsis) {
            sign({at.x + width, at.y}, "\xE2\x80\xA6", style, color);
#ifndef NDEBUG
            if (clips_.back().kind != ClipKind::window) cut_words_.emplace_back(words);
#endif
        }
        at.y += height;
    }
    return at.y - top_left.y;
}

float Canvas::line_height(TextStyle style) const {
    return theme_.text(style).line_height;
}

void Canvas::icon(char32_t icon, Vec2 center, float size, Color color) {
    const Rect box = {snapped(center.x - size / 2), snapped(center.y - size / 2), size, size};
    if (!visible(box)) return;
    ImFontBaked* baked = fonts_.regular->GetFontBaked(size, density_);
    const ImFontGlyph* glyph = baked->FindGlyph(icon);
    if (!glyph->Visible) return;
    list_->PrimReserve(6, 4);
    // Its picture is its whole square, wherever that stands to the baseline.
    draw_glyph(*list_, *glyph, box.x - glyph->X0, box.y - glyph->Y0, packed(color));
}

void Canvas::push_clip(const Rect& rect, ClipKind kind) {
    if (clips_.back().kind == ClipKind::window) kind = ClipKind::window;
    clips_.push_back({clip().intersect(rect), kind});
    list_->PushClipRect({clip().x, clip().y}, {clip().right(), clip().bottom()});
}

void Canvas::pop_clip() {
    CHECK(clips_.size() > 1);
    clips_.pop_back();
    list_->PopClipRect();
}

Canvas::CardShape Canvas::begin_card(Vec2 top_left, float width, Color paper, bool raised) {
    constexpr float seed_height = 4 * Theme::radius;
    CardShape card;
    card.rect = {snapped(top_left.x), snapped(top_left.y), width, seed_height};
    card.split_y = card.rect.y + seed_height / 2;
    card.first_vertex = list_->VtxBuffer.Size;
    const ImVec2 from = {card.rect.x, card.rect.y};
    const ImVec2 to = {card.rect.right(), card.rect.bottom()};
    const Color shade = theme_.colors().shadow;
    if (raised && shade.a > 0) {
        // The softened edge of one shape is the whole shadow.
        list_->_FringeScale = 5;
        list_->AddRectFilled({from.x, from.y + 1.5F}, {to.x, to.y + 1.5F}, packed(shade),
                             Theme::radius);
        list_->_FringeScale = 1 / density_;
    }
    list_->AddRectFilled(from, to, packed(paper), Theme::radius);
    card.last_vertex = list_->VtxBuffer.Size;
    if (raised && shade.a == 0) card_edge(card, theme_.colors().line, 1);
    return card;
}

void Canvas::card_edge(CardShape& card, Color color, float width) {
    const float half = width / 2;
    list_->PathRect({card.rect.x + half, card.rect.y + half},
                    {card.rect.right() - half, card.rect.bottom() - half}, Theme::radius - half);
    list_->PathStroke(packed(color), ImDrawFlags_Closed, width);
    card.last_vertex = list_->VtxBuffer.Size;
}

void Canvas::card_accent(CardShape& card, Color color) {
    // Outside it follows the card's corners; inside it runs out to a point where they end.
    constexpr float width = 4;
    constexpr float radius = Theme::radius;
    constexpr float quarter = 1.5707963F;
    constexpr int steps = 8;
    const Rect& rect = card.rect;
    const auto bend = [&](float across, bool top, int step) {
        const float angle = quarter * static_cast<float>(step) / steps;
        const float down = radius - radius * std::sin(angle);
        list_->PathLineTo({rect.x + radius - across * std::cos(angle),
                           top ? rect.y + down : rect.bottom() - down});
    };
    for (int n = steps; n >= 0; --n) bend(radius, false, n);
    for (int n = 0; n <= steps; ++n) bend(radius, true, n);
    for (int n = steps - 1; n >= 0; --n) bend(radius - width, true, n);
    for (int n = 0; n < steps; ++n) bend(radius - width, false, n);
    list_->PathFillConcave(packed(color));
    card.last_vertex = list_->VtxBuffer.Size;
}

void Canvas::end_card(const CardShape& card, float height) {
    const float grown = height - card.rect.height;
    for (int i = card.first_vertex; i < card.last_vertex; ++i) {
        ImDrawVert& vertex = list_->VtxBuffer[i];
        if (vertex.pos.y > card.split_y) vertex.pos.y += grown;
    }
}

}  // namespace yg::ui
