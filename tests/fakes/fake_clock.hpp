// A clock that stands still until a test moves it.
#pragma once

#include "base/time.hpp"
#include "platform/clock.hpp"

namespace yg::fakes {

class FakeClock final : public platform::Clock {
public:
    /// Tuesday, 2026-11-24 09:00 in the town, unless told otherwise.
    explicit FakeClock(TimeMs now = to_moment({2026, 11, 24}, 9 * 60)) : now_(now) {}

    TimeMs now() override { return now_; }
    double steady_ms() override { return steady_ms_; }

    void advance(DurationMs by) {
        now_ += by;
        steady_ms_ += static_cast<double>(by);
    }
    /// The wall clock alone jumps, as when a person sets it.
    void set_now(TimeMs now) { now_ = now; }

private:
    TimeMs now_;
    double steady_ms_ = 0;
};

}  // namespace yg::fakes
