#include "platform/browser/browser_clock.hpp"

#include <emscripten/html5.h>

namespace yg::platform {

TimeMs BrowserClock::now() {
    return static_cast<TimeMs>(emscripten_date_now());
}

double BrowserClock::steady_ms() {
    return emscripten_get_now();
}

}  // namespace yg::platform
