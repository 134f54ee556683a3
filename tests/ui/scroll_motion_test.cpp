#include "ui/kit/scroll_motion.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

/// 1000 px of content in a window of 400.
ScrollMotion a_page() {
    ScrollMotion motion;
    motion.set_extent(1000, 400);
    return motion;
}

/// Frames of 16 ms until it rests; how long that took.
double settle(ScrollMotion& motion) {
    double now = 1000;
    while (motion.tick(now) && now < 10'000) now += 16;
    return now - 1000;
}

TEST_CASE("content follows the finger within its ends") {
    ScrollMotion motion = a_page();
    motion.drag_begin();
    motion.drag(-100);
    CHECK(motion.offset() == 100);
    motion.drag(40);
    CHECK(motion.offset() == 60);
    motion.drag_end(0);
    CHECK_FALSE(motion.moving());
}

TEST_CASE("beyond its ends content follows less and less, and comes back to the end exactly") {
    ScrollMotion motion = a_page();
    motion.drag_begin();
    motion.drag(100);
    const float first = motion.pulled();
    CHECK(first > 10);
    CHECK(first < 100);
    motion.drag(100);
    CHECK(motion.pulled() - first < first);
    motion.drag(100'000);
    CHECK(motion.pulled() < 400 * 0.36F);
    motion.drag_end(0);
    CHECK(motion.moving());
    CHECK(settle(motion) < 1000);
    CHECK(motion.offset() == 0);
}

TEST_CASE("a fling goes on by itself, slows down and stops") {
    ScrollMotion motion = a_page();
    motion.drag_begin();
    motion.drag_end(-800);
    const double took = settle(motion);
    CHECK(took > 300);
    CHECK(took < 3000);
    CHECK(motion.offset() == Catch::Approx(800 * 0.42).margin(12));
    CHECK_FALSE(motion.moving());
}

TEST_CASE("a fling into the end rests at the end") {
    ScrollMotion motion = a_page();
    motion.drag_begin();
    motion.drag_end(-5000);
    settle(motion);
    CHECK(motion.offset() == 600);
}

TEST_CASE("a grab in flight takes over without a jump") {
    ScrollMotion motion = a_page();
    motion.drag_begin();
    motion.drag_end(-2000);
    motion.tick(1000);
    motion.tick(1064);
    const float before = motion.offset();
    motion.drag_begin();
    CHECK(motion.offset() == before);
    motion.drag(-10);
    CHECK(motion.offset() == Catch::Approx(before + 10));
}

TEST_CASE("a grab while pulled over the end doesn't jump either") {
    ScrollMotion motion = a_page();
    motion.drag_begin();
    motion.drag(150);
    const float before = motion.offset();
    motion.drag_end(0);
    motion.drag_begin();
    motion.drag(0);
    CHECK(motion.offset() == Catch::Approx(before).margin(0.01));
}

TEST_CASE("content shorter than its window can be pulled but always rests at its start") {
    ScrollMotion motion;
    motion.set_extent(100, 400);
    motion.drag_begin();
    motion.drag(-80);
    motion.drag_end(-900);
    settle(motion);
    CHECK(motion.offset() == 0);
}

TEST_CASE("content that became shorter does not hang beyond its end") {
    ScrollMotion motion = a_page();
    motion.jump_to(600);
    motion.set_extent(500, 400);
    CHECK(motion.offset() == 100);
}

TEST_CASE("glides and jumps stay within the ends") {
    ScrollMotion motion = a_page();
    motion.jump_to(-50);
    CHECK(motion.offset() == 0);
    motion.glide_to(5000);
    settle(motion);
    CHECK(motion.offset() == 600);
}

TEST_CASE("a pause between frames is not travelled in one leap") {
    ScrollMotion motion = a_page();
    motion.drag_begin();
    motion.drag_end(-600);
    motion.tick(1000);
    motion.tick(60'000);
    CHECK(motion.offset() < 80);
}

}  // namespace
}  // namespace yg::ui
