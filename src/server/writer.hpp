// Owns how the server writes: jobs one after the other, several to a transaction, and nobody is
// told of success before the disk has it. Must not know what a job does.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/result.hpp"
#include "store/database.hpp"

namespace yg::server {

/// One change of the database, undone alone when `work` gives an error.
struct WriteJob {
    /// Runs inside its own savepoint, on the writing thread.
    std::function<Result<void>(store::Database&)> work;
    /// Called exactly once, after the commit that holds the change is durable, or with the error
    /// that undid it.
    std::function<void(Result<void>)> done;
};

class Writer {
public:
    virtual ~Writer() = default;
    /// False when too many jobs wait already; then nothing of the job is called.
    [[nodiscard]] virtual bool submit(WriteJob job) = 0;
};

/// Runs `jobs` as one transaction, then calls every `done`; before them `on_commit` (may be null)
/// if the transaction is on the disk.
void run_as_group(store::Database& database, std::vector<WriteJob> jobs,
                  const std::function<void()>& on_commit = nullptr);

/// Runs each job at once, in a transaction of its own, on the caller's thread; for tests.
class InlineWriter final : public Writer {
public:
    explicit InlineWriter(store::Database& database) : database_(database) {}
    bool submit(WriteJob job) override;

private:
    store::Database& database_;
};

/// One thread owns the writing connection. While one group is committed the next one gathers, so
/// that under load many jobs share one fsync and alone a job waits for nobody.
class GroupWriter final : public Writer {
public:
    struct Limits {
        std::size_t waiting_jobs = 1024;
        std::size_t group_jobs = 128;
    };

    /// `on_commit` is called on the writing thread for each transaction that is on the disk.
    GroupWriter(std::unique_ptr<store::Database> database, Limits limits,
                std::function<void()> on_commit = nullptr);
    explicit GroupWriter(std::unique_ptr<store::Database> database)
        : GroupWriter(std::move(database), Limits{}) {}
    /// Runs what waits, then ends the thread.
    ~GroupWriter() override;

    bool submit(WriteJob job) override;

private:
    void run();

    std::unique_ptr<store::Database> database_;
    Limits limits_;
    std::function<void()> on_commit_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<WriteJob> waiting_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace yg::server
