// Breaks text into lines: between ideographs and at spaces, with 避头尾 (no line starts with a
// closing mark or ends with an opening one). Pure: widths come from the measure passed in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace yg::ui {

class TextMeasure {
public:
    virtual ~TextMeasure() = default;
    /// Width of one code point, in CSS pixels.
    virtual float advance(char32_t code_point) = 0;
};

struct TextLine {
    std::size_t begin = 0;  ///< Bytes of the text.
    std::size_t end = 0;    ///< Without the space or line feed at which it was broken.
    float width = 0;        ///< With the ellipsis.
    bool ellipsis = false;  ///< Followed by "…": more text would come.

    bool operator==(const TextLine&) const = default;
};

inline constexpr char32_t ellipsis_mark = 0x2026;

enum class Breaks : std::uint8_t {
    typeset,  ///< What is read in one stays together: a number and its unit, a word in brackets.
    plain,    ///< As a browser breaks what is typed: an input lies over the same text.
};

/// Lines of `text` not wider than `width`, except where a single code point is. An empty text has
/// one empty line. `lines_max` of 0 means as many as it takes; otherwise the last line ends in "…"
/// when something is left out.
std::vector<TextLine> break_lines(std::string_view text, float width, TextMeasure& measure,
                                  int lines_max = 0, Breaks breaks = Breaks::typeset);

/// The next code point that is drawn at `position`, which moves past it and past what only changes
/// it: of a family of emoji, of one with a skin tone or on a keycap, the first is drawn.
char32_t next_drawn(std::string_view text, std::size_t& position);

/// Width of `text` on one line.
float text_width(std::string_view text, TextMeasure& measure);

/// True when a line may not begin with `code_point`.
bool never_first(char32_t code_point);
/// True when a line may not end with `code_point`.
bool never_last(char32_t code_point);
/// True when a line may be broken between the two, which follow each other.
bool can_break_between(char32_t before, char32_t after);

}  // namespace yg::ui
