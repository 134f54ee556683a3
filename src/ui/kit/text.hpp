// Words on the page: paragraphs, headings, and what a screen reader says of them.
#pragma once

#include <optional>
#include <string_view>

#include "ui/kit/kit.hpp"

namespace yg::ui {

enum class Align : std::uint8_t { left, center, right };

struct TextOptions {
    TextStyle style = TextStyle::body;
    std::optional<Color> color = {};  ///< Default: ink.
    Align align = Align::left;
    int lines_max = 0;
    NodeRole role = NodeRole::text;  ///< `status` and `alert` are announced when they appear.
};

void text(Kit& kit, std::string_view words, const TextOptions& options = {});
/// Secondary words in the small size.
void small_text(Kit& kit, std::string_view words);
/// What is wrong with what stands above, with a sign beside it; announced.
void error_text(Kit& kit, std::string_view words);
/// `level` 1 is the page's title.
void heading(Kit& kit, std::string_view words, int level, TextStyle style);
/// A section's heading with a short link at its end; true when that was pressed.
bool section(Kit& kit, std::string_view words, std::string_view link = {},
             std::string_view href = {});

}  // namespace yg::ui
