// What is done to a picture that somebody sent, whatever it is.
#include "server/photos/jpeg.hpp"

#include "server/test_jpeg.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

namespace yg::server {
namespace {

TEST_CASE("A picture stays what it shows, in both sizes") {
    const bool progressive = GENERATE(false, true);
    const auto made = reencode(make_jpeg({.progressive = progressive}));
    INFO((made.ok() ? "" : made.error().detail));
    REQUIRE(made.ok());
    CHECK(made.value().whole.width == 400);
    CHECK(made.value().whole.height == 300);
    CHECK(made.value().small.width == 360);
    CHECK(made.value().small.height == 270);
    for (const Jpeg* jpeg : {&made.value().whole, &made.value().small}) {
        const Pixels pixels = read_jpeg(jpeg->bytes);
        REQUIRE(pixels.width == jpeg->width);
        REQUIRE(pixels.height == jpeg->height);
        for (const int y : {5, pixels.height / 2, pixels.height - 5}) {
            const auto* left = pixels.at(pixels.width / 4, y);
            const auto* right = pixels.at(pixels.width * 3 / 4, y);
            CHECK(std::abs(left[0] - 220) < 25);
            CHECK(std::abs(left[2] - 10) < 25);
            CHECK(std::abs(right[0] - 10) < 25);
            CHECK(std::abs(right[2] - 220) < 25);
        }
    }
}

TEST_CASE("The small picture has the whole one's shape and is never larger") {
    const auto small_of = [](int width, int height) {
        const auto made = reencode(make_jpeg({.width = width, .height = height})).value();
        CHECK(read_jpeg(made.small.bytes).width == made.small.width);
        return std::pair(made.small.width, made.small.height);
    };
    CHECK(small_of(1600, 1200) == std::pair(360, 270));
    CHECK(small_of(1200, 1600) == std::pair(270, 360));
    CHECK(small_of(360, 359) == std::pair(360, 359));
    CHECK(small_of(1, 1) == std::pair(1, 1));
    CHECK(small_of(4000, 2) == std::pair(360, 1));
}

TEST_CASE("Nothing but pixels is kept: neither EXIF nor anything after the picture") {
    const std::string exif("Exif\0\0 GPS 31.2304 N 121.4737 E", 32);
    const std::string sent = make_jpeg({.exif = exif}) + "trailing GPS";
    REQUIRE(sent.find("GPS 31.2304") != std::string::npos);
    const auto made = reencode(sent);
    REQUIRE(made.ok());
    for (const Jpeg* jpeg : {&made.value().whole, &made.value().small}) {
        CHECK(jpeg->bytes.find("GPS") == std::string::npos);
        CHECK(jpeg->bytes.find("Exif") == std::string::npos);
        CHECK(jpeg->bytes.find("\xFF\xE1") == std::string::npos);
    }
}

TEST_CASE("What is no JPEG is refused, whatever it calls itself") {
    const std::string_view bytes = GENERATE(
        std::string_view(""), std::string_view("\xFF"), std::string_view("\xFF\xD8"),
        std::string_view("\xFF\xD8\xFF\xD9"), std::string_view("GIF89a\1\0\1\0\0\0\0;", 14),
        std::string_view("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16),
        std::string_view("<!doctype html><script>alert(1)</script>"));
    CHECK_FALSE(reencode(bytes).ok());
}

TEST_CASE("A picture that says it is enormous is refused before it is decoded") {
    const std::string small = make_jpeg({.width = 16, .height = 16});
    CHECK(reencode(with_size(small, 65000, 65000)).error().detail == "too many pixels");
    CHECK(reencode(with_size(small, 4097, 1)).error().detail == "too many pixels");
    CHECK(reencode(with_size(small, 1, 4097)).error().detail == "too many pixels");
    CHECK(reencode(with_size(small, 4000, 3001)).error().detail == "too many pixels");
    CHECK_FALSE(reencode(with_size(small, 0, 16)).ok());
    // Within limits, but not what the bytes hold.
    CHECK_FALSE(reencode(with_size(small, 4000, 3000)).ok());
}

TEST_CASE("The largest picture that is allowed is taken") {
    CHECK(reencode(make_jpeg({.width = 4000, .height = 3000, .quality = 50})).ok());
}

TEST_CASE("A damaged or cut picture is refused, not shown by half") {
    const bool progressive = GENERATE(false, true);
    const std::string whole = make_jpeg({.progressive = progressive});
    REQUIRE(reencode(whole).ok());
    for (std::size_t part = 1; part < 20; ++part) {
        INFO(part);
        CHECK_FALSE(reencode(whole.substr(0, whole.size() * part / 20)).ok());
    }
    CHECK_FALSE(reencode(whole.substr(0, whole.size() - 2)).ok());
}

TEST_CASE("Any flipped bit gives a picture or an error, never anything else") {
    const std::string whole = make_jpeg({.width = 24, .height = 16, .progressive = true});
    int refused = 0;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string damaged = whole;
        damaged[i] = static_cast<char>(damaged[i] ^ (1 << (i % 8)));
        refused += reencode(damaged).ok() ? 0 : 1;
    }
    CHECK(refused > 20);
}

TEST_CASE("A progressive picture with more scans than any camera makes is refused") {
    // The last scan, again and again: each is legal, and costs as much as the picture.
    const std::string one = make_jpeg({.progressive = true});
    const std::size_t last = one.rfind("\xFF\xDA");
    REQUIRE(last != std::string::npos);
    const std::string scan = one.substr(last, one.size() - 2 - last);
    std::string many = one.substr(0, last);
    for (int i = 0; i < 100; ++i) many += scan;
    const auto made = reencode(many + "\xFF\xD9", {.scans = 8});
    REQUIRE_FALSE(made.ok());
    CHECK(made.error().detail == "too many scans");
}

TEST_CASE("Decoding stays within the memory it is given") {
    const std::string large = make_jpeg({.width = 1600, .height = 1200, .progressive = true});
    CHECK(reencode(large).ok());
    CHECK_FALSE(reencode(large, {.memory_bytes = 1 << 20}).ok());
}

TEST_CASE("A picture that would grow beyond its limit is refused") {
    CHECK_FALSE(reencode(make_jpeg(), {.out_bytes = 1000}).ok());
}

TEST_CASE("Colours that browsers' canvases don't make are refused") {
    CHECK_FALSE(reencode(make_jpeg({.four_colours = true})).ok());
}

}  // namespace
}  // namespace yg::server
