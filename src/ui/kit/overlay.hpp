// What stands over a page: a sheet that must be answered first, and short messages that leave by
// themselves.
#pragma once

#include <string_view>

#include "ui/kit/kit.hpp"

namespace yg::ui {

/// A sheet from the bottom (in the middle of wide screens), scrolled when it is taller than the
/// screen. Create it after everything else of the page is closed; what is placed while it lives
/// stands on it.
class Sheet {
public:
    Sheet(Kit& kit, std::string_view title);
    ~Sheet();
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;

    /// The person tapped beside it, dragged it down, closed it, pressed Escape or went back. To a
    /// question that means no.
    [[nodiscard]] bool dismissed() const { return dismissed_; }

private:
    Kit& kit_;
    NodeId id_;
    Rect window_;
    float content_top_ = 0;
    bool dismissed_ = false;
};

/// Draws the messages of `kit.toast`, above the bars.
void draw_toasts(Kit& kit, float bottom);

}  // namespace yg::ui
