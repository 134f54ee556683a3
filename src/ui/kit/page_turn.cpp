#include "ui/kit/page_turn.hpp"

namespace yg::ui {

using platform::NodeId;
using platform::NodeRole;
using platform::SemanticNode;

PageMark read_page(std::span<const SemanticNode> nodes) {
    PageMark mark;
    for (const SemanticNode& node : nodes) {
        if (node.role == NodeRole::main) mark.main = node.id;
        if (node.role != NodeRole::heading) continue;
        if (node.level == 1) {
            mark.heading = node.id;
            mark.title = node.name;
        }
        if (node.parent == mark.main && mark.main != platform::no_node &&
            mark.question == platform::no_node) {
            mark.question = node.id;
        }
    }
    return mark;
}

NodeId reading_start(const PageMark& before, const PageMark& now) {
    if (now.title != before.title) return now.heading;
    if (now.main == before.main) return platform::no_node;
    return now.question != platform::no_node ? now.question : now.heading;
}

}  // namespace yg::ui
