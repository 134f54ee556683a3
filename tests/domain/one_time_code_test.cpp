#include "domain/person/one_time_code.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg::domain;

TEST_CASE("A one-time code is six digits, however they are typed") {
    CHECK(parse_one_time_code("012345") == "012345");
    CHECK(parse_one_time_code(" 012 345 ") == "012345");
    CHECK(parse_one_time_code("０１２３４５") == "012345");
    for (const char* typed : {"", "01234", "0123456", "01234a", "-12345", "01234\xFF"}) {
        INFO(typed);
        CHECK_FALSE(parse_one_time_code(typed).has_value());
    }
}
