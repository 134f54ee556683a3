// Owns the thread for work that would keep the listener's threads, or the writer, from others for
// too long. Must not know what the work is.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace yg::server {

class Background {
public:
    virtual ~Background() = default;
    /// False when too much waits already; then `work` is never called.
    [[nodiscard]] virtual bool submit(std::function<void()> work) = 0;
};

/// Works at once on the caller's thread; for tests.
class InlineBackground final : public Background {
public:
    bool submit(std::function<void()> work) override {
        work();
        return true;
    }
};

/// One thing after the other, so that however many ask, no more memory is used than for one.
class BackgroundThread final : public Background {
public:
    explicit BackgroundThread(std::size_t waiting_most = 16);
    /// Does what waits, then ends the thread.
    ~BackgroundThread() override;

    bool submit(std::function<void()> work) override;

private:
    void run();

    std::size_t waiting_most_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> waiting_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace yg::server
