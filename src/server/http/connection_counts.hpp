// How many connections are open, as the listener counts them and the metrics show them.
#pragma once

#include <atomic>
#include <cstdint>

namespace yg::server {

struct ConnectionCounts {
    std::atomic<std::int64_t> open = 0;
    std::atomic<std::int64_t> streams = 0;  ///< Those of them that carry an event stream.
};

}  // namespace yg::server
