// Choosing one of a few: chips that wrap, and a segmented control. Both are radio groups.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/kit/kit.hpp"

namespace yg::ui {

inline constexpr int nothing_chosen = -1;

/// Chips that wrap to as many lines as they need. Returns the index that was pressed, or
/// nothing_chosen.
int chips(Kit& kit, std::string_view name, const std::vector<std::string>& labels, int chosen);
/// The same on one line that is scrolled sideways.
int chip_strip(Kit& kit, std::string_view name, const std::vector<std::string>& labels, int chosen);
/// Two to four short words side by side.
int segmented(Kit& kit, std::string_view name, const std::vector<std::string>& labels, int chosen);

/// On or off, as wide as the column. True when pressed.
bool switch_row(Kit& kit, std::string_view label, bool on, std::string_view hint = {});

/// A box with a tick or without, and the words that are agreed to by it. True when pressed.
bool check_row(Kit& kit, std::string_view label, bool on, std::string_view error = {});

}  // namespace yg::ui
