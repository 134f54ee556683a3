#include "codec/photo_answer.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::codec;

TEST_CASE("How far a photo has come is told in two words") {
    CHECK(encode(PhotoAnswer{262144, false}) == R"({"done":false,"received":262144})");
    CHECK(decode_photo_answer(encode(PhotoAnswer{7, true})).value() == PhotoAnswer{7, true});
}

TEST_CASE("An answer about a photo that is none is refused") {
    for (const char* bad : {"", "[]", "{}", R"({"received":1})", R"({"done":true})",
                            R"({"received":-1,"done":false})", R"({"received":1e12,"done":false})",
                            R"({"received":"1","done":false})", R"({"received":1,"done":1})"}) {
        INFO(bad);
        CHECK_FALSE(decode_photo_answer(bad).ok());
    }
}
