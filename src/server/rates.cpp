#include "server/rates.hpp"

#include <algorithm>
#include <cmath>

#include "base/check.hpp"
#include "server/network.hpp"

namespace yg::server {

RateLimits demo_rate_limits() {
    constexpr Rate generous{.burst = 1e6, .per_minute = 6e6};
    constexpr RateTable table{.push = generous,
                              .pull = generous,
                              .sign_in = generous,
                              .my_data = generous,
                              .photo = generous,
                              .other = generous};
    return {.by_account = table, .by_address = table};
}

RateBuckets::RateBuckets(const RateTable& rates, std::size_t keys) : rates_(rates), keys_(keys) {
    CHECK(keys > 0);
    for (const Traffic one : all_traffic) {
        CHECK(rate_of(one).burst >= 1 && rate_of(one).per_minute > 0);
    }
}

std::optional<DurationMs> RateBuckets::take(std::string_view key, Traffic traffic, TimeMs now,
                                            std::size_t count) {
    const Rate& rate = rate_of(traffic);
    // A full bucket pays for any number, also after the request itself took one.
    const double price = std::max(1.0, std::min(static_cast<double>(count), rate.burst - 1));
    const double tokens_per_ms = rate.per_minute / minute_ms;
    const std::lock_guard lock(mutex_);
    Bucket& bucket = entry_of(key, now).buckets[static_cast<std::size_t>(traffic)];
    const auto passed_ms = static_cast<double>(std::max<DurationMs>(0, now - bucket.filled_at));
    bucket.tokens = std::min(rate.burst, bucket.tokens + passed_ms * tokens_per_ms);
    bucket.filled_at = now;
    if (bucket.tokens >= price) {
        bucket.tokens -= price;
        return std::nullopt;
    }
    return static_cast<DurationMs>(std::ceil((price - bucket.tokens) / tokens_per_ms));
}

std::size_t RateBuckets::size() {
    const std::lock_guard lock(mutex_);
    return entries_.size();
}

RateBuckets::Entry& RateBuckets::entry_of(std::string_view key, TimeMs now) {
    if (const auto found = by_key_.find(key); found != by_key_.end()) {
        entries_.splice(entries_.begin(), entries_, found->second);
        return entries_.front();
    }
    if (entries_.size() >= keys_) {
        by_key_.erase(entries_.back().key);
        entries_.pop_back();
    }
    entries_.push_front({.key = std::string(key), .buckets = {}});
    Entry& entry = entries_.front();
    for (const Traffic one : all_traffic) {
        entry.buckets[static_cast<std::size_t>(one)] = {.tokens = rate_of(one).burst,
                                                        .filled_at = now};
    }
    by_key_.emplace(entry.key, entries_.begin());
    return entry;
}

const Rate& RateBuckets::rate_of(Traffic traffic) const {
    switch (traffic) {
        case Traffic::push:
            return rates_.push;
        case Traffic::pull:
            return rates_.pull;
        case Traffic::sign_in:
            return rates_.sign_in;
        case Traffic::my_data:
            return rates_.my_data;
        case Traffic::photo:
            return rates_.photo;
        case Traffic::other:
            break;
    }
    return rates_.other;
}

std::optional<DurationMs> RateLimiter::take_for_address(std::string_view address, Traffic traffic,
                                                        TimeMs now) {
    return addresses_.take(network_of(address), traffic, now);
}

}  // namespace yg::server
