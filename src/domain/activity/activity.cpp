#include "domain/activity/activity.hpp"

#include <algorithm>
#include <limits>

namespace yg::domain {

int places_left(const Activity& activity) {
    if (activity.capacity == 0) return std::numeric_limits<int>::max();
    return std::max(0, activity.capacity - activity.signed_up);
}

}  // namespace yg::domain
