// Stands in for the browser's event loop: continuations run later, in order, when the test says so.
#pragma once

#include <deque>
#include <functional>

namespace yg::platform {

class HeadlessLoop {
public:
    void post(std::function<void()> task) { tasks_.push_back(std::move(task)); }

    [[nodiscard]] bool empty() const { return tasks_.empty(); }

    /// Runs the one that waits longest; there must be one.
    void run_one() {
        auto task = std::move(tasks_.front());
        tasks_.pop_front();
        task();
    }

    /// Runs until nothing is left, what tasks post included. Returns how many ran.
    int run() {
        int count = 0;
        for (; !tasks_.empty(); ++count) run_one();
        return count;
    }

    /// What was under way never happens, as when the phone's battery dies.
    void drop() { tasks_.clear(); }

private:
    std::deque<std::function<void()>> tasks_;
};

}  // namespace yg::platform
