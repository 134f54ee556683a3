// Owns how often one address and one account may ask: token buckets for as many of them as fit.
// Must not know HTTP, nor what is asked for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.hpp"

namespace yg::server {

/// What is asked for, as far as its rate is concerned.
enum class Traffic : std::uint8_t { push, pull, sign_in, my_data, photo, other };
inline constexpr std::array all_traffic = {Traffic::push,    Traffic::pull,  Traffic::sign_in,
                                           Traffic::my_data, Traffic::photo, Traffic::other};

/// A token bucket: `burst` requests at once, and `per_minute` in the long run.
struct Rate {
    double burst = 0;
    double per_minute = 0;
};

struct RateTable {
    Rate push;
    Rate pull;
    Rate sign_in;
    Rate my_data;
    Rate photo;
    Rate other;
};

/// Every rate of the server. An account is one person with a few devices. An address may be a
/// mobile network's gateway with hundreds of phones behind it.
struct RateLimits {
    RateTable by_account{.push = {60, 60},    // Commands, not requests.
                         .pull = {300, 120},  // A first pull of a large town takes many pages.
                         .sign_in = {5, 2},
                         .my_data = {5, 1},   // Reads every table, and nobody needs it often.
                         .photo = {120, 30},  // Six large ones take 42 requests.
                         .other = {120, 60}};
    RateTable by_address{.push = {600, 1200},
                         .pull = {3000, 3000},
                         .sign_in = {30, 30},
                         .my_data = {60, 60},
                         .photo = {600, 600},
                         .other = {3000, 3000}};
    /// So many accounts, and so many addresses, are remembered; the one that asked longest ago is
    /// forgotten first. Each takes about 300 bytes.
    std::size_t keys = 20'000;
};

/// For demo mode, which only this machine reaches: a benchmark passes, memory stays bounded.
RateLimits demo_rate_limits();

/// One bucket for each kind of traffic of each key. From any thread.
class RateBuckets {
public:
    RateBuckets(const RateTable& rates, std::size_t keys);

    /// Takes `count` tokens, at most a burst but one. Nothing when there were so many, otherwise
    /// how long until there are (ms, > 0); none is taken then. A clock that was set back gives no
    /// tokens until it has moved on from there.
    std::optional<DurationMs> take(std::string_view key, Traffic traffic, TimeMs now,
                                   std::size_t count = 1);
    /// How many keys are remembered now.
    [[nodiscard]] std::size_t size();

private:
    struct Bucket {
        double tokens = 0;
        TimeMs filled_at = 0;
    };
    struct Entry {
        std::string key;
        std::array<Bucket, all_traffic.size()> buckets;  ///< By Traffic.
    };

    Entry& entry_of(std::string_view key, TimeMs now);
    [[nodiscard]] const Rate& rate_of(Traffic traffic) const;

    RateTable rates_;
    std::size_t keys_;
    std::mutex mutex_;
    std::list<Entry> entries_;  ///< The one that asked last comes first.
    /// Views the keys in `entries_`, which stay where they are.
    std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key_;
};

class RateLimiter {
public:
    explicit RateLimiter(const RateLimits& limits)
        : accounts_(limits.by_account, limits.keys), addresses_(limits.by_address, limits.keys) {}

    // See RateBuckets::take.
    std::optional<DurationMs> take_for_account(std::string_view account, Traffic traffic,
                                               TimeMs now, std::size_t count = 1) {
        return accounts_.take(account, traffic, now, count);
    }
    /// `address` without port, counted by its network.
    std::optional<DurationMs> take_for_address(std::string_view address, Traffic traffic,
                                               TimeMs now);

private:
    RateBuckets accounts_;
    RateBuckets addresses_;
};

}  // namespace yg::server
