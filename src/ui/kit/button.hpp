// Buttons: what a page can do, in three weights.
#pragma once

#include <string_view>

#include "ui/kit/kit.hpp"

namespace yg::ui {

enum class ButtonKind : std::uint8_t {
    primary,    ///< The one main action.
    secondary,  ///< Outlined.
    ghost,      ///< Words alone.
};

struct ButtonOptions {
    ButtonKind kind = ButtonKind::primary;
    char32_t icon = 0;
    bool large = false;  ///< A page's hero.
    bool small = false;  ///< As low as a finger allows.
    bool busy = false;   ///< Works; can't be pressed again.
    bool disabled = false;
    std::string_view description = {};
    std::string_view href = {};  ///< Makes it a link ("tel:119", "#/raise").
};

/// As wide as the column. True when pressed.
bool button(Kit& kit, std::string_view label, const ButtonOptions& options = {});

/// What a button without an icon needs to keep `label` on one line.
float button_width(Kit& kit, std::string_view label);

/// A bare icon with a name only screen readers hear, around `center`.
bool icon_button(Kit& kit, std::string_view name, char32_t icon, Vec2 center,
                 std::string_view href = {});

/// A rounded outline with an icon and words, its right edge at `right`. Returns its width.
float pill_width(Kit& kit, std::string_view label, bool with_icon);
bool pill_button(Kit& kit, std::string_view label, char32_t icon, const Rect& rect);

}  // namespace yg::ui
