#include "ui/kit/text_layout.hpp"

#include <algorithm>
#include <iterator>

#include "base/text.hpp"

namespace yg::ui {

namespace {

// GB/T 15834 and the W3C's "Requirements for Chinese Text Layout", 3.1.5.
// Closing marks: ! % ) , . : ; ? ] } ¢ ° · ’ ” † ‰ ℃ … 、。〉》」』】〕〗〞 ー 々
// ！％），．：；？］｝～￠
constexpr char32_t closing[] = {
    0x21,   0x25,   0x29,   0x2C,   0x2E,   0x3A,   0x3B,   0x3F,   0x5D,   0x7D,   0xA2,
    0xB0,   0xB7,   0x2019, 0x201D, 0x2026, 0x2030, 0x2103, 0x3001, 0x3002, 0x3005, 0x3009,
    0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3017, 0x301E, 0x30FC, 0xFF01, 0xFF05, 0xFF09,
    0xFF0C, 0xFF0E, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D, 0xFF5E, 0xFFE0};
// Opening marks: ( [ { £ ¥ ‘ “ 〈《「『【〔〖〝 ＄（［｛￡￥
constexpr char32_t opening[] = {0x24,   0x28,   0x5B,   0x7B,   0xA3,   0xA5,   0x2018, 0x201C,
                                0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0x3016, 0x301D,
                                0xFF04, 0xFF08, 0xFF3B, 0xFF5B, 0xFFE1, 0xFFE5};

constexpr char32_t joiner = 0x200D;
constexpr char32_t separator_dot = 0xB7;

bool is_space(char32_t c) {
    return c == ' ' || c == '\t' || c == 0x3000;
}

/// What may be broken on either side: ideographs, kana, hangul, full-width forms, emoji.
bool stands_alone(char32_t c) {
    return (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFFEF) ||
           (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_skin_tone(char32_t c) {
    return c >= 0x1F3FB && c <= 0x1F3FF;
}

/// Emoji, and the older signs that may be shown as some.
bool is_pictograph(char32_t c) {
    return (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x1F000 && c <= 0x1FAFF);
}

/// What changes how the code point before it looks, and is nothing by itself: variation selectors,
/// the tags of a flag, a keycap.
bool only_changes(char32_t c) {
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0020 && c <= 0xE007F) || c == 0x20E3;
}

/// What hangs on the code point before it: accents, variation selectors, joiners, skin tones.
bool joins_previous(char32_t c) {
    return (c >= 0x300 && c <= 0x36F) || only_changes(c) || c == joiner || is_skin_tone(c);
}

struct Unit {
    char32_t code_point = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
    float advance = 0;
};

std::vector<Unit> read_units(std::string_view text, TextMeasure& measure) {
    std::vector<Unit> units;
    units.reserve(text.size());
    for (std::size_t position = 0; position < text.size();) {
        Unit unit;
        unit.begin = position;
        unit.code_point = next_drawn(text, position);
        unit.end = position;
        if (unit.code_point != '\n') unit.advance = measure.advance(unit.code_point);
        units.push_back(unit);
    }
    return units;
}

bool is_digit(char32_t c) {
    return c >= '0' && c <= '9';
}

/// Between a whole number and what it counts: "5 分钟", "12网格"; not after a time or a decimal.
bool parts_number_from_unit(const std::vector<Unit>& units, std::size_t at) {
    if (!stands_alone(units[at].code_point) || never_last(units[at].code_point)) return false;
    std::size_t before = at;
    if (before > 0 && is_space(units[before - 1].code_point)) --before;
    if (before == 0 || !is_digit(units[before - 1].code_point)) return false;
    while (before > 0 && is_digit(units[before - 1].code_point)) --before;
    const char32_t mark = before > 0 ? units[before - 1].code_point : U' ';
    return mark != ':' && mark != '.' && mark != '-' && mark != 0x2013;
}

/// Inside brackets that hold a word or two: "（示例）".
bool is_in_short_brackets(const std::vector<Unit>& units, std::size_t at) {
    constexpr std::size_t most = 6;
    std::size_t opened = at;
    while (opened > 0 && units[opened - 1].code_point != 0xFF08) {
        if (units[opened - 1].code_point == 0xFF09 || at - opened >= most) return false;
        --opened;
    }
    if (opened == 0) return false;
    const std::size_t end = std::min(units.size(), opened + most + 1);
    return std::any_of(units.begin() + static_cast<std::ptrdiff_t>(at),
                       units.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const Unit& unit) { return unit.code_point == 0xFF09; });
}

/// Where a line that may be broken at `last` is broken best: what is read in one stays together, if
/// that leaves no more than half of the line, `used` px wide up to `last`, empty.
std::size_t best_break(const std::vector<Unit>& units, std::size_t first, std::size_t last,
                       float used, float width) {
    for (std::size_t at = last; at > first && used >= width / 2; --at) {
        if (can_break_between(units[at - 1].code_point, units[at].code_point) &&
            !parts_number_from_unit(units, at) && !is_in_short_brackets(units, at)) {
            return at;
        }
        used -= units[at - 1].advance;
    }
    return last;
}

/// One past the last unit of the line that starts at `first`.
std::size_t end_of_line(const std::vector<Unit>& units, std::size_t first, float width,
                        Breaks breaks) {
    float used = 0;
    float used_to_break = 0;
    std::size_t last_break = first;
    for (std::size_t i = first; i < units.size(); ++i) {
        const Unit& unit = units[i];
        if (unit.code_point == '\n') return i;
        if (i > first && can_break_between(units[i - 1].code_point, unit.code_point)) {
            last_break = i;
            used_to_break = used;
        }
        used += unit.advance;
        // Spaces may hang over the edge. The tolerance forgives sums of rounded floats.
        if (used <= width + 0.01F || is_space(unit.code_point)) continue;
        if (last_break > first) {
            return breaks == Breaks::plain
                       ? last_break
                       : best_break(units, first, last_break, used_to_break, width);
        }
        std::size_t cut = std::max(i, first + 1);
        while (cut < units.size() &&
               (joins_previous(units[cut].code_point) || units[cut - 1].code_point == joiner)) {
            ++cut;
        }
        return cut;
    }
    return units.size();
}

/// Without the spaces before `end`.
std::size_t trimmed(const std::vector<Unit>& units, std::size_t first, std::size_t end) {
    while (end > first && is_space(units[end - 1].code_point)) --end;
    return end;
}

/// A dot between two things (" · ") is not needed where the line breaks between them.
std::size_t without_separator(const std::vector<Unit>& units, std::size_t first, std::size_t end) {
    const std::size_t last = trimmed(units, first, end);
    const bool is_dot = last > first + 1 && last < units.size() &&
                        units[last - 1].code_point == separator_dot &&
                        is_space(units[last - 2].code_point);
    return is_dot ? trimmed(units, first, last - 1) : last;
}

TextLine make_line(const std::vector<Unit>& units, std::size_t first, std::size_t end,
                   std::size_t text_size, Breaks breaks) {
    TextLine line;
    line.begin = first < units.size() ? units[first].begin : text_size;
    end =
        breaks == Breaks::plain ? trimmed(units, first, end) : without_separator(units, first, end);
    line.end = end > first ? units[end - 1].end : line.begin;
    for (std::size_t i = first; i < end; ++i) line.width += units[i].advance;
    return line;
}

void add_ellipsis(const std::vector<Unit>& units, std::size_t first, std::size_t end, float width,
                  TextMeasure& measure, TextLine& line) {
    const float mark = measure.advance(ellipsis_mark);
    line.width = mark;
    line.end = line.begin;
    line.ellipsis = true;
    for (std::size_t i = first; i < end && line.width + units[i].advance <= width; ++i) {
        line.width += units[i].advance;
        line.end = units[i].end;
    }
}

}  // namespace

char32_t next_drawn(std::string_view text, std::size_t& position) {
    const char32_t drawn = next_code_point(text, position);
    const bool pictograph = is_pictograph(drawn);
    while (position < text.size()) {
        std::size_t after = position;
        const char32_t next = next_code_point(text, after);
        if (next == joiner) {
            // The joined one is part of the same picture; between letters a joiner shows nothing.
            std::size_t joined = after;
            if (pictograph && joined < text.size() &&
                is_pictograph(next_code_point(text, joined))) {
                after = joined;
            }
        } else if (!only_changes(next) && !(pictograph && is_skin_tone(next))) {
            break;
        }
        position = after;
    }
    return drawn;
}

bool never_first(char32_t code_point) {
    return std::binary_search(std::begin(closing), std::end(closing), code_point) ||
           joins_previous(code_point);
}

bool never_last(char32_t code_point) {
    return std::binary_search(std::begin(opening), std::end(opening), code_point);
}

bool can_break_between(char32_t before, char32_t after) {
    if (is_space(after)) return false;
    if (never_first(after) || before == joiner) return false;
    if (is_space(before)) return true;
    if (never_last(before)) return false;
    // A dash or an ellipsis of two characters is one mark.
    if (before == after && (before == 0x2014 || before == 0x2026)) return false;
    if (before == '-' || before == '/') return after > '9' || after < '0';
    const bool closes = never_first(before);
    return stands_alone(before) || stands_alone(after) || (closes && before > 0x7F);
}

std::vector<TextLine> break_lines(std::string_view text, float width, TextMeasure& measure,
                                  int lines_max, Breaks breaks) {
    const std::vector<Unit> units = read_units(text, measure);
    std::vector<TextLine> lines;
    std::size_t first = 0;
    while (true) {
        const std::size_t end = end_of_line(units, first, width, breaks);
        lines.push_back(make_line(units, first, end, text.size(), breaks));
        std::size_t next = end;
        if (next < units.size() && units[next].code_point == '\n') {
            ++next;
            // A line feed at the very end opens one more, empty line.
            if (next == units.size())
                lines.push_back(make_line(units, next, next, text.size(), breaks));
        } else {
            while (next < units.size() && is_space(units[next].code_point)) ++next;
        }
        const bool full = lines_max > 0 && static_cast<int>(lines.size()) >= lines_max;
        if (full) {
            lines.resize(static_cast<std::size_t>(lines_max));
            if (next < units.size()) {
                add_ellipsis(units, first, end, width, measure, lines.back());
            }
            return lines;
        }
        if (next >= units.size()) return lines;
        first = next;
    }
}

float text_width(std::string_view text, TextMeasure& measure) {
    float width = 0;
    for (std::size_t position = 0; position < text.size();) {
        width += measure.advance(next_drawn(text, position));
    }
    return width;
}

}  // namespace yg::ui
