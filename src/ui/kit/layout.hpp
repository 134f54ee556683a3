// How things stand beside and under each other: columns, cards, the bar with a page's main action.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "ui/kit/kit.hpp"

namespace yg::ui {

/// Side by side: shares of the width (positive) or pixels (negative). `next` begins each column.
class Columns {
public:
    /// `gap` lies between the columns, `inner_gap` between the things in one.
    Columns(Kit& kit, std::vector<float> widths, float gap = 12, float inner_gap = 8);
    ~Columns();
    Columns(const Columns&) = delete;
    Columns& operator=(const Columns&) = delete;
    void next();

private:
    Kit& kit_;
    std::vector<float> widths_;
    float gap_ = 0;
    float inner_gap_ = 0;
    float x_ = 0;
    float y_ = 0;
    float tallest_ = 0;
    std::size_t count_ = 0;
};

struct CardOptions {
    /// Makes the whole card a button with this name; its content is then not told separately.
    std::string_view button = {};
    std::string_view description = {};
    std::string_view href = {};
    bool accent = false;  ///< A sunlit edge: it waits for the person.
    std::optional<Color> tint = {};
    float padding = -1;  ///< Default: the theme's margin.
    float gap = 12;
    bool selected = false;  ///< Framed in red.
};

/// A rounded sheet of paper; what is placed while it lives stands on it.
class Card {
public:
    Card(Kit& kit, const CardOptions& options = {});
    ~Card();
    Card(const Card&) = delete;
    Card& operator=(const Card&) = delete;

    [[nodiscard]] bool pressed() const { return pressed_; }

private:
    Kit& kit_;
    CardOptions options_;
    NodeId id_ = 0;
    Rect start_;
    float padding_ = 0;
    Canvas::CardShape shape_;
    bool pressed_ = false;
};

/// The bar at the bottom with a page's main action. Takes its room, so it comes before the Body.
class ActionBar {
public:
    explicit ActionBar(Kit& kit, std::string_view name);
    ~ActionBar();
    ActionBar(const ActionBar&) = delete;
    ActionBar& operator=(const ActionBar&) = delete;

private:
    Kit& kit_;
    NodeId id_;
    Rect bar_;
};

/// While it lives, pages are drawn in a part of a wide screen as if they had it for themselves.
/// The list comes first and takes its room; the detail gets what is left.
class PaneScope {
public:
    PaneScope(Kit& kit, PaneKind kind);
    ~PaneScope();
    PaneScope(const PaneScope&) = delete;
    PaneScope& operator=(const PaneScope&) = delete;

private:
    Kit& kit_;
    NodeId id_ = 0;  ///< The list's landmark.
    Rect rest_after_;
    Pane pane_after_;
};

void divider(Kit& kit);
/// Where content of `width` stands inside the rest of a wide screen.
Rect centered_band(const Kit& kit, const Rect& area, bool two_columns = false);

}  // namespace yg::ui
