#include "base/ids.hpp"

#include <set>

#include "fakes/seeded_random.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;

TEST_CASE("Identifiers are 1 to 36 of a-z, 0-9 and dash") {
    CHECK(is_valid_id("shuhua-shi-2"));
    CHECK(is_valid_id(std::string(36, 'a')));
    CHECK_FALSE(is_valid_id(""));
    CHECK_FALSE(is_valid_id(std::string(37, 'a')));
    CHECK_FALSE(is_valid_id("Shuhua"));
    CHECK_FALSE(is_valid_id("a b"));
    CHECK_FALSE(is_valid_id("书画室"));
    CHECK_FALSE(RoomId::parse("'; drop").has_value());
}

TEST_CASE("A new UUID is a version 7 UUID that begins with the moment") {
    fakes::SeededRandom random(1);
    const std::string uuid = make_uuid_v7(0x0123456789AB, random);
    CHECK(is_uuid_v7(uuid));
    CHECK(is_valid_id(uuid));
    CHECK(uuid.substr(0, 13) == "01234567-89ab");
}

TEST_CASE("UUIDs made later sort later, and none comes twice") {
    fakes::SeededRandom random(2);
    std::set<std::string> seen;
    std::string previous;
    for (TimeMs now = 1'795'480'200'000; now < 1'795'480'201'000; ++now) {
        const std::string uuid = make_uuid_v7(now, random);
        CHECK(previous < uuid);
        CHECK(seen.insert(uuid).second);
        previous = uuid;
    }
}

TEST_CASE("Only the canonical form of version 7 counts as a UUID") {
    CHECK(is_uuid_v7("019ab000-0000-7000-8000-000000000000"));
    CHECK_FALSE(is_uuid_v7("019ab000-0000-4000-8000-000000000000"));  // version 4
    CHECK_FALSE(is_uuid_v7("019ab000-0000-7000-c000-000000000000"));  // another variant
    CHECK_FALSE(is_uuid_v7("019AB000-0000-7000-8000-000000000000"));
    CHECK_FALSE(is_uuid_v7("019ab0000000-7000-8000-000000000000-"));
    CHECK_FALSE(is_uuid_v7(""));
}
