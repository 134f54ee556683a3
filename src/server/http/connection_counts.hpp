// How many connections are open and what they hold, as the listener counts it and the metrics show
// it.
#pragma once

#include <atomic>
#include <cstdint>

namespace yg::server {

struct ConnectionCounts {
    std::atomic<std::int64_t> open = 0;
    std::atomic<std::int64_t> streams = 0;  ///< Those of them that carry an event stream.
    std::atomic<std::int64_t> bytes = 0;    ///< Of requests' and answers' bodies in memory.
};

}  // namespace yg::server
