// Gathers what the drawn frame means and hands it on when it changed. One tree serves screen
// readers, keyboards, fingers (which node is hit?) and tests. Knows nothing of drawing.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "platform/semantics.hpp"
#include "ui/kit/geometry.hpp"

namespace yg::ui {

/// True for what a finger, a key or a screen reader can use.
bool is_interactive(platform::NodeRole role);

class Semantics {
public:
    explicit Semantics(platform::SemanticsView& view) : view_(view) {}

    void begin_frame();
    /// Adds a node under the innermost open one. The reference is valid until the next call.
    platform::SemanticNode& add(platform::NodeId id, platform::NodeRole role, std::string_view name,
                                const Rect& rect);
    /// Nodes added until `close` belong to `id`, which was just added.
    void open(platform::NodeId id) { parents_.push_back(id); }
    void close() { parents_.pop_back(); }
    /// Everything added until `clear_clip` is seen only inside `clip`.
    void set_clip(std::optional<Rect> clip) { clip_ = clip; }
    [[nodiscard]] std::optional<Rect> clip() const { return clip_; }
    /// What is added between these two is read after everything else: bars at the bottom are drawn
    /// before the page's body, because they take their room first.
    void begin_last() { last_ = true; }
    void end_last() { last_ = false; }
    /// Tab stops once in each group of radios: at the one with the focus, else at the chosen one,
    /// else at the first. Arrows lead to the others.
    void keep_one_stop(platform::NodeId focused);
    /// What was added so far lies under something modal: it can't be used or read.
    void cover_everything();
    /// Publishes the tree if it differs from the last one.
    void end_frame();

    /// The tree as last published.
    [[nodiscard]] const std::vector<platform::SemanticNode>& published() const {
        return published_;
    }
    [[nodiscard]] const platform::SemanticNode* find(platform::NodeId id) const;
    /// As `is_inside`, in the tree as last published.
    [[nodiscard]] bool was_inside(platform::NodeId id, platform::NodeId ancestor) const;
    /// The topmost usable node at `point`; nullptr when there is none.
    [[nodiscard]] const platform::SemanticNode* hit(Vec2 point) const;
    /// The node of the frame being built; nullptr when there is none.
    [[nodiscard]] platform::SemanticNode* in_frame(platform::NodeId id);
    /// Both in the frame being built: `id` belongs to `ancestor`, or to what belongs to it.
    [[nodiscard]] bool is_inside(platform::NodeId id, platform::NodeId ancestor);

private:
    platform::SemanticsView& view_;
    std::vector<platform::SemanticNode> nodes_;
    std::vector<platform::SemanticNode> last_nodes_;
    std::vector<platform::SemanticNode> published_;
    std::vector<platform::NodeId> parents_;
    std::optional<Rect> clip_;
    bool last_ = false;
    bool published_once_ = false;
};

}  // namespace yg::ui
