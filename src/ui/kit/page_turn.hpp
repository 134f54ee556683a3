// What a page is about, read from its tree: so that a screen reader is told when another one came,
// and where to begin. Pure.
#pragma once

#include <span>
#include <string>

#include "platform/semantics.hpp"

namespace yg::ui {

struct PageMark {
    platform::NodeId main = platform::no_node;
    platform::NodeId heading =
        platform::no_node;  ///< The page's title; beside a list: the detail's.
    std::string title;
    platform::NodeId question = platform::no_node;  ///< The first heading in `main`.

    bool operator==(const PageMark&) const = default;
};

PageMark read_page(std::span<const platform::SemanticNode> nodes);

/// Where reading goes on when a page came in place of another and what had the focus is gone: at
/// its title, or at the first heading where the title stayed (the next step of one task). no_node
/// when it is still the same page.
platform::NodeId reading_start(const PageMark& before, const PageMark& now);

}  // namespace yg::ui
