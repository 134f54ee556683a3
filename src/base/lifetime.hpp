// Lets an object hand out continuations that do nothing once the object is gone.
#pragma once

#include <memory>
#include <utility>

namespace yg {

/// A member of the object that continuations point back to. One thread only.
class Lifetime {
public:
    template <class Continuation>
    auto guard(Continuation continuation) const {
        return [alive = std::weak_ptr<bool>(alive_),
                continuation = std::move(continuation)](auto&&... arguments) mutable {
            if (!alive.expired()) continuation(std::forward<decltype(arguments)>(arguments)...);
        };
    }

private:
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace yg
