// Owns when the server's own jobs run: by the clock it is given, one after the other, through the
// writer. Must not know what a job does.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

#include "base/time.hpp"
#include "server/log.hpp"
#include "server/metrics.hpp"
#include "server/writer.hpp"

namespace yg::server {

struct JobResult {
    std::int64_t rows = 0;  ///< Changed.
    bool more = false;      ///< It stopped at its bound: run it again soon.
};

struct Job {
    std::string_view name;  ///< For log and metrics; must outlive the runner.
    DurationMs every_ms = hour_ms;
    /// Runs in a savepoint on the writing thread: it must be short.
    std::function<Result<JobResult>(store::Database&, TimeMs now)> work;
};

struct JobPorts {
    Writer& writer;
    Metrics& metrics;
    Log log;
};

class JobRunner {
public:
    /// What is left over, or failed, is tried again after this long.
    static constexpr DurationMs soon_ms = minute_ms;

    /// Every job is due at once.
    JobRunner(JobPorts ports, std::vector<Job> jobs);

    /// Hands the jobs that are due to the writer. One that still runs isn't begun again. A clock
    /// that was set back makes a job due rather than late. The runner must outlive the writer's
    /// jobs.
    void tick(TimeMs now);

private:
    struct Scheduled {
        Job job;
        TimeMs due_at = 0;
        TimeMs begun_at = 0;
        bool running = false;
    };

    void begin(std::size_t index, TimeMs now);
    void end(std::size_t index, TimeMs now, const Result<void>& written, const JobResult& result);

    JobPorts ports_;
    std::mutex mutex_;  ///< Jobs end on the writing thread.
    std::vector<Scheduled> jobs_;
};

/// Ticks a runner by the machine's clock until it is destroyed.
class JobThread {
public:
    JobThread(JobRunner& runner, std::function<TimeMs()> now);
    ~JobThread();

private:
    void run();

    JobRunner& runner_;
    std::function<TimeMs()> now_;
    std::mutex mutex_;
    std::condition_variable stop_asked_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace yg::server
