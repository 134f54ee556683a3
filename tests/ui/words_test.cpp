#include "domain/refusal.hpp"
#include "ui/kit/format.hpp"
#include "ui/kit/lunar.hpp"
#include "ui/kit/strings.hpp"

#include <string>

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

/// Shows a language for the length of a test.
struct InLanguage {
    explicit InLanguage(Language language) { set_language(language); }
    ~InLanguage() { set_language(Language::chinese); }
};

TEST_CASE("every refusal has words in both languages") {
    for (const Language language : {Language::chinese, Language::english}) {
        const InLanguage shown(language);
        for (int number = 1; number < 1000; ++number) {
            const std::string_view name = domain::name_of(static_cast<domain::Refusal>(number));
            if (name == "none" || name == "unknown") continue;
            INFO(name);
            CHECK(tr_named("refusal.", name) != name);
        }
    }
}

TEST_CASE("arguments stand in place of their names") {
    CHECK(format("{a} of {b}", {{"a", 3}, {"b", "five"}}) == "3 of five");
    CHECK(format("{a}{a}", {{"a", 1}}) == "11");
    CHECK(format("no argument", {}) == "no argument");
    CHECK(format("open { brace", {{"brace", 1}}) == "open { brace");
}

TEST_CASE("dates and times read as people write them") {
    const LocalDate date = {2026, 11, 28};
    CHECK(day_title(date) == "11 月 28 日 周六");
    CHECK(month_title(date) == "2026 年 11 月");
    const TimeMs start = to_moment(date, 15 * 60);
    CHECK(time_range({start, start + 2 * hour_ms}) == "15:00–17:00");
    CHECK(time_range({to_moment(date, 22 * 60), to_moment(date, 24 * 60)}) == "22:00–24:00");
    const InLanguage shown(Language::english);
    CHECK(day_title(date) == "Sat 28 Nov");
}

TEST_CASE("a span shows its two largest units and never less than a minute") {
    CHECK(duration_text(28 * hour_ms + 59 * minute_ms) == "1 天 4 小时");
    CHECK(duration_text(48 * hour_ms) == "2 天");
    CHECK(duration_text(2 * hour_ms) == "2 小时");
    CHECK(duration_text(90 * minute_ms) == "1 小时 30 分钟");
    CHECK(duration_text(10) == "1 分钟");
}

TEST_CASE("lunar dates are those of the printed calendar") {
    CHECK(lunar_day({2026, 11, 28}) == LunarDay{10, 20, false});
    CHECK(lunar_day({2026, 11, 8}) == LunarDay{9, 30, false});
    CHECK(lunar_day({2026, 2, 17}) == LunarDay{1, 1, false});
    CHECK(lunar_day({2027, 2, 6}) == LunarDay{1, 1, false});
    CHECK(lunar_day({2025, 7, 25}) == LunarDay{6, 1, true});
    CHECK(lunar_day({2040, 2, 12}) == LunarDay{1, 1, false});
    CHECK_FALSE(lunar_day({2019, 12, 31}).has_value());
    CHECK_FALSE(lunar_day({2060, 1, 1}).has_value());
}

TEST_CASE("solar terms fall on their days") {
    CHECK(solar_term({2026, 11, 7}) == 21);   // start of winter
    CHECK(solar_term({2026, 11, 22}) == 22);  // minor snow
    CHECK(solar_term({2026, 2, 4}) == 3);     // start of spring
    CHECK(solar_term({2026, 2, 18}) == 4);    // rain water, one of the listed exceptions
    CHECK(solar_term({2026, 12, 22}) == 24);
    CHECK(solar_term({2026, 11, 24}) == 0);
}

}  // namespace
}  // namespace yg::ui
