// The bars that frame a page: its title with the way back, and the five tabs.
#pragma once

#include <span>
#include <string_view>

#include "ui/kit/kit.hpp"
#include "ui/kit/tag.hpp"

namespace yg::ui {

enum class TopBarUse : std::uint8_t { none, back, action };

struct TopBar {
    std::string_view title = {};
    bool back = false;
    std::string_view note = {};  ///< Small words at the end.
    char32_t action_icon = 0;
    std::string_view action = {};  ///< The action's name.
    bool two_columns = false;      ///< As wide as the body below it.
};

TopBarUse top_bar(Kit& kit, const TopBar& bar);

struct Tab {
    std::string_view label = {};
    char32_t icon = 0;
    std::string_view href = {};
    int badge = 0;
};

/// At the bottom of a phone. Returns the index that was pressed, or -1.
int tab_bar(Kit& kit, std::span<const Tab> tabs, int current);
/// The same at the left of a wide screen, under the portal's name.
int side_rail(Kit& kit, std::string_view title, std::span<const Tab> tabs, int current);

}  // namespace yg::ui
