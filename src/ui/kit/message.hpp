// What a page says about itself: a warning with numbers to call, and what to do where nothing is
// yet.
#pragma once

#include <span>
#include <string_view>

#include "ui/kit/kit.hpp"
#include "ui/kit/tag.hpp"

namespace yg::ui {

struct Call {
    std::string_view number = {};  ///< "119"
    std::string_view name = {};    ///< "火警"
};

/// A tinted strip with an icon. Its numbers are links that dial.
void banner(Kit& kit, std::string_view words, Tone tone, char32_t icon,
            std::span<const Call> calls = {});

struct EmptyState {
    char32_t icon = 0;
    std::string_view title = {};
    std::string_view detail = {};
    std::string_view action = {};  ///< A button, if there is something to do.
    std::string_view href = {};
};

/// True when its action was pressed.
bool empty_state(Kit& kit, const EmptyState& state);

}  // namespace yg::ui
