// Owns how many connections each address has open, so that no single one takes them all. Must not
// know sockets.
#pragma once

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "server/network.hpp"

namespace yg::server {

class AddressCounts {
public:
    /// At most `most` of one address; as many as they like of those in `uncounted`.
    AddressCounts(std::size_t most, std::vector<std::string> uncounted)
        : most_(most), uncounted_(std::move(uncounted)) {}

    /// Counts one more of `peer`. False, and nothing is counted, when it has as many as it may.
    bool enter(std::string_view peer) {
        if (!is_counted(peer)) return true;
        const std::lock_guard lock(mutex_);
        const auto [at, is_new] = open_.try_emplace(network_of(peer), 0);
        if (at->second >= most_) return false;
        ++at->second;
        return true;
    }
    /// One that entered is gone.
    void leave(std::string_view peer) {
        if (!is_counted(peer)) return;
        const std::lock_guard lock(mutex_);
        const auto at = open_.find(network_of(peer));
        if (--at->second == 0) open_.erase(at);
    }

private:
    [[nodiscard]] bool is_counted(std::string_view peer) const {
        return std::find(uncounted_.begin(), uncounted_.end(), peer) == uncounted_.end();
    }

    std::size_t most_;
    std::vector<std::string> uncounted_;
    std::mutex mutex_;
    std::unordered_map<std::string, std::size_t> open_;  ///< By network; none is 0.
};

}  // namespace yg::server
