// Counts what the server did since it started, and writes it in the Prometheus text format. Must
// not know what a request holds, nor who asked.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/connection_counts.hpp"

namespace yg::server {

/// Every function from any thread.
class Metrics {
public:
    /// `routes` are the ones told apart; their names must outlive this. Each gets a histogram of
    /// its times if it is among `timed`.
    Metrics(const std::vector<std::string_view>& routes,
            const std::vector<std::string_view>& timed);

    /// A request that was answered. A `route` that isn't known counts as "file".
    void count_request(std::string_view route, int status, double seconds);
    /// A transaction that is on the disk.
    void count_commit() { ++commits_; }
    void count_commands(std::uint64_t applied, std::uint64_t refused) {
        commands_applied_ += applied;
        commands_refused_ += refused;
    }
    /// One of the refused ones that no rule refused, but the database.
    void count_command_error() { ++command_errors_; }
    /// A photo that is kept, and the bytes it takes on the disk.
    void count_photo(std::uint64_t bytes) {
        ++photos_arrived_;
        photo_bytes_ += bytes;
    }
    /// A photo whose bytes are no picture, or not those that were announced.
    void count_refused_photo() { ++photos_refused_; }
    /// A run of one of the server's own jobs, and the rows it changed.
    void count_job(std::string_view job, bool ok, std::int64_t rows);
    /// For the listener.
    [[nodiscard]] const std::shared_ptr<ConnectionCounts>& connections() const {
        return connections_;
    }

    /// https://prometheus.io/docs/instrumenting/exposition_formats/, version 0.0.4.
    [[nodiscard]] std::string text() const;

private:
    using Counter = std::atomic<std::uint64_t>;

    /// Upper bounds of the histograms' buckets, in seconds; one more takes the rest.
    static constexpr std::array bucket_seconds = {0.005, 0.02, 0.1, 0.5, 2.5};

    struct Route {
        std::string_view name;
        bool timed = false;
        std::array<Counter, 5> by_class{};  ///< 1xx … 5xx
        std::array<Counter, bucket_seconds.size() + 1> by_time{};
        Counter nanoseconds = 0;
    };

    void append_requests(std::string& out) const;
    void append_times(std::string& out) const;
    void append_jobs(std::string& out) const;
    static void append_histogram(std::string& out, const Route& route);

    std::vector<Route> routes_;  ///< Never grows: counters can't be moved. The last one is "file".
    Counter commits_ = 0;
    Counter commands_applied_ = 0;
    Counter commands_refused_ = 0;
    Counter command_errors_ = 0;
    Counter photos_arrived_ = 0;
    Counter photos_refused_ = 0;
    Counter photo_bytes_ = 0;
    struct JobCounts {
        std::int64_t ok = 0;
        std::int64_t failed = 0;
        std::int64_t rows = 0;
    };
    mutable std::mutex jobs_mutex_;  ///< They are few and rare.
    std::map<std::string, JobCounts, std::less<>> jobs_;
    std::shared_ptr<ConnectionCounts> connections_ = std::make_shared<ConnectionCounts>();
};

}  // namespace yg::server
