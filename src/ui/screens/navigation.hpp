// Which page is shown: the address and the way back. Knows routes as text, not what they show.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/page.hpp"

namespace yg::ui {

/// How one came to the page that is shown.
enum class Arrival : std::uint8_t {
    link,     ///< Within the portal.
    address,  ///< Typed, or forward by the browser's button.
    back,     ///< From a page that was opened after it.
};

class Navigation {
public:
    explicit Navigation(platform::Page& page) : page_(page), history_{page.route()} {}

    [[nodiscard]] const std::string& route() const { return history_.back(); }
    /// "/rooms/shuhua" → "/rooms"; "/" for a page at the top.
    [[nodiscard]] std::string_view section() const;
    /// The part behind the section: "shuhua".
    [[nodiscard]] std::string_view rest() const;
    [[nodiscard]] Arrival arrival() const { return arrival_; }

    void go(std::string_view route);
    /// The page that is shown turns out to be another.
    void replace(std::string_view route);
    /// To the page one came from, or to `parent` when the portal was opened on this one.
    void back(std::string_view parent);
    /// Over everything that was visited since `route`; becomes it when it wasn't visited.
    void back_to(std::string_view route);
    /// Whether something lies over the page that the way back closes first: it is a step of its own
    /// in the browser's history, which leaves with it.
    void cover(bool covered);
    /// The address changed from outside: the browser's own buttons, a typed address. True when that
    /// was the way back from what lay over the page.
    bool follow(std::string_view route);

private:
    struct Step {
        std::string route;
        bool push = false;
    };

    void remember(std::string_view route);
    void tell_page(std::string_view route, bool push);
    void step_back(int steps);

    platform::Page& page_;
    std::vector<std::string> history_;  ///< What was visited here, the shown one last.
    Arrival arrival_ = Arrival::address;
    bool covered_ = false;
    /// Steps back take the browser a moment; what it is told meanwhile would land on the wrong one.
    bool leaving_ = false;
    std::vector<Step> waiting_;
};

}  // namespace yg::ui
