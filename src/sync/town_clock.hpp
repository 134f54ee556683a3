// The town's time on this phone: the device's clock, put right by what the server last said. Rules
// that run on the phone judge by it, so that a wrong clock stops nobody.
#pragma once

#include <cstdlib>

#include "platform/clock.hpp"

namespace yg::sync {

class TownClock final : public platform::Clock {
public:
    /// `correction` is what was learnt before, added to the device's time.
    explicit TownClock(platform::Clock& device, DurationMs correction = 0)
        : device_(device), correction_(correction) {}

    TimeMs now() override { return device_.now() + correction_; }
    double steady_ms() override { return device_.steady_ms(); }
    [[nodiscard]] DurationMs correction() const { return correction_; }

    /// The server's time as its answer arrives. True when the correction changed by it: what an
    /// answer takes on its way is no reason.
    bool learn(TimeMs server_now) {
        constexpr DurationMs tolerance = minute_ms;
        const DurationMs ahead = server_now - device_.now();
        const DurationMs before = correction_;
        if (std::abs(ahead) < tolerance) {
            correction_ = 0;
        } else if (std::abs(ahead - correction_) >= tolerance) {
            correction_ = ahead;
        }
        return correction_ != before;
    }

private:
    platform::Clock& device_;
    DurationMs correction_ = 0;
};

}  // namespace yg::sync
