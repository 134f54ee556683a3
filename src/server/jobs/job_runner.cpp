#include "server/jobs/job_runner.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <utility>

namespace yg::server {

JobRunner::JobRunner(JobPorts ports, std::vector<Job> jobs) : ports_(std::move(ports)) {
    for (Job& job : jobs) jobs_.push_back({.job = std::move(job)});
}

void JobRunner::tick(TimeMs now) {
    for (std::size_t i = 0; i < jobs_.size(); ++i) {
        {
            const std::lock_guard lock(mutex_);
            Scheduled& one = jobs_[i];
            const bool due = now >= one.due_at || now < one.begun_at;
            if (one.running || !due) continue;
            one.running = true;
            one.begun_at = now;
        }
        begin(i, now);
    }
}

void JobRunner::begin(std::size_t index, TimeMs now) {
    auto result = std::make_shared<JobResult>();
    const bool taken = ports_.writer.submit(
        {.work = [this, index, now, result](store::Database& database) -> Result<void> {
             ASSIGN_OR_RETURN(*result, jobs_[index].job.work(database, now));
             return {};
         },
         .done = [this, index, now,
                  result](const Result<void>& written) { end(index, now, written, *result); }});
    if (taken) return;
    // People's commands come first: the next tick tries again.
    const std::lock_guard lock(mutex_);
    jobs_[index].running = false;
}

void JobRunner::end(std::size_t index, TimeMs now, const Result<void>& written,
                    const JobResult& result) {
    const std::string_view name = jobs_[index].job.name;
    const std::int64_t rows = written.ok() ? result.rows : 0;
    ports_.metrics.count_job(name, written.ok(), rows);
    if (!written.ok()) {
        ports_.log("job_failed", {{"job", std::string(name)}, {"detail", written.error().detail}});
    } else if (rows > 0) {
        ports_.log("job", {{"job", std::string(name)}, {"rows", std::to_string(rows)}});
    }
    const bool again_soon = !written.ok() || result.more;
    const std::lock_guard lock(mutex_);
    Scheduled& one = jobs_[index];
    one.running = false;
    one.due_at = now + (again_soon ? soon_ms : one.job.every_ms);
}

JobThread::JobThread(JobRunner& runner, std::function<TimeMs()> now)
    : runner_(runner), now_(std::move(now)), thread_([this] { run(); }) {}

JobThread::~JobThread() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    stop_asked_.notify_one();
    thread_.join();
}

void JobThread::run() {
    constexpr std::chrono::seconds between_ticks(10);
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        runner_.tick(now_());
        stop_asked_.wait_for(lock, between_ticks, [this] { return stopping_; });
    }
}

}  // namespace yg::server
