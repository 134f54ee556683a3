#include "ui/screens/navigation.hpp"

#include <algorithm>
#include <utility>

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

void Navigation::remember(std::string_view route) {
    history_.emplace_back(route);
    if (history_.size() > history_max) history_.erase(history_.begin());
}

void Navigation::tell_page(std::string_view route, bool push) {
    page_.request_frame();
    if (leaving_) {
        waiting_.push_back({std::string(route), push});
    } else {
        page_.set_route(route, push);
    }
}

void Navigation::step_back(int steps) {
    leaving_ = true;
    page_.go_back(steps);
}

void Navigation::go(std::string_view route) {
    if (route == history_.back()) return;
    arrival_ = Arrival::link;
    remember(route);
    // What lay over the page and led here makes room for where it led.
    tell_page(route, !std::exchange(covered_, false));
}

void Navigation::replace(std::string_view route) {
    history_.back() = route;
    tell_page(route, false);
}

void Navigation::back(std::string_view parent) {
    if (history_.size() > 1) {
        page_.go_back(1);
        return;
    }
    arrival_ = Arrival::back;
    replace(parent);
}

void Navigation::back_to(std::string_view route) {
    const auto found = std::find(history_.rbegin(), history_.rend(), route);
    arrival_ = Arrival::back;
    if (found == history_.rend()) return replace(route);
    const auto steps = found - history_.rbegin();
    if (steps == 0) return;
    history_.resize(history_.size() - static_cast<std::size_t>(steps));
    step_back(static_cast<int>(steps));
}

void Navigation::cover(bool covered) {
    if (covered == covered_ || leaving_) return;
    covered_ = covered;
    if (covered) {
        page_.push_step();
    } else {
        step_back(1);
    }
}

bool Navigation::follow(std::string_view route) {
    page_.request_frame();
    if (std::exchange(leaving_, false) && !waiting_.empty()) {
        for (const Step& step : std::exchange(waiting_, {})) page_.set_route(step.route, step.push);
        return false;
    }
    const bool was_covered = std::exchange(covered_, false);
    if (route == history_.back()) return was_covered;
    if (history_.size() > 1 && history_[history_.size() - 2] == route) {
        history_.pop_back();
        arrival_ = Arrival::back;
    } else {
        remember(route);
        arrival_ = Arrival::address;
    }
    return false;
}

}  // namespace yg::ui
