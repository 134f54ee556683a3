#include "platform/browser/browser_semantics.hpp"

#include <algorithm>

namespace {

/// A string's place in the element, as web/library_semantics.js numbers them.
enum class TextPart : int { name, value, description, href, placeholder };

}  // namespace

// web/library_semantics.js
extern "C" {
void yg_semantics_make(yg::platform::NodeId id, int role, int level, int field, const char* value);
void yg_semantics_remove(yg::platform::NodeId id);
/// Puts the element right after its sibling `after` (no_node: first in `parent`).
void yg_semantics_place(yg::platform::NodeId id, yg::platform::NodeId parent,
                        yg::platform::NodeId after);
void yg_semantics_text(yg::platform::NodeId id, TextPart part, const char* text);
void yg_semantics_rect(yg::platform::NodeId id, float x, float y, float width, float height,
                       float clip_x, float clip_y, float clip_width, float clip_height);
void yg_semantics_field(yg::platform::NodeId id, float left, float top, float right, float bottom,
                        float font_size, float line_height, int max_length);
void yg_semantics_state(yg::platform::NodeId id, int bits);
void yg_semantics_position(yg::platform::NodeId id, int position, int set_size);
void yg_semantics_finish();
void yg_semantics_set_field_text(yg::platform::NodeId field, const char* text);
void yg_semantics_focus(yg::platform::NodeId node);
}

namespace yg::platform {
namespace {

bool same_element(const SemanticNode& a, const SemanticNode& b) {
    return a.role == b.role && a.level == b.level && a.field == b.field;
}

int state_bits(const SemanticNode& node) {
    int bits = 0;
    int bit = 1;
    for (const bool flag :
         {node.disabled, node.selected, node.checked, node.expanded, node.expandable, node.invalid,
          node.required, node.current, node.focusable, node.submits, node.label_seen}) {
        if (flag) bits |= bit;
        bit <<= 1;
    }
    return bits;
}

void write_texts(const SemanticNode& node, const SemanticNode& old) {
    const auto write = [&](TextPart part, const std::string& text, const std::string& old_text) {
        if (text != old_text) yg_semantics_text(node.id, part, text.c_str());
    };
    write(TextPart::name, node.name, old.name);
    // A field's text belongs to the person: it is written once, when the element is made.
    if (node.role != NodeRole::text_field) write(TextPart::value, node.value, old.value);
    write(TextPart::description, node.description, old.description);
    write(TextPart::href, node.href, old.href);
    write(TextPart::placeholder, node.placeholder, old.placeholder);
}

void write_geometry(const SemanticNode& node, const SemanticNode& old, bool is_new) {
    const NodeRect& rect = node.rect;
    if (is_new || rect != old.rect || node.clip != old.clip) {
        yg_semantics_rect(node.id, rect.x, rect.y, rect.width, rect.height, node.clip.x,
                          node.clip.y, node.clip.width, node.clip.height);
    }
    if (node.role != NodeRole::text_field) return;
    const auto padding = [](const SemanticNode& field) {
        const NodeRect& text = field.text_rect;
        return NodeRect{text.x - field.rect.x, text.y - field.rect.y,
                        field.rect.x + field.rect.width - text.x - text.width,
                        field.rect.y + field.rect.height - text.y - text.height};
    };
    const NodeRect inside = padding(node);
    if (is_new || inside != padding(old) || node.font_size != old.font_size ||
        node.line_height != old.line_height || node.max_length != old.max_length) {
        yg_semantics_field(node.id, inside.x, inside.y, inside.width, inside.height, node.font_size,
                           node.line_height, node.max_length);
    }
}

void write_changes(const SemanticNode& node, const SemanticNode& old, bool is_new) {
    write_texts(node, old);
    write_geometry(node, old, is_new);
    if (is_new || state_bits(node) != state_bits(old)) {
        yg_semantics_state(node.id, state_bits(node));
    }
    if (node.position != old.position || node.set_size != old.set_size) {
        yg_semantics_position(node.id, node.position, node.set_size);
    }
}

void make(const SemanticNode& node) {
    yg_semantics_make(node.id, static_cast<int>(node.role), node.level,
                      static_cast<int>(node.field), node.value.c_str());
}

}  // namespace

// Siblings that keep their order stay where they are; the others move behind their predecessor.
// What is about to be removed may still stand in between.
void BrowserSemantics::put_in_place(std::span<const SemanticNode> nodes,
                                    const Positions& old_positions) {
    struct Row {
        NodeId last = no_node;
        std::size_t old_positions_used = 0;  ///< One past the old position of the last that stayed.
    };
    std::unordered_map<NodeId, Row> rows;
    for (const SemanticNode& node : nodes) {
        Row& row = rows[node.parent];
        const auto old = old_positions.find(node.id);
        const bool stays = old != old_positions.end() &&
                           published_[old->second].parent == node.parent &&
                           old->second >= row.old_positions_used;
        if (stays) {
            row.old_positions_used = old->second + 1;
        } else {
            yg_semantics_place(node.id, node.parent, row.last);
        }
        row.last = node.id;
    }
}

void BrowserSemantics::publish(std::span<const SemanticNode> nodes) {
    if (std::ranges::equal(nodes, published_)) return;

    Positions old_positions;
    for (std::size_t i = 0; i < published_.size(); ++i) old_positions.emplace(published_[i].id, i);

    static const SemanticNode blank;
    for (const SemanticNode& node : nodes) {
        const auto found = old_positions.find(node.id);
        if (found == old_positions.end()) {
            make(node);
            write_changes(node, blank, true);
        } else if (const SemanticNode& old = published_[found->second]; !same_element(node, old)) {
            make(node);  // takes the old element's place and children
            write_changes(node, blank, true);
        } else if (node != old) {
            write_changes(node, old, false);
        }
    }

    const bool same_structure =
        std::ranges::equal(nodes, published_, [](const SemanticNode& a, const SemanticNode& b) {
            return a.id == b.id && a.parent == b.parent;
        });
    if (!same_structure) {
        put_in_place(nodes, old_positions);
        for (const SemanticNode& node : nodes) old_positions.erase(node.id);
        for (const auto& [gone, position] : old_positions) yg_semantics_remove(gone);
    }
    published_.assign(nodes.begin(), nodes.end());
    yg_semantics_finish();
}

void BrowserSemantics::set_field_text(NodeId field, std::string_view text) {
    yg_semantics_set_field_text(field, std::string(text).c_str());
}

void BrowserSemantics::focus(NodeId node) {
    yg_semantics_focus(node);
}

}  // namespace yg::platform
