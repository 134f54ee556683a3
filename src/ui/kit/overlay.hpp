// What stands over a page: a sheet that must be answered first, and short messages that leave by
// themselves.
#pragma once

#include <string_view>

#include "ui/kit/kit.hpp"

namespace yg::ui {

/// A sheet from the bottom (in the middle of wide screens). Create it after everything else of the
/// page is closed; what is placed while it lives stands on it.
class Sheet {
public:
    Sheet(Kit& kit, std::string_view title);
    ~Sheet();
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;

    /// The person tapped beside it, closed it or pressed Escape.
    [[nodiscard]] bool dismissed() const { return dismissed_; }

private:
    Kit& kit_;
    NodeId id_;
    bool dismissed_ = false;
};

/// Draws the messages of `kit.toast`, above the bars.
void draw_toasts(Kit& kit, float bottom);

}  // namespace yg::ui
