#include "sync/retry.hpp"

#include <algorithm>

namespace yg::sync {

double retry_delay_ms(int failures, RandomSource& random) {
    constexpr double first_retry_ms = 2'000;
    constexpr double longest_retry_ms = 60'000;
    constexpr int max_doublings = 5;
    const int doublings = std::min(failures - 1, max_doublings);
    const double longest = std::min(first_retry_ms * (1 << doublings), longest_retry_ms);
    std::uint8_t byte = 0;
    random.fill({&byte, 1});
    return longest / 2 + longest / 2 * byte / 255.0;
}

double asked_delay_ms(int retry_after_s) {
    constexpr double longest_ms = 10 * 60'000;
    return std::min(retry_after_s * 1000.0, longest_ms);
}

}  // namespace yg::sync
