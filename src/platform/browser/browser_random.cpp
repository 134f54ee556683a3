#include "platform/browser/browser_random.hpp"

#include <unistd.h>
#include <algorithm>

#include "base/check.hpp"

namespace yg::platform {

void BrowserRandom::fill(std::span<std::uint8_t> bytes) {
    constexpr std::size_t most_at_once = 256;  // getentropy's own limit
    while (!bytes.empty()) {
        const std::size_t count = std::min(bytes.size(), most_at_once);
        CHECK(getentropy(bytes.data(), count) == 0);
        bytes = bytes.subspan(count);
    }
}

}  // namespace yg::platform
