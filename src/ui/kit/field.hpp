// A text field. Its frame, label and resting text are drawn here; while it is focused, the real
// input that lies over it shows text, caret and selection, and belongs to the device.
#pragma once

#include <string>
#include <string_view>

#include "ui/kit/kit.hpp"

namespace yg::ui {

struct FieldOptions {
    std::string_view label = {};
    platform::FieldKind kind = platform::FieldKind::line;
    std::string_view placeholder = {};
    std::string_view hint = {};   ///< Below, in soft ink.
    std::string_view error = {};  ///< Below, instead of the hint.
    int counted_max = 0;          ///< Shows "21 / 500" below (code points); 0: no counter.
    int lines_min = 1;            ///< Multi-line fields start this high and grow.
    bool required = false;
    bool hide_label = false;  ///< The label is only spoken: a heading above already says it.
    bool submits = false;     ///< Enter does what the form's main button does: see `entered`.
};

/// True when the person changed `value`.
bool field(Kit& kit, const FieldOptions& options, std::string& value);
/// True once when Enter was pressed in the field with this label, which `submits`.
bool entered(const Kit& kit, std::string_view label);

}  // namespace yg::ui
