#include "domain/person/phone_number.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg::domain;

TEST_CASE("A mobile number is read however it is typed or pasted") {
    for (const char* typed :
         {"13812345678", " 138 1234 5678 ", "138-1234-5678", "+8613812345678", "+86 138 1234 5678",
          "8613812345678", "008613812345678", "１３８１２３４５６７８", "＋８６　138１２３４5678",
          "138\xC2\xA0"
          "1234\xE2\x80\x93"
          "5678"}) {
        INFO(typed);
        CHECK(parse_mobile_number(typed) == "13812345678");
    }
    CHECK(parse_mobile_number("19912345678") == "19912345678");
}

TEST_CASE("A number to call has 7 to 15 digits, grouped as people write them") {
    for (const char* number : {"0939-6123456", "6123456", "+86 939 6123456", "123456789012345"}) {
        INFO(number);
        CHECK(is_number_to_call(number));
    }
    for (const char* number :
         {"", "119", "123456", "1234567890123456", "+", "-1234567", "12 +34567", "1234567a",
          "１２３４５６７", "1-------2------3-----4567"}) {
        INFO(number);
        CHECK_FALSE(is_number_to_call(number));
    }
}

TEST_CASE("What is no mainland mobile number is none") {
    for (const char* typed :
         {"", " ", "+", "1381234567", "138123456789", "12812345678", "10812345678", "23812345678",
          "+8513812345678", "13812345678a", "1381234567८", "138+12345678", "++8613812345678",
          "0939-6123456", "+86", "1381234567\xFF", "8613812345678901234567890"}) {
        INFO(typed);
        CHECK_FALSE(parse_mobile_number(typed).has_value());
    }
    CHECK_FALSE(parse_mobile_number(std::string(1'000'000, ' ') + "13812345678").has_value());
}
