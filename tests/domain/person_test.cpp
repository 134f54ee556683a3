#include "domain/person/person.hpp"

#include <set>

#include "domain/refusal.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg::domain;

TEST_CASE("A masked name keeps its first character and hides its length") {
    CHECK(masked_name("张三") == "张**");
    CHECK(masked_name("欧阳娜娜") == "欧**");
    CHECK(masked_name("").empty());
}

TEST_CASE("A masked telephone number keeps its ends, a short one nothing") {
    CHECK(masked_phone("13812345678") == "138****5678");
    CHECK(masked_phone("123456") == "******");
    CHECK(masked_phone("6123456").find("3456") == std::string::npos);
}

TEST_CASE("Who gave a number to be called at is called there, everybody else where they sign in") {
    Person person;
    person.phone = "13812345678";
    CHECK(number_to_call(person) == "13812345678");
    person.contact = "0939-8765432";
    CHECK(number_to_call(person) == "0939-8765432");
}

TEST_CASE("Residents and volunteers ask, all others answer") {
    CHECK_FALSE(is_staff(Role::resident));
    CHECK_FALSE(is_staff(Role::volunteer));
    CHECK(is_staff(Role::grid_worker));
    CHECK(is_staff(Role::operator_));
}

TEST_CASE("Every refusal has a name of its own") {
    std::set<std::string_view> names;
    int count = 0;
    for (int number = 0; number < 1000; ++number) {
        const std::string_view name = name_of(static_cast<Refusal>(number));
        if (name == "unknown") continue;
        ++count;
        CHECK(names.insert(name).second);
    }
    CHECK(count > 35);
}
