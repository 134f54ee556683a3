#include "base/time.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;

TEST_CASE("The epoch began at eight in the morning in Shanghai") {
    const LocalTime local = to_local(0);
    CHECK((local.date == LocalDate{1970, 1, 1}));
    CHECK(local.minute_of_day == 8 * 60);
    CHECK(to_moment({1970, 1, 1}, 8 * 60) == 0);
}

TEST_CASE("A known moment has its known local date and minute") {
    // 2026-11-24T01:30Z
    const LocalTime local = to_local(1'795'483'800'000);
    CHECK((local.date == LocalDate{2026, 11, 24}));
    CHECK(local.minute_of_day == 9 * 60 + 30);
}

TEST_CASE("Local days change at midnight in Shanghai, not in Greenwich") {
    const TimeMs midnight = to_moment({2026, 3, 1});
    CHECK((to_local(midnight - 1).date == LocalDate{2026, 2, 28}));
    CHECK((to_local(midnight).date == LocalDate{2026, 3, 1}));
    CHECK(to_local(midnight).minute_of_day == 0);
}

TEST_CASE("Every day of four centuries comes back from its moment") {
    LocalDate date{1900, 1, 1};
    int weekday = static_cast<int>(Weekday::monday);  // as it was
    for (int i = 0; i < 146'097; ++i) {
        const LocalTime back = to_local(to_moment(date, 1439));
        if (back.date != date || static_cast<int>(weekday_of(date)) != weekday) {
            FAIL(format_date(date));
        }
        date = add_days(date, 1);
        weekday = (weekday + 1) % 7;
    }
    CHECK((date == LocalDate{2300, 1, 1}));
}

TEST_CASE("Months know their length, also in leap years") {
    CHECK(days_in_month({2024, 2, 10}) == 29);
    CHECK(days_in_month({2026, 2, 1}) == 28);
    CHECK(days_in_month({2100, 2, 1}) == 28);
    CHECK(days_in_month({2026, 12, 31}) == 31);
}

TEST_CASE("Months are counted across years in both directions") {
    CHECK((first_of_month({2026, 11, 24}, 2) == LocalDate{2027, 1, 1}));
    CHECK((first_of_month({2026, 1, 31}, -1) == LocalDate{2025, 12, 1}));
    CHECK((first_of_month({2026, 11, 24}) == LocalDate{2026, 11, 1}));
}

TEST_CASE("The week begins on Monday") {
    CHECK(weekday_of({2026, 11, 24}) == Weekday::tuesday);
    CHECK((monday_of({2026, 11, 24}) == LocalDate{2026, 11, 23}));
    CHECK((monday_of({2026, 11, 23}) == LocalDate{2026, 11, 23}));
    CHECK((monday_of({2026, 11, 29}) == LocalDate{2026, 11, 23}));
}

TEST_CASE("Days between dates are signed") {
    CHECK(days_between({2026, 2, 28}, {2026, 3, 1}) == 1);
    CHECK(days_between({2026, 3, 1}, {2026, 2, 28}) == -1);
}

TEST_CASE("Dates and minutes are padded with zeros") {
    CHECK(format_date({2026, 1, 5}) == "2026-01-05");
    CHECK(format_minute(8 * 60 + 5) == "08:05");
    CHECK(format_minute(24 * 60) == "24:00");
}

TEST_CASE("Only a written date of the calendar is read") {
    CHECK(parse_date("2026-01-05") == LocalDate{2026, 1, 5});
    CHECK(parse_date("2028-02-29") == LocalDate{2028, 2, 29});
    for (const char* text : {"", "2026-1-5", "2026-02-29", "2026-13-01", "2026-00-01", "2026-01-32",
                             "2026-01-05 ", "2026/01/05", "soon"}) {
        INFO(text);
        CHECK_FALSE(parse_date(text).has_value());
    }
}

TEST_CASE("Touching intervals do not overlap") {
    CHECK_FALSE(overlaps({0, 10}, {10, 20}));
    CHECK_FALSE(overlaps({10, 20}, {0, 10}));
    CHECK(overlaps({0, 11}, {10, 20}));
    CHECK(overlaps({0, 30}, {10, 20}));
}
