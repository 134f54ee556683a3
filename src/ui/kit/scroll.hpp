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

/// A list of `count` rows of one `height`, of which those on or near the screen are built. Each is
/// told as "3 of 120". Where the semantic elements are the page, it begins with some and has a
/// button for more.
class Rows {
public:
    Rows(Kit& kit, int count, float height);
    ~Rows();
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;

    /// Draw these, each within an Item.
    [[nodiscard]] Range range() const { return range_; }

    /// The row at `index`, while it lives; `name` is its own among the rows.
    class Item {
    public:
        Item(const Rows& rows, std::string_view name, int index);
        ~Item();
        Item(const Item&) = delete;
        Item& operator=(const Item&) = delete;

    private:
        Kit& kit_;
    };

private:
    Kit& kit_;
    NodeId id_;
    int count_ = 0;
    float height_ = 0;
    int shown_ = 0;
    Range range_;
};

}  // namespace yg::ui
