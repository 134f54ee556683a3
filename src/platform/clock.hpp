// The phone's clocks. The wall clock may be wrong or jump; the steady one only moves forward.
#pragma once

#include "base/time.hpp"

namespace yg::platform {

class Clock {
public:
    virtual ~Clock() = default;
    /// Epoch milliseconds as the device believes them.
    virtual TimeMs now() = 0;
    /// Milliseconds since some fixed moment, with fractions.
    virtual double steady_ms() = 0;
};

}  // namespace yg::platform
