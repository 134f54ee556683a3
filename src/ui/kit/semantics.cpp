#include "ui/kit/semantics.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/check.hpp"

namespace yg::ui {

using platform::NodeId;
using platform::NodeRole;
using platform::SemanticNode;

bool is_interactive(NodeRole role) {
    switch (role) {
        case NodeRole::button:
        case NodeRole::link:
        case NodeRole::tab:
        case NodeRole::radio:
        case NodeRole::checkbox:
        case NodeRole::switch_:
        case NodeRole::text_field:
        case NodeRole::grid_cell:
        case NodeRole::photo_picker:
            return true;
        default:
            return false;
    }
}

void Semantics::begin_frame() {
    nodes_.clear();
    last_nodes_.clear();
    parents_.clear();
    clip_.reset();
}

SemanticNode& Semantics::add(NodeId id, NodeRole role, std::string_view name, const Rect& rect) {
    SemanticNode& node = (last_ ? last_nodes_ : nodes_).emplace_back();
    node.id = id;
    node.parent = parents_.empty() ? platform::no_node : parents_.back();
    node.role = role;
    node.name = name;
    node.rect = to_node_rect(rect);
    if (clip_) node.clip = to_node_rect(*clip_);
    node.focusable = is_interactive(role);
    return node;
}

void Semantics::end_frame() {
    CHECK(parents_.empty());
    nodes_.insert(nodes_.end(), last_nodes_.begin(), last_nodes_.end());
    if (published_once_ && nodes_ == published_) return;
    published_once_ = true;
    published_.swap(nodes_);
    view_.publish(published_);
}

const SemanticNode* Semantics::find(NodeId id) const {
    const auto found = std::ranges::find(published_, id, &SemanticNode::id);
    return found == published_.end() ? nullptr : &*found;
}

const SemanticNode* Semantics::hit(Vec2 point) const {
    for (auto node = published_.rbegin(); node != published_.rend(); ++node) {
        if (!is_interactive(node->role) || !to_rect(node->rect).contains(point)) continue;
        const Rect clip = to_rect(node->clip);
        if (!clip.empty() && !clip.contains(point)) continue;
        return &*node;
    }
    return nullptr;
}

SemanticNode* Semantics::in_frame(NodeId id) {
    for (auto* nodes : {&nodes_, &last_nodes_}) {
        const auto found = std::ranges::find(*nodes, id, &SemanticNode::id);
        if (found != nodes->end()) return &*found;
    }
    return nullptr;
}

bool Semantics::is_inside(NodeId id, NodeId ancestor) {
    for (const SemanticNode* node = in_frame(id); node != nullptr; node = in_frame(node->parent)) {
        if (node->parent == ancestor) return true;
    }
    return false;
}

bool Semantics::was_inside(NodeId id, NodeId ancestor) const {
    for (const SemanticNode* node = find(id); node != nullptr; node = find(node->parent)) {
        if (node->parent == ancestor) return true;
    }
    return false;
}

void Semantics::keep_one_stop(NodeId focused) {
    std::unordered_map<NodeId, SemanticNode*> stops;
    const auto rank = [focused](const SemanticNode& node) {
        return node.id == focused ? 2 : node.selected ? 1 : 0;
    };
    for (auto* nodes : {&nodes_, &last_nodes_}) {
        for (SemanticNode& node : *nodes) {
            if (node.role != NodeRole::radio || node.disabled) continue;
            SemanticNode*& stop = stops[node.parent];
            node.focusable = stop == nullptr || rank(node) > rank(*stop);
            if (!node.focusable) continue;
            if (stop != nullptr) stop->focusable = false;
            stop = &node;
        }
    }
}

void Semantics::cover_everything() {
    nodes_.clear();
    last_nodes_.clear();
}

}  // namespace yg::ui
