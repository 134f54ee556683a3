// Stands in for the browser's event loop: continuations run later, in order, when the test says so.
#pragma once

#include <deque>
#include <functional>

namespace yg::platform {

class HeadlessLoop {
public:
    void post(std::function<void()> task) { tasks_.push_back(std::move(task)); }

    /// Runs until nothing is left, what tasks post included. Returns how many ran.
    int run() {
        int count = 0;
        while (!tasks_.empty()) {
            auto task = std::move(tasks_.front());
            tasks_.pop_front();
            task();
            ++count;
        }
        return count;
    }

    /// What was under way never happens, as when the phone's battery dies.
    void drop() { tasks_.clear(); }

private:
    std::deque<std::function<void()>> tasks_;
};

}  // namespace yg::platform
