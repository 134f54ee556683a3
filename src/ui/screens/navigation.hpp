// Which page is shown: the address and the way back. Knows routes as text, not what they show.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/page.hpp"

namespace yg::ui {

class Navigation {
public:
    explicit Navigation(platform::Page& page) : page_(page), history_{page.route()} {}

    [[nodiscard]] const std::string& route() const { return history_.back(); }
    /// "/rooms/shuhua" → "/rooms"; "/" for a page at the top.
    [[nodiscard]] std::string_view section() const;
    /// The part behind the section: "shuhua".
    [[nodiscard]] std::string_view rest() const;

    void go(std::string_view route);
    /// To the page one came from, or to `parent` when the portal was opened on this one.
    void back(std::string_view parent);
    /// The address changed from outside: the browser's own buttons, a typed address.
    void follow(std::string_view route);

private:
    platform::Page& page_;
    std::vector<std::string> history_;  ///< What was visited here, the shown one last.
};

}  // namespace yg::ui
