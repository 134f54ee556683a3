// Points and rectangles in CSS pixels. Knows nothing of drawing.
#pragma once

#include <algorithm>

#include "platform/semantics.hpp"

namespace yg::ui {

struct Vec2 {
    float x = 0;
    float y = 0;

    bool operator==(const Vec2&) const = default;
};

struct Rect {
    float x = 0;
    float y = 0;
    float width = 0;
    float height = 0;

    [[nodiscard]] float right() const { return x + width; }
    [[nodiscard]] float bottom() const { return y + height; }
    [[nodiscard]] Vec2 center() const { return {x + width / 2, y + height / 2}; }
    [[nodiscard]] bool empty() const { return width <= 0 || height <= 0; }
    [[nodiscard]] bool contains(Vec2 point) const {
        return point.x >= x && point.x < right() && point.y >= y && point.y < bottom();
    }
    [[nodiscard]] Rect inset(float dx, float dy) const {
        return {x + dx, y + dy, width - 2 * dx, height - 2 * dy};
    }
    [[nodiscard]] Rect intersect(const Rect& other) const {
        const float left = std::max(x, other.x);
        const float top = std::max(y, other.y);
        return {left, top, std::max(0.0F, std::min(right(), other.right()) - left),
                std::max(0.0F, std::min(bottom(), other.bottom()) - top)};
    }
    /// Grown to at least `size` both ways around its centre: what a finger may hit.
    [[nodiscard]] Rect at_least(float size) const {
        return inset(-std::max(0.0F, size - width) / 2, -std::max(0.0F, size - height) / 2);
    }

    bool operator==(const Rect&) const = default;
};

inline platform::NodeRect to_node_rect(const Rect& rect) {
    return {rect.x, rect.y, rect.width, rect.height};
}
inline Rect to_rect(const platform::NodeRect& rect) {
    return {rect.x, rect.y, rect.width, rect.height};
}

}  // namespace yg::ui
