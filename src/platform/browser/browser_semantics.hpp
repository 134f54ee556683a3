// The semantics tree as real elements over the canvas. Compares each tree with the last one here,
// so that the DOM is touched only where something changed.
#pragma once

#include <unordered_map>
#include <vector>

#include "platform/semantics.hpp"

namespace yg::platform {

class BrowserSemantics : public SemanticsView {
public:
    void publish(std::span<const SemanticNode> nodes) override;
    void set_field_text(NodeId field, std::string_view text) override;
    void focus(NodeId node) override;

private:
    using Positions = std::unordered_map<NodeId, std::size_t>;

    void put_in_place(std::span<const SemanticNode> nodes, const Positions& old_positions);

    std::vector<SemanticNode> published_;
};

}  // namespace yg::platform
