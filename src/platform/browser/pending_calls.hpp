// Continuations that wait for JavaScript's answer, by number. Knows nothing of what they are for.
#pragma once

#include <functional>
#include <unordered_map>
#include <utility>

#include "base/check.hpp"

namespace yg::platform {

template <class Answer>
class PendingCalls {
public:
    using Continuation = std::function<void(Answer)>;

    int add(Continuation done) {
        const int call = ++last_call_;
        waiting_.emplace(call, std::move(done));
        return call;
    }

    /// Each call is answered exactly once.
    void answer(int call, Answer answer) {
        const auto found = waiting_.find(call);
        CHECK(found != waiting_.end());
        const Continuation done = std::move(found->second);
        waiting_.erase(found);  // before `done`, which may start the next call
        done(std::move(answer));
    }

private:
    std::unordered_map<int, Continuation> waiting_;
    int last_call_ = 0;
};

}  // namespace yg::platform
