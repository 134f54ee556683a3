// The device's clocks, from the browser.
#pragma once

#include "platform/clock.hpp"

namespace yg::platform {

class BrowserClock : public Clock {
public:
    TimeMs now() override;
    double steady_ms() override;
};

}  // namespace yg::platform
