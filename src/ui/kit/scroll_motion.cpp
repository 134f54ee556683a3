#include "ui/kit/scroll_motion.hpp"

#include <algorithm>
#include <cmath>

namespace yg::ui {

namespace {

// A fling loses all but 1/e of its speed in this time.
constexpr float fling_decay_s = 0.42F;
// Beyond the ends: a critically damped spring.
constexpr float spring_rate = 14;
constexpr float glide_decay_s = 0.09F;
constexpr float slowest_fling = 12;
constexpr float fastest_fling = 6000;
// The content follows a finger beyond the end by at most this share of the window.
constexpr float rubber_share = 0.35F;

/// The visible overshoot of a finger that is `distance` beyond the end.
float rubber(float distance, float window) {
    const float limit = std::max(1.0F, window * rubber_share);
    return limit * (1 - 1 / (distance * 0.55F / limit + 1));
}

/// The finger's distance for a visible overshoot: the inverse of `rubber`.
float unrubber(float shown, float window) {
    const float limit = std::max(1.0F, window * rubber_share);
    const float share = std::min(shown / limit, 0.98F);
    return (1 / (1 - share) - 1) * limit / 0.55F;
}

}  // namespace

float ScrollMotion::clamped(float offset) const {
    return std::clamp(offset, 0.0F, max_);
}

void ScrollMotion::set_extent(float content, float window) {
    window_ = window;
    max_ = std::max(0.0F, content - window);
    // Content that became shorter: don't let it hang beyond its end.
    if (!dragging_ && velocity_ == 0 && offset_ > max_) offset_ = max_;
}

bool ScrollMotion::moving() const {
    return !dragging_ && (gliding_ || velocity_ != 0 || offset_ != clamped(offset_));
}

void ScrollMotion::drag_begin() {
    dragging_ = true;
    gliding_ = false;
    velocity_ = 0;
    last_ms_ = 0;
    drag_offset_ = offset_;
    if (offset_ < 0) drag_offset_ = -unrubber(-offset_, window_);
    if (offset_ > max_) drag_offset_ = max_ + unrubber(offset_ - max_, window_);
}

void ScrollMotion::drag(float delta) {
    if (!dragging_) return;
    drag_offset_ -= delta;
    offset_ = drag_offset_;
    if (drag_offset_ < 0) offset_ = -rubber(-drag_offset_, window_);
    if (drag_offset_ > max_) offset_ = max_ + rubber(drag_offset_ - max_, window_);
}

void ScrollMotion::drag_end(float velocity) {
    if (!dragging_) return;
    dragging_ = false;
    last_ms_ = 0;
    velocity_ = std::clamp(-velocity, -fastest_fling, fastest_fling);
    if (std::abs(velocity_) < slowest_fling || offset_ != clamped(offset_)) velocity_ = 0;
}

void ScrollMotion::jump_to(float offset) {
    offset_ = clamped(offset);
    velocity_ = 0;
    gliding_ = false;
}

void ScrollMotion::glide_to(float offset) {
    glide_target_ = clamped(offset);
    velocity_ = 0;
    last_ms_ = 0;
    gliding_ = true;
}

bool ScrollMotion::tick(double now_ms) {
    if (!moving()) {
        last_ms_ = 0;
        return false;
    }
    // The first tick only starts the clock; a long pause counts as a short one.
    const double passed_ms = last_ms_ == 0 ? 0 : std::clamp(now_ms - last_ms_, 0.0, 100.0);
    last_ms_ = now_ms;
    constexpr float longest_step_s = 0.004F;
    auto seconds = static_cast<float>(passed_ms / 1000);
    while (seconds > 0 && moving()) {
        step(std::min(seconds, longest_step_s));
        seconds -= longest_step_s;
    }
    return moving();
}

void ScrollMotion::step(float seconds) {
    if (gliding_) {
        offset_ += (glide_target_ - offset_) * (1 - std::exp(-seconds / glide_decay_s));
        if (std::abs(glide_target_ - offset_) > 0.5F) return;
        offset_ = glide_target_;
        gliding_ = false;
        return;
    }
    const float beyond = offset_ - clamped(offset_);
    if (beyond != 0) {
        velocity_ += (-spring_rate * spring_rate * beyond - 2 * spring_rate * velocity_) * seconds;
        offset_ += velocity_ * seconds;
        const float now_beyond = offset_ - clamped(offset_);
        // Back at the end (or as good as): stay there.
        if (now_beyond * beyond <= 0 || (std::abs(now_beyond) < 0.5F && std::abs(velocity_) < 40)) {
            offset_ = beyond < 0 ? 0 : max_;
            velocity_ = 0;
        }
        return;
    }
    velocity_ *= std::exp(-seconds / fling_decay_s);
    offset_ += velocity_ * seconds;
    if (std::abs(velocity_) < slowest_fling) velocity_ = 0;
}

}  // namespace yg::ui
