// How a scrolled content moves along one axis: under the finger, by itself after a fling, and back
// from beyond its ends. Pure: knows neither what is scrolled nor how it is drawn.
#pragma once

namespace yg::ui {

class ScrollMotion {
public:
    /// How much there is: the content's length and that of the window onto it, in CSS pixels.
    void set_extent(float content, float window);

    /// Content that is shown at the window's start; beyond [0, max()] while pulled over an end.
    [[nodiscard]] float offset() const { return offset_; }
    [[nodiscard]] float max() const { return max_; }
    /// How far the content is pulled down over its start (0 when it isn't).
    [[nodiscard]] float pulled() const { return offset_ < 0 ? -offset_ : 0; }
    [[nodiscard]] bool dragging() const { return dragging_; }
    [[nodiscard]] bool moving() const;

    void drag_begin();
    /// The finger moved by `delta`; beyond the ends the content follows less and less.
    void drag(float delta);
    /// The finger left with `velocity` (its own direction, pixels a second).
    void drag_end(float velocity);

    /// At once, kept within the ends.
    void jump_to(float offset);
    /// Smoothly, kept within the ends.
    void glide_to(float offset);

    /// Lets time pass. True while it still moves.
    bool tick(double now_ms);

private:
    [[nodiscard]] float clamped(float offset) const;
    void step(float seconds);

    float offset_ = 0;
    float max_ = 0;
    float window_ = 0;
    float velocity_ = 0;  ///< Of the offset, pixels a second.
    float glide_target_ = 0;
    float drag_offset_ = 0;  ///< Where the content would be without the ends.
    bool dragging_ = false;
    bool gliding_ = false;
    double last_ms_ = 0;
};

}  // namespace yg::ui
