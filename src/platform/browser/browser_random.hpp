// Unpredictable bytes from the browser's crypto.getRandomValues.
#pragma once

#include "base/random.hpp"

namespace yg::platform {

class BrowserRandom : public RandomSource {
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace yg::platform
