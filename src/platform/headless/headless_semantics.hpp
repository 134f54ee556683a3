// The semantic tree as a plain copy, with what a test asks of it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/semantics.hpp"

namespace yg::platform {

class HeadlessSemantics : public SemanticsView {
public:
    void publish(std::span<const SemanticNode> published) override;
    void set_field_text(NodeId field, std::string_view text) override;
    void focus(NodeId node) override { focused = node; }

    /// The first node of `role` whose name contains `name`; nullptr when there is none.
    [[nodiscard]] const SemanticNode* find(NodeRole role, std::string_view name) const;
    /// Everything that can be read, one node a line, in reading order.
    [[nodiscard]] std::string text() const;

    std::vector<SemanticNode> nodes;
    int publications = 0;
    NodeId focused = no_node;
    std::vector<std::pair<NodeId, std::string>> field_texts;  ///< As the program wrote them.
};

}  // namespace yg::platform
