#include "platform/headless/headless_page.hpp"

namespace yg::platform {

void HeadlessPage::set_route(std::string_view route, bool push) {
    if (push) {
        history.emplace_back(route);
    } else {
        history.back() = route;
    }
}

void HeadlessPage::go_back(int steps) {
    if (history.size() <= static_cast<std::size_t>(steps)) return;
    history.resize(history.size() - static_cast<std::size_t>(steps));
    if (on_route_changed) on_route_changed(history.back());
}

bool HeadlessPage::save_file(std::string_view name, std::string_view type,
                             std::string_view content) {
    if (!can_save_files) return false;
    saved_files.push_back({std::string(name), std::string(type), std::string(content)});
    return true;
}

}  // namespace yg::platform
