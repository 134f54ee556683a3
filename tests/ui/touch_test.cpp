#include "ui/kit/touch.hpp"

#include <initializer_list>
#include <string>
#include <vector>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

using platform::PointerKind;
using platform::PointerPhase;
using Kind = Gesture::Kind;

class Fingers {
public:
    void down(double at, float x, float y, int id = 1, PointerKind kind = PointerKind::touch) {
        touch.pointer({PointerPhase::down, kind, id, x, y, at});
    }
    void move(double at, float x, float y, int id = 1, PointerKind kind = PointerKind::touch) {
        touch.pointer({PointerPhase::move, kind, id, x, y, at});
    }
    void up(double at, float x, float y, int id = 1, PointerKind kind = PointerKind::touch) {
        touch.pointer({PointerPhase::up, kind, id, x, y, at});
    }
    void cancel(double at, int id = 1) {
        touch.pointer({PointerPhase::cancel, PointerKind::touch, id, 0, 0, at});
    }
    std::vector<Kind> kinds() {
        std::vector<Kind> out;
        for (const Gesture& gesture : last = touch.take()) out.push_back(gesture.kind);
        return out;
    }

    Touch touch;
    std::vector<Gesture> last;
};

using Kinds = std::vector<Kind>;

TEST_CASE("a finger that hardly moves is a tap where it first touched") {
    Fingers f;
    f.down(0, 100, 100);
    f.move(50, 105, 104);
    f.up(90, 105, 104);
    CHECK(f.kinds() == Kinds{Kind::press, Kind::release, Kind::tap});
    CHECK(f.last.back().position == Vec2{100, 100});
    CHECK(f.touch.idle());
}

TEST_CASE("a finger that moves more than 8 px pans and never taps") {
    Fingers f;
    f.down(0, 100, 100);
    f.move(20, 100, 109);
    f.move(40, 100, 140);
    f.up(60, 100, 140);
    CHECK(f.kinds() ==
          Kinds{Kind::press, Kind::release, Kind::pan_begin, Kind::pan, Kind::pan_end});
    CHECK(f.last[2].delta == Vec2{0, 9});
    CHECK(f.last[3].delta == Vec2{0, 31});
    CHECK(f.touch.idle());
}

TEST_CASE("half a second without moving is a long press; a finger that then leaves taps") {
    Fingers f;
    f.down(0, 10, 10);
    CHECK(f.touch.wake_at_ms() == 500);
    f.touch.tick(499);
    CHECK(f.kinds() == Kinds{Kind::press});
    f.touch.tick(500);
    CHECK(f.kinds() == Kinds{Kind::long_press});
    CHECK(f.touch.wake_at_ms() == 0);
    f.touch.tick(550);
    CHECK(f.kinds().empty());  // Told once.
    f.up(600, 10, 10);
    CHECK(f.kinds() == Kinds{Kind::release, Kind::tap});
    CHECK(f.touch.idle());
    f.down(700, 10, 10);
    CHECK(f.touch.wake_at_ms() == 1200);
}

TEST_CASE("a finger that moves on after a long press pans and never taps") {
    Fingers f;
    f.down(0, 100, 100);
    f.touch.tick(500);
    f.move(600, 100, 120);
    f.up(620, 100, 120);
    CHECK(f.kinds() ==
          Kinds{Kind::press, Kind::long_press, Kind::release, Kind::pan_begin, Kind::pan_end});
}

TEST_CASE("the velocity of a fling is that of the last 100 ms") {
    Fingers f;
    f.down(0, 0, 0);
    f.move(100, 0, 300);  // fast at first
    f.move(200, 0, 300);
    f.move(250, 0, 310);
    f.move(300, 0, 320);
    f.up(300, 0, 320);
    f.kinds();
    REQUIRE(f.last.back().kind == Kind::pan_end);
    CHECK(f.last.back().velocity.y == Catch::Approx(200));
    CHECK(f.last.back().velocity.x == 0);
}

TEST_CASE("a finger that rests before it leaves flings nothing") {
    Fingers f;
    f.down(0, 0, 0);
    f.move(50, 0, 100);
    f.up(400, 0, 100);
    f.kinds();
    CHECK(f.last.back().velocity == Vec2{0, 0});
}

TEST_CASE("a cancelled pointer leaves nothing behind") {
    Fingers f;
    f.down(0, 0, 0);
    f.cancel(10);
    CHECK(f.kinds() == Kinds{Kind::press, Kind::release});
    CHECK(f.touch.idle());
    f.down(20, 0, 0);
    f.move(30, 0, 50);
    f.cancel(40);
    f.kinds();
    CHECK(f.last.back().kind == Kind::pan_end);
    CHECK(f.last.back().velocity == Vec2{0, 0});
    CHECK(f.touch.idle());
}

TEST_CASE("a second finger ends the press and pinches") {
    Fingers f;
    f.down(0, 100, 100);
    f.down(10, 200, 100, 2);
    f.move(20, 300, 100, 2);
    CHECK(f.kinds() == Kinds{Kind::press, Kind::release, Kind::pinch});
    CHECK(f.last.back().scale == Catch::Approx(2));
    CHECK(f.last.back().delta == Vec2{50, 0});
    f.up(30, 300, 100, 2);
    f.move(40, 100, 200);  // the finger that stays means nothing any more
    f.up(50, 100, 200);
    CHECK(f.kinds().empty());
    CHECK(f.touch.idle());
}

TEST_CASE("a second finger during a pan ends it without a fling, and a third is harmless") {
    Fingers f;
    f.down(0, 0, 0);
    f.move(10, 0, 60);
    f.down(20, 50, 60, 2);
    f.down(30, 90, 60, 3);
    f.move(40, 0, 90);
    CHECK(f.kinds() == Kinds{Kind::press, Kind::release, Kind::pan_begin, Kind::pan_end});
    f.up(50, 0, 90);
    f.up(60, 50, 60, 2);
    f.up(70, 90, 60, 3);
    CHECK(f.kinds().empty());
    CHECK(f.touch.idle());
    f.down(80, 5, 5);
    f.up(90, 5, 5);
    CHECK(f.kinds() == Kinds{Kind::press, Kind::release, Kind::tap});
}

TEST_CASE("a pointer whose end was never told starts anew") {
    Fingers f;
    f.down(0, 0, 0);
    f.down(100, 50, 50);
    f.up(150, 50, 50);
    const Kinds kinds = f.kinds();
    CHECK(kinds.back() == Kind::tap);
    CHECK(f.last.back().position == Vec2{50, 50});
    CHECK(f.touch.idle());
}

TEST_CASE("an end without a beginning is ignored") {
    Fingers f;
    f.up(0, 0, 0);
    f.move(0, 10, 10);
    f.cancel(0, 7);
    CHECK(f.kinds().empty());
    CHECK(f.touch.idle());
}

TEST_CASE("a mouse hovers, clicks, and has no long press") {
    Fingers f;
    f.move(0, 5, 5, 1, PointerKind::mouse);
    CHECK(f.kinds() == Kinds{Kind::hover});
    f.down(10, 5, 5, 1, PointerKind::mouse);
    CHECK(f.touch.wake_at_ms() == 0);
    f.touch.tick(5000);
    f.up(5010, 5, 5, 1, PointerKind::mouse);
    CHECK(f.kinds() == Kinds{Kind::press, Kind::release, Kind::tap});
}

}  // namespace
}  // namespace yg::ui
