#include "platform/headless/headless_semantics.hpp"

namespace yg::platform {

void HeadlessSemantics::publish(std::span<const SemanticNode> published) {
    nodes.assign(published.begin(), published.end());
    ++publications;
}

void HeadlessSemantics::set_field_text(NodeId field, std::string_view text) {
    field_texts.emplace_back(field, text);
}

const SemanticNode* HeadlessSemantics::find(NodeRole role, std::string_view name) const {
    for (const SemanticNode& node : nodes) {
        if (node.role == role && node.name.find(name) != std::string::npos) return &node;
    }
    return nullptr;
}

std::string HeadlessSemantics::text() const {
    std::string out;
    for (const SemanticNode& node : nodes) {
        if (node.name.empty() && node.value.empty()) continue;
        out += node.name;
        if (!node.value.empty()) out += ": " + node.value;
        if (!node.description.empty()) out += " (" + node.description + ")";
        out += '\n';
    }
    return out;
}

}  // namespace yg::platform
