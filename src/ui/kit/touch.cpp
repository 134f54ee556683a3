#include "ui/kit/touch.hpp"

#include <cmath>
#include <utility>

namespace yg::ui {

using platform::PointerEvent;
using platform::PointerKind;
using platform::PointerPhase;

namespace {

float distance(Vec2 a, Vec2 b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

}  // namespace

void Touch::pointer(const PointerEvent& event) {
    switch (event.phase) {
        case PointerPhase::down:
            down(event);
            break;
        case PointerPhase::move:
            move(event);
            break;
        case PointerPhase::up:
            up(event);
            break;
        case PointerPhase::cancel:
            cancel(event);
            break;
    }
}

void Touch::down(const PointerEvent& event) {
    const Vec2 position = {event.x, event.y};
    // A finger that is already down: its end was never told. Begin anew.
    if (find(event.pointer_id) != nullptr) cancel(event);
    fingers_.push_back({event.pointer_id, position});
    if (fingers_.size() == 1) {
        kind_ = event.kind;
        state_ = State::pressed;
        start_ = position;
        start_ms_ = event.time_ms;
        told_long_ = false;
        samples_ = {{event.time_ms, position}};
        emit(Gesture::Kind::press, position);
        return;
    }
    if (state_ == State::pressed) emit(Gesture::Kind::release, start_);
    if (state_ == State::panning) end_pan(false, event.time_ms);
    if (fingers_.size() > 2) {
        state_ = State::spent;
        return;
    }
    state_ = State::pinching;
    pinch_middle_ = {(fingers_[0].position.x + position.x) / 2,
                     (fingers_[0].position.y + position.y) / 2};
    pinch_span_ = std::max(1.0F, distance(fingers_[0].position, position));
}

void Touch::move(const PointerEvent& event) {
    const Vec2 position = {event.x, event.y};
    Finger* finger = find(event.pointer_id);
    if (finger == nullptr) {
        if (event.kind == PointerKind::mouse && fingers_.empty()) {
            kind_ = event.kind;
            emit(Gesture::Kind::hover, position);
        }
        return;
    }
    const Vec2 last = finger->position;
    finger->position = position;
    if (state_ == State::pinching) {
        pinch_moved();
        return;
    }
    samples_.push_back({event.time_ms, position});
    while (samples_.size() > 2 && samples_.front().time_ms < event.time_ms - velocity_window_ms) {
        samples_.erase(samples_.begin());
    }
    if (state_ == State::pressed && distance(position, start_) > slop) {
        state_ = State::panning;
        emit(Gesture::Kind::release, start_);
        emit(Gesture::Kind::pan_begin, start_, {position.x - start_.x, position.y - start_.y});
    } else if (state_ == State::panning) {
        emit(Gesture::Kind::pan, position, {position.x - last.x, position.y - last.y});
    }
}

void Touch::up(const PointerEvent& event) {
    if (find(event.pointer_id) == nullptr) return;
    const State state = state_;
    std::erase_if(fingers_, [&](const Finger& f) { return f.id == event.pointer_id; });
    if (state == State::pressed) {
        emit(Gesture::Kind::release, start_);
        emit(Gesture::Kind::tap, start_);
    } else if (state == State::panning) {
        end_pan(true, event.time_ms);
    }
    state_ = fingers_.empty() ? State::idle : State::spent;
}

void Touch::cancel(const PointerEvent& event) {
    if (find(event.pointer_id) == nullptr) return;
    if (state_ == State::pressed) emit(Gesture::Kind::release, start_);
    if (state_ == State::panning) end_pan(false, event.time_ms);
    std::erase_if(fingers_, [&](const Finger& f) { return f.id == event.pointer_id; });
    state_ = fingers_.empty() ? State::idle : State::spent;
}

void Touch::pinch_moved() {
    if (fingers_.size() != 2) return;
    const Vec2 a = fingers_[0].position;
    const Vec2 b = fingers_[1].position;
    const Vec2 middle = {(a.x + b.x) / 2, (a.y + b.y) / 2};
    const float span = std::max(1.0F, distance(a, b));
    emit(Gesture::Kind::pinch, middle, {middle.x - pinch_middle_.x, middle.y - pinch_middle_.y}, {},
         span / pinch_span_);
    pinch_middle_ = middle;
    pinch_span_ = span;
}

void Touch::tick(double now_ms) {
    const double at_ms = wake_at_ms();
    if (at_ms == 0 || now_ms < at_ms) return;
    told_long_ = true;
    emit(Gesture::Kind::long_press, start_);
}

double Touch::wake_at_ms() const {
    if (state_ != State::pressed || told_long_ || kind_ == PointerKind::mouse) return 0;
    return start_ms_ + long_press_ms;
}

std::vector<Gesture> Touch::take() {
    return std::exchange(gestures_, {});
}

void Touch::emit(Gesture::Kind kind, Vec2 position, Vec2 delta, Vec2 velocity, float scale) {
    gestures_.push_back({kind, kind_, position, delta, velocity, scale});
}

void Touch::end_pan(bool with_velocity, double now_ms) {
    Vec2 velocity;
    while (samples_.size() > 1 && samples_.front().time_ms < now_ms - velocity_window_ms) {
        samples_.erase(samples_.begin());
    }
    const double span_ms = samples_.back().time_ms - samples_.front().time_ms;
    if (with_velocity && span_ms > 0) {
        const auto seconds = static_cast<float>(span_ms / 1000);
        velocity = {(samples_.back().position.x - samples_.front().position.x) / seconds,
                    (samples_.back().position.y - samples_.front().position.y) / seconds};
    }
    emit(Gesture::Kind::pan_end, samples_.back().position, {}, velocity);
}

Touch::Finger* Touch::find(std::int32_t id) {
    for (Finger& finger : fingers_) {
        if (finger.id == id) return &finger;
    }
    return nullptr;
}

}  // namespace yg::ui
