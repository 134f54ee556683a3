// Tells tap, pan, pinch and long press apart. A pure state machine over pointer events and time:
// knows neither widgets nor what lies under the finger.
#pragma once

#include <cstdint>
#include <vector>

#include "platform/input.hpp"
#include "ui/kit/geometry.hpp"

namespace yg::ui {

struct Gesture {
    enum class Kind : std::uint8_t {
        press,    ///< A finger lies down: what it touches may look pressed.
        release,  ///< It is no tap after all: nothing may look pressed any more.
        tap,
        /// The finger lies still for long. Whoever gives it no meaning of its own ignores it: the
        /// finger's end is still a tap, since old hands press long.
        long_press,
        pan_begin,  ///< At `position`, where the finger first touched; `delta` since then.
        pan,        ///< `delta` since the last one.
        pan_end,    ///< `velocity` in pixels a second; zero when the finger had stopped.
        pinch,      ///< Two fingers: `scale` and `delta` of their middle, around `position`.
        hover,      ///< A mouse moves without a button.
    };
    Kind kind = Kind::press;
    platform::PointerKind pointer = platform::PointerKind::touch;
    Vec2 position;
    Vec2 delta;
    Vec2 velocity;
    float scale = 1;
};

class Touch {
public:
    static constexpr float slop = 8;
    static constexpr double long_press_ms = 500;
    static constexpr double velocity_window_ms = 100;

    void pointer(const platform::PointerEvent& event);
    /// Lets time pass; recognises the long press.
    void tick(double now_ms);
    /// When `tick` must be called next; 0 when nothing waits for time.
    [[nodiscard]] double wake_at_ms() const;

    /// Gestures since the last call, oldest first.
    std::vector<Gesture> take();

    [[nodiscard]] bool idle() const { return state_ == State::idle && fingers_.empty(); }

private:
    enum class State : std::uint8_t {
        idle,
        pressed,  ///< One finger, not moved: may become anything.
        panning,
        pinching,
        spent,  ///< Fingers are down but mean nothing any more.
    };
    struct Finger {
        std::int32_t id = 0;
        Vec2 position;
    };
    struct Sample {
        double time_ms = 0;
        Vec2 position;
    };

    void down(const platform::PointerEvent& event);
    void move(const platform::PointerEvent& event);
    void up(const platform::PointerEvent& event);
    void cancel(const platform::PointerEvent& event);
    void pinch_moved();
    void emit(Gesture::Kind kind, Vec2 position, Vec2 delta = {}, Vec2 velocity = {},
              float scale = 1);
    void end_pan(bool with_velocity, double now_ms);
    Finger* find(std::int32_t id);

    State state_ = State::idle;
    platform::PointerKind kind_ = platform::PointerKind::touch;
    std::vector<Finger> fingers_;
    std::vector<Sample> samples_;
    Vec2 start_;
    double start_ms_ = 0;
    bool told_long_ = false;  ///< Of this press.
    Vec2 pinch_middle_;
    float pinch_span_ = 1;
    std::vector<Gesture> gestures_;
};

}  // namespace yg::ui
