// One fact on a line: something in front, a title, what belongs to it, a state at the end.
#pragma once

#include <string>
#include <string_view>

#include "ui/kit/kit.hpp"
#include "ui/kit/tag.hpp"

namespace yg::ui {

struct ListRow {
    std::string_view title = {};
    std::string_view detail = {};  ///< Below the title; takes as many lines as it needs.
    int title_lines_max = 2;

    // In front: an icon on a disc, or one or two short words ("28" over "周六").
    char32_t icon = 0;
    Tone icon_tone = Tone::neutral;
    std::string_view lead = {};
    std::string_view lead_below = {};

    TagText tag = {};      ///< At the end.
    bool chevron = false;  ///< At the end: it leads somewhere.

    bool pressable = true;
    bool tall = false;           ///< Room above and below, for rows that are cards of their own.
    std::string_view href = {};  ///< Where it leads, if it does.
    std::string_view id = {};    ///< Needed when two rows may have the same title.
};

/// True when pressed.
bool list_row(Kit& kit, const ListRow& row);

/// An icon and what it stands for. `main` facts are larger and darker.
void fact_row(Kit& kit, char32_t icon, std::string_view words, bool main = false);

}  // namespace yg::ui
