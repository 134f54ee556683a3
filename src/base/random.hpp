// Randomness is always passed in, so that tests and simulations can repeat a run.
#pragma once

#include <cstdint>
#include <span>

namespace yg {

class RandomSource {
public:
    virtual ~RandomSource() = default;
    /// Fills `bytes` with unpredictable bytes (in production: from the system's CSPRNG).
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

}  // namespace yg
