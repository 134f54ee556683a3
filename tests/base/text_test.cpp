#include "base/text.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;

TEST_CASE("A text is shortened between code points, and says so") {
    CHECK(shortened("三号楼", 2) == "三号…");
    CHECK(shortened("三号楼", 3) == "三号楼");
    CHECK(shortened("😀😀", 1) == "😀…");
    CHECK(shortened("", 3).empty());
}

TEST_CASE("Well-formed UTF-8 is accepted up to the last code point") {
    CHECK(is_valid_utf8(""));
    CHECK(is_valid_utf8("阳光网格 ☀ 𠮷"));
    CHECK(is_valid_utf8("\xF4\x8F\xBF\xBF"));  // U+10FFFF
}

TEST_CASE("Malformed UTF-8 is refused") {
    CHECK_FALSE(is_valid_utf8("\x80"));              // continuation alone
    CHECK_FALSE(is_valid_utf8("\xE9\x98"));          // cut off
    CHECK_FALSE(is_valid_utf8("\xC0\xAF"));          // overlong '/'
    CHECK_FALSE(is_valid_utf8("\xE0\x80\xAF"));      // overlong in three
    CHECK_FALSE(is_valid_utf8("\xF0\x80\x80\xAF"));  // overlong in four
    CHECK_FALSE(is_valid_utf8("\xED\xA0\x80"));      // surrogate
    CHECK_FALSE(is_valid_utf8("\xF4\x90\x80\x80"));  // past U+10FFFF
    CHECK_FALSE(is_valid_utf8("ok\xFFok"));
}

TEST_CASE("Characters are counted, not bytes") {
    CHECK(count_code_points("阳光grid𠮷") == 7);
    CHECK(count_code_points("") == 0);
}

TEST_CASE("Malformed bytes are read one at a time as the replacement character") {
    const std::string_view text = "a\xE9\x98z";
    std::size_t position = 0;
    CHECK(next_code_point(text, position) == U'a');
    CHECK(next_code_point(text, position) == 0xFFFD);
    CHECK(next_code_point(text, position) == 0xFFFD);
    CHECK(next_code_point(text, position) == U'z');
    CHECK(position == text.size());
}

TEST_CASE("What is appended is read back") {
    for (const char32_t c : {U'a', U'é', U'阳', U'𠮷', char32_t{0x10FFFF}}) {
        std::string text;
        append_utf8(text, c);
        std::size_t position = 0;
        CHECK(next_code_point(text, position) == c);
        CHECK(position == text.size());
    }
}

TEST_CASE("Trimming takes ASCII and ideographic spaces from both ends only") {
    CHECK(trim(" \t\u3000路灯 不亮\u3000\n") == "路灯 不亮");
    CHECK(trim("\u3000 ") == "");
    CHECK(trim("") == "");
}

TEST_CASE("A full-width digit is read as the ASCII one, anything else stays") {
    CHECK(to_ascii_digit(U'０') == U'0');
    CHECK(to_ascii_digit(U'９') == U'9');
    CHECK(to_ascii_digit(U'7') == U'7');
    CHECK(to_ascii_digit(U'Ａ') == U'Ａ');
    CHECK(to_ascii_digit(U'：') == U'：');
}

TEST_CASE("Control characters are found, line breaks and tabs allowed") {
    CHECK_FALSE(has_control_characters("一\n二\t三"));
    CHECK(has_control_characters(std::string_view("a\0b", 3)));
    CHECK(has_control_characters("a\rb"));
    CHECK(has_control_characters("a\x7F"));
    CHECK(has_control_characters("a\xC2\x85"));  // U+0085, a C1 control
}
