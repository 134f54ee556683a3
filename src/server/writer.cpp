#include "server/writer.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace yg::server {

namespace {

Result<void> run_in_savepoint(store::Database& database, const WriteJob& job) {
    ASSIGN_OR_RETURN(store::Savepoint savepoint, store::Savepoint::open(database));
    RETURN_IF_ERROR(job.work(database));
    return savepoint.commit();
}

/// The outcome of every job, or the error that undid all of them.
Result<std::vector<Result<void>>> commit_group(store::Database& database,
                                               const std::vector<WriteJob>& jobs) {
    ASSIGN_OR_RETURN(store::Transaction transaction, store::Transaction::writing(database));
    std::vector<Result<void>> outcomes;
    outcomes.reserve(jobs.size());
    for (const WriteJob& job : jobs) outcomes.push_back(run_in_savepoint(database, job));
    RETURN_IF_ERROR(transaction.commit());
    return outcomes;
}

}  // namespace

void run_as_group(store::Database& database, std::vector<WriteJob> jobs,
                  const std::function<void()>& on_commit) {
    const Result<std::vector<Result<void>>> outcomes = commit_group(database, jobs);
    if (outcomes.ok() && on_commit) on_commit();
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        jobs[i].done(outcomes.ok() ? outcomes.value()[i] : Result<void>(outcomes.error()));
    }
}

bool InlineWriter::submit(WriteJob job) {
    std::vector<WriteJob> jobs;
    jobs.push_back(std::move(job));
    run_as_group(database_, std::move(jobs));
    return true;
}

GroupWriter::GroupWriter(std::unique_ptr<store::Database> database, Limits limits,
                         std::function<void()> on_commit)
    : database_(std::move(database)),
      limits_(limits),
      on_commit_(std::move(on_commit)),
      thread_([this] { run(); }) {}

GroupWriter::~GroupWriter() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

bool GroupWriter::submit(WriteJob job) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || waiting_.size() >= limits_.waiting_jobs) return false;
        waiting_.push_back(std::move(job));
    }
    changed_.notify_one();
    return true;
}

void GroupWriter::run() {
    while (true) {
        std::vector<WriteJob> group;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            const auto count =
                static_cast<std::ptrdiff_t>(std::min(waiting_.size(), limits_.group_jobs));
            group.assign(std::make_move_iterator(waiting_.begin()),
                         std::make_move_iterator(waiting_.begin() + count));
            waiting_.erase(waiting_.begin(), waiting_.begin() + count);
        }
        run_as_group(*database_, std::move(group), on_commit_);
    }
}

}  // namespace yg::server
