#include "ui/kit/text_layout.hpp"

#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

/// Ideographs are 10 wide, everything else 5.
class FixedMeasure : public TextMeasure {
public:
    float advance(char32_t c) override { return c >= 0x2E80 || c == 0x2026 ? 10 : 5; }
};

std::vector<std::string> broken(std::string_view text, float width, int lines_max = 0) {
    FixedMeasure measure;
    std::vector<std::string> lines;
    for (const TextLine& line : break_lines(text, width, measure, lines_max)) {
        lines.emplace_back(text.substr(line.begin, line.end - line.begin));
        if (line.ellipsis) lines.back() += "…";
    }
    return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("a dot between two things is left out where the line breaks there") {
    CHECK(broken("物业公司 · 社区", 55) == Lines{"物业公司", "社区"});
    CHECK(broken("物业公司 · 社区", 100) == Lines{"物业公司 · 社区"});
    CHECK(broken("物业公司 ·", 55) == Lines{"物业公司 ·"});
}

TEST_CASE("a line is broken between ideographs") {
    CHECK(broken("三号楼二单元", 40) == Lines{"三号楼二", "单元"});
    CHECK(broken("三号楼", 30) == Lines{"三号楼"});
}

TEST_CASE("no line starts with a closing mark") {
    CHECK(broken("一二三四，五", 40) == Lines{"一二三", "四，五"});
    CHECK(broken("一二三四。", 40) == Lines{"一二三", "四。"});
    CHECK(broken("一二三四）》」、！？：；", 40).front() == "一二三");
    CHECK(broken("一二三百％", 40) == Lines{"一二三", "百％"});
}

TEST_CASE("no line ends with an opening mark") {
    CHECK(broken("一二三（四五）", 40) == Lines{"一二三", "（四五）"});
    CHECK(broken("一二三《四》", 40) == Lines{"一二三", "《四》"});
    CHECK(broken("一二三“四五", 40) == Lines{"一二三", "“四五"});
}

TEST_CASE("a number stays with what it counts, unless that leaves half of the line empty") {
    CHECK(broken("有效期是 5 分钟内", 60) == Lines{"有效期是", "5 分钟内"});
    CHECK(broken("有效期是5分钟内", 50) == Lines{"有效期是", "5分钟内"});
    CHECK(broken("约 12345678 分", 60) == Lines{"约 12345678", "分"});
    CHECK(broken("周三 09:00 多功能厅", 60) == Lines{"周三 09:00", "多功能厅"});
}

TEST_CASE("a word in brackets stays in one piece where it can") {
    CHECK(broken("舞蹈室（示例）", 50) == Lines{"舞蹈室", "（示例）"});
    CHECK(broken("书（示例）画", 40) == Lines{"书（示", "例）画"});
}

TEST_CASE("in a field lines are broken as the browser breaks them") {
    const auto plain = [](std::string_view text, float width) {
        FixedMeasure measure;
        std::vector<std::string> lines;
        for (const TextLine& line : break_lines(text, width, measure, 0, Breaks::plain)) {
            lines.emplace_back(text.substr(line.begin, line.end - line.begin));
        }
        return lines;
    };
    CHECK(plain("有效期是 5 分钟内", 60) == Lines{"有效期是 5", "分钟内"});
    CHECK(plain("有效期是5分钟内", 50) == Lines{"有效期是5", "分钟内"});
    CHECK(plain("舞蹈室（示例）", 50) == Lines{"舞蹈室（示", "例）"});
    CHECK(plain("物业公司 · 社区", 55) == Lines{"物业公司 ·", "社区"});
    CHECK(plain("一二三四，五", 40) == Lines{"一二三", "四，五"});
}

TEST_CASE("latin words stay whole and break at spaces and beside ideographs") {
    CHECK(broken("hello world", 30) == Lines{"hello", "world"});
    CHECK(broken("网格grid员", 30) == Lines{"网格", "grid员"});
    CHECK(broken("XC-1124-0007", 40) == Lines{"XC-1124-", "0007"});
}

TEST_CASE("a word longer than the line is broken as a last resort") {
    CHECK(broken("abcdefgh", 20) == Lines{"abcd", "efgh"});
    CHECK(broken("，，，，，，", 30) == Lines{"，，，", "，，，"});
}

TEST_CASE("spaces hang at the end and do not begin the next line") {
    CHECK(broken("一二   三四", 20) == Lines{"一二", "三四"});
    FixedMeasure measure;
    CHECK(break_lines("一二   三四", 20, measure).front().width == 20);
}

TEST_CASE("a line feed always breaks, at the end of the text too") {
    CHECK(broken("一\n二", 100) == Lines{"一", "二"});
    CHECK(broken("一\n", 100) == Lines{"一", ""});
    CHECK(broken("一\n\n二", 100) == Lines{"一", "", "二"});
    CHECK(broken("", 100) == Lines{""});
}

TEST_CASE("too many lines end in an ellipsis that fits") {
    CHECK(broken("一二三四五六七八", 40, 1) == Lines{"一二三…"});
    CHECK(broken("一二三四五六七八", 40, 2) == Lines{"一二三四", "五六七八"});
    CHECK(broken("一二三四五六七八九", 40, 2) == Lines{"一二三四", "五六七…"});
    FixedMeasure measure;
    for (const TextLine& line : break_lines("一二三四五六七八九", 37, measure, 1)) {
        CHECK(line.width <= 37);
    }
}

TEST_CASE("an accent, a variation selector and a joined emoji stay with what they belong to") {
    CHECK(broken("一二e\xCC\x81三", 25) == Lines{"一二", "e\xCC\x81三"});
    CHECK(broken("👨‍👩‍👧一", 15) == Lines{"👨‍👩‍👧", "一"});
}

TEST_CASE("an emoji made of several code points is drawn as its first, in the room of one") {
    FixedMeasure measure;
    for (const std::string_view emoji :
         {"👨‍👩‍👧", "👍🏽", "❤️", "❤️‍🔥", "🧑🏿‍🚒"}) {
        std::size_t position = 0;
        const char32_t drawn = next_drawn(emoji, position);
        INFO(emoji);
        CHECK(position == emoji.size());
        CHECK(text_width(emoji, measure) == measure.advance(drawn));
    }
    const std::string_view keycap = "1️⃣";
    std::size_t position = 0;
    CHECK(next_drawn(keycap, position) == U'1');
    CHECK(position == keycap.size());
}

TEST_CASE("what follows an emoji without belonging to it is drawn") {
    const std::string_view text = "👍👍a🏽";
    std::size_t position = 0;
    CHECK(next_drawn(text, position) == U'👍');
    CHECK(next_drawn(text, position) == U'👍');
    CHECK(next_drawn(text, position) == U'a');
    CHECK(next_drawn(text, position) == U'\U0001F3FD');
    CHECK(position == text.size());
}

TEST_CASE("a line is never empty even when nothing fits, and malformed bytes do no harm") {
    CHECK(broken("一二", 3) == Lines{"一", "二"});
    CHECK(broken("\xFF\xFE", 100).size() == 1);
}

TEST_CASE("a text of 2,000 characters is broken completely") {
    std::string text;
    for (int i = 0; i < 2000; ++i) text += "诉";
    FixedMeasure measure;
    const auto lines = break_lines(text, 100, measure);
    CHECK(lines.size() == 200);
    CHECK(lines.back().end == text.size());
}

}  // namespace
}  // namespace yg::ui
