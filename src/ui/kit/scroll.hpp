// Scrolled areas: a page's body, a strip inside it, and long lists that build only what is seen.
#pragma once

#include <string_view>

#include "ui/kit/kit.hpp"

namespace yg::ui {

/// What is left of the screen, scrolled, with margins; no wider than reads well. The page's `main`.
class Body {
public:
    /// `name` tells one page's scroll position from another's. `two_columns`: as wide as two
    /// columns need, where there is room for them.
    Body(Kit& kit, std::string_view name, bool two_columns = false);
    ~Body();
    Body(const Body&) = delete;
    Body& operator=(const Body&) = delete;

    /// True once when the person pulled the page down over its top and let go.
    [[nodiscard]] bool pulled() const { return pulled_; }

private:
    Kit& kit_;
    NodeId id_;
    Rect window_;
    float content_top_ = 0;
    bool pulled_ = false;
};

/// A row that is scrolled sideways. Things are placed with `take`.
class Strip {
public:
    Strip(Kit& kit, std::string_view name, float height, float gap);
    ~Strip();
    Strip(const Strip&) = delete;
    Strip& operator=(const Strip&) = delete;

    Rect take(float width);
    /// Keeps this part in view the first time the strip is shown.
    void reveal(const Rect& rect) { reveal_ = rect; }

private:
    Kit& kit_;
    NodeId id_;
    Rect window_;
    float x_ = 0;
    float gap_ = 0;
    std::optional<Rect> outer_clip_;
    std::optional<Rect> reveal_;
};

struct Range {
    int first = 0;
    int last = 0;  ///< One past the last.
};

/// Which of `count` rows of one `height` are on or near the screen. Skips the room of those above;
/// call `end_rows` after drawing rows [first, last).
Range begin_rows(Kit& kit, int count, float height);
void end_rows(Kit& kit, int count, float height, Range range);

}  // namespace yg::ui
