#include "sync/retry.hpp"

#include <algorithm>

namespace yg::sync {

namespace {

double delay_ms(int failures, double first_ms, double longest_ms, RandomSource& random) {
    constexpr int max_doublings = 6;
    const int doublings = std::min(failures - 1, max_doublings);
    const double longest = std::min(first_ms * (1 << doublings), longest_ms);
    std::uint8_t byte = 0;
    random.fill({&byte, 1});
    return longest / 2 + longest / 2 * byte / 255.0;
}

}  // namespace

double retry_delay_ms(int failures, RandomSource& random) {
    return delay_ms(failures, 2'000, 60'000, random);
}

double slow_retry_delay_ms(int failures, RandomSource& random) {
    return delay_ms(failures, 60'000, 60 * 60'000, random);
}

double asked_delay_ms(int retry_after_s) {
    constexpr double longest_ms = 10 * 60'000;
    return std::min(retry_after_s * 1000.0, longest_ms);
}

double asked_long_delay_ms(int retry_after_s) {
    constexpr double longest_ms = 60 * 60'000;
    return std::min(retry_after_s * 1000.0, longest_ms);
}

}  // namespace yg::sync
