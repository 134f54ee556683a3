#include "ui/screens/navigation.hpp"

namespace yg::ui {

namespace {

constexpr std::size_t history_max = 64;

std::size_t section_end(std::string_view route) {
    const std::size_t slash = route.find('/', 1);
    return slash == std::string_view::npos ? route.size() : slash;
}

}  // namespace

std::string_view Navigation::section() const {
    const std::string_view route = history_.back();
    return route.empty() ? "/" : route.substr(0, section_end(route));
}

std::string_view Navigation::rest() const {
    const std::string_view route = history_.back();
    const std::size_t end = section_end(route);
    return end < route.size() ? route.substr(end + 1) : std::string_view();
}

void Navigation::go(std::string_view route) {
    if (route == history_.back()) return;
    history_.emplace_back(route);
    if (history_.size() > history_max) history_.erase(history_.begin());
    page_.set_route(route, true);
    page_.request_frame();
}

void Navigation::back(std::string_view parent) {
    if (history_.size() > 1) {
        page_.go_back();
        return;
    }
    history_.back() = parent;
    page_.set_route(parent, false);
    page_.request_frame();
}

void Navigation::follow(std::string_view route) {
    page_.request_frame();
    if (route == history_.back()) return;
    if (history_.size() > 1 && history_[history_.size() - 2] == route) {
        history_.pop_back();
    } else {
        history_.emplace_back(route);
    }
}

}  // namespace yg::ui
