#include "platform/headless/headless_page.hpp"

namespace yg::platform {

void HeadlessPage::set_route(std::string_view route, bool push) {
    if (push) {
        history.emplace_back(route);
    } else {
        history.back() = route;
    }
}

void HeadlessPage::go_back() {
    if (history.size() < 2) return;
    history.pop_back();
    if (on_route_changed) on_route_changed(history.back());
}

}  // namespace yg::platform
