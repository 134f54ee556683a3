// What reaches the program from fingers, mouse and keyboard, in CSS pixels and steady milliseconds.
#pragma once

#include <cstdint>

namespace yg::platform {

enum class PointerKind : std::uint8_t { touch, mouse, pen };
enum class PointerPhase : std::uint8_t { down, move, up, cancel };

struct PointerEvent {
    PointerPhase phase = PointerPhase::move;
    PointerKind kind = PointerKind::touch;
    std::int32_t pointer_id = 0;
    float x = 0;
    float y = 0;
    double time_ms = 0;
};

struct WheelEvent {
    float x = 0;
    float y = 0;
    float delta_x = 0;
    float delta_y = 0;
    bool zoom = false;  ///< Pinch on a trackpad, or Ctrl + wheel.
};

/// Keys that mean something outside text fields (fields belong to the browser).
enum class Key : std::uint8_t {
    escape,
    enter,
    space,
    left,
    right,
    up,
    down,
    home,
    end,
    page_up,
    page_down
};

}  // namespace yg::platform
