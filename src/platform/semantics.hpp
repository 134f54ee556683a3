// What a screen means, beside how it looks: one node for everything a person can read or use.
// Screen readers, keyboards, translators and tests all use this one tree.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace yg::platform {

using NodeId = std::uint32_t;
inline constexpr NodeId no_node = 0;

enum class NodeRole : std::uint8_t {
    group,       ///< Structure only.
    banner,      ///< Top bar (landmark).
    navigation,  ///< Landmark.
    main,        ///< Landmark.
    dialog,
    heading,
    text,
    status,  ///< Live region, polite.
    alert,   ///< Live region, assertive.
    image,
    button,
    link,
    tab_list,
    tab,
    list,
    list_item,
    radio_group,
    radio,
    checkbox,
    switch_,
    text_field,
    progress,
    grid,
    grid_cell,
    region,        ///< Landmark, when it has a name.
    photo_picker,  ///< Opens the device's chooser; `value` is how many photos may be chosen.
};

/// Decides the real input's type, inputmode, autocomplete and keyboard.
enum class FieldKind : std::uint8_t {
    line,
    multiline,
    number,
    telephone,
    one_time_code,
    date,
    search,
};

/// CSS pixels of the layout viewport.
struct NodeRect {
    float x = 0;
    float y = 0;
    float width = 0;
    float height = 0;

    bool operator==(const NodeRect&) const = default;
};

struct SemanticNode {
    NodeId id = no_node;      ///< Stable while the widget exists.
    NodeId parent = no_node;  ///< Comes earlier in the list; no_node for the page.
    NodeRole role = NodeRole::group;
    std::string name;
    std::string value;        ///< A field's text as the program last set it, a progress's "60%".
    std::string description;  ///< Hint or error, read after the name.
    std::string href;         ///< For links: "#/rooms/shuhua", "tel:119".
    std::string placeholder;  ///< Fields.
    NodeRect rect;
    NodeRect clip;           ///< Visible part of the scroll area it lies in; empty: all of it.
    std::uint8_t level = 0;  ///< Headings 1–6.
    FieldKind field = FieldKind::line;
    std::uint16_t position = 0;    ///< List items, from 1: this one of …
    std::uint16_t set_size = 0;    ///< … so many, also where only some of them are in the tree.
    std::uint16_t max_length = 0;  ///< Fields, in UTF-16 units as browsers count; 0: none.
    float font_size = 17;          ///< Fields, in CSS pixels; ≥ 16 so that phones don't zoom.
    float line_height = 26;        ///< Fields, in CSS pixels.
    NodeRect text_rect;            ///< Fields: where the text stands inside `rect`.
    bool disabled = false;
    bool selected = false;  ///< Tabs, radios, cells.
    bool checked = false;   ///< Checkboxes, switches.
    bool expanded = false;
    bool expandable = false;
    bool invalid = false;
    bool required = false;
    bool current = false;   ///< aria-current: the page one is on, today.
    bool focusable = true;  ///< For roles that can be focused at all.
    bool submits = false;   ///< Fields: Enter activates the node, which does what the form is for.
    bool label_seen = false;  ///< Fields: words above already say the name.

    bool operator==(const SemanticNode&) const = default;
};

/// Where the tree goes after each drawn frame: the DOM in a browser, a plain copy in tests.
class SemanticsView {
public:
    virtual ~SemanticsView() = default;
    /// Nodes in reading order, parents before children. An unchanged tree must cost no DOM work.
    virtual void publish(std::span<const SemanticNode> nodes) = 0;
    /// Writes a field's text from the program's side (a draft restored, a form cleared). Never
    /// while the person is composing.
    virtual void set_field_text(NodeId field, std::string_view text) = 0;
    /// Moves the keyboard focus; no_node blurs.
    virtual void focus(NodeId node) = 0;
};

}  // namespace yg::platform
