#include "ui/kit/kit.hpp"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <utility>

#include "base/check.hpp"
#include "base/text.hpp"

namespace yg::ui {

using platform::Key;
using platform::SemanticNode;

namespace {

// A press shows after this, so that the start of a scroll doesn't make things flash.
constexpr double press_delay_ms = 60;
// A quick tap is still seen.
constexpr double press_shown_ms = 120;
constexpr float wheel_line = 60;
constexpr double forever = std::numeric_limits<double>::max();

bool is_arrow(Key key) {
    return key == Key::up || key == Key::down || key == Key::left || key == Key::right;
}

/// FNV-1a: ids are the same in every run, so that a tree can be compared with an earlier one.
NodeId hash(NodeId seed, std::string_view text) {
    NodeId value = seed ^ 2166136261U;
    for (const char c : text) {
        value ^= static_cast<unsigned char>(c);
        value *= 16777619U;
    }
    return value == 0 ? 1 : value;
}

}  // namespace

Kit::Kit(platform::Page& page, platform::GlyphSource& glyphs, platform::SemanticsView& view,
         platform::Pictures& pictures)
    : page_(page), view_(view), pictures_(pictures), semantics_(view) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigInputTextCursorBlink = false;
    fonts_ = add_fonts(*io.Fonts, glyphs);
}

Kit::~Kit() {
    ImGui::DestroyContext();
}

void Kit::begin_frame(const Frame& frame) {
    ImGuiIO& io = ImGui::GetIO();
    // Without a renderer (in tests) nobody uploads glyphs; they count as uploaded.
    if (io.BackendRendererName == nullptr) io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    const double passed_s = (frame.now_ms - frame_.now_ms) / 1000;
    focus_moved_ |= !(frame.insets == frame_.insets) || frame.height != frame_.height;
    frame_ = frame;
    io.DisplaySize = {frame.width, frame.height};
    io.DisplayFramebufferScale = {frame.density, frame.density};
    io.DeltaTime = static_cast<float>(std::clamp(passed_s, 0.001, 1.0));
    ImGuiStyle& style = ImGui::GetStyle();
    style.CircleTessellationMaxError = 0.25F / frame.density;
    style.CurveTessellationTol = 0.5F / frame.density;

    std::erase_if(toasts_, [&](const Toast& t) { return t.until_ms <= frame.now_ms; });
    handle_gestures();
    find_hovered();
    tick_scrolls();
    scrollers_.clear();
    old_zones_ = std::exchange(zones_, {});
    // What is used changes what is shown: the frame is built anew before anyone sees it.
    relayout_ = std::exchange(used_, false);

    ImGui::NewFrame();
    canvas_.begin_frame(ImGui::GetBackgroundDrawList(), fonts_, frame.density, frame.theme);
    semantics_.begin_frame();
    dialog_ = 0;
    scopes_ = {Scope{hash(0, "page"), 0}};
    const Rect screen = {0, 0, frame.width, frame.height};
    rest_ = {frame.insets.left, frame.insets.top,
             frame.width - frame.insets.left - frame.insets.right,
             frame.height - frame.insets.top - frame.insets.bottom};
    pane_ = {screen, PaneKind::whole};
    columns_ = {Column{rest_.x, rest_.y, rest_.width, rest_.y, 0, true}};
    canvas_.fill(screen, colors().paper);
}

bool Kit::end_frame(bool may_repeat) {
    CHECK(columns_.size() == 1 && scopes_.size() == 1 && muted_ == 0);
    draw_focus_ring();
    if (typed_.empty() && !activated_.empty()) activated_.erase(activated_.begin());
    if (!activated_.empty()) {
        used_ = true;
        request_frame();
    }
    typed_.clear();
    escape_ = false;
    let_go_ = 0;
    if (std::exchange(relayout_, false) && may_repeat) {
        ImGui::EndFrame();
        accept_textures();
        return true;
    }
    return false;
}

void Kit::publish() {
    focus_moved_ = false;
    at_top_ = false;
    to_top_ = false;
    ImGui::Render();
    accept_textures();
    semantics_.keep_one_stop(focused_);
    // What a dialog covers leaves the page, and a browser takes the focus from it then.
    if (dialog_ != 0 && focused_dialog_ == 0) focused_before_dialog_ = focused_;
    // A browser takes the focus from an element that leaves, and says so at once.
    const NodeId focused_before = focused_;
    semantics_.end_frame();
#ifndef NDEBUG
    const std::optional<std::string> untold = untold_words();
    if (untold) std::fprintf(stderr, "drawn, but in no node: \"%s\"\n", untold->c_str());
    CHECK(!untold);
#endif
    if (!move_dialog_focus()) follow_reader(focused_before);
    ++frame_number_;
    // What moved under a mouse at rest is seen hovered in a frame of its own.
    const NodeId hovered = hovered_;
    find_hovered();
    if (hovered_ != hovered) request_frame();
    show_cursor();
    for (const Toast& toast : toasts_) wake_at(toast.until_ms);
    if (held_ != 0 && held_from_ms_ > frame_.now_ms) wake_at(held_from_ms_);
    if (held_ != 0 && held_until_ms_ != forever) wake_at(held_until_ms_);
    if (touch_.wake_at_ms() > 0) wake_at(touch_.wake_at_ms());
    if (frames_wanted_ > 0) {
        --frames_wanted_;
        page_.request_frame();
    }
}

void Kit::find_hovered() {
    const SemanticNode* node = mouse_ ? semantics_.hit(*mouse_) : nullptr;
    hovered_ = node != nullptr ? node->id : 0;
}

void Kit::show_cursor() {
    using platform::Cursor;
    Cursor cursor = Cursor::arrow;
    if (const SemanticNode* node = semantics_.find(hovered_); node != nullptr && !node->disabled) {
        cursor = node->role == NodeRole::text_field ? Cursor::text : Cursor::hand;
    }
    if (std::exchange(cursor_, cursor) != cursor) page_.set_cursor(cursor);
}

bool Kit::move_dialog_focus() {
    if (dialog_ == focused_dialog_) return false;
    const NodeId to = dialog_ != 0 ? dialog_ : focused_before_dialog_;
    focused_dialog_ = dialog_;
    if (semantics_.find(to) == nullptr) return false;
    view_.focus(to);
    return true;
}

void Kit::follow_reader(NodeId focused_before) {
    if (dialog_ != 0) return;
    PageMark now = read_page(semantics_.published());
    if (now == page_mark_) return;
    const NodeId start = reading_start(page_mark_, now);
    page_mark_ = std::move(now);
    const bool lost = focused_before != 0 && semantics_.find(focused_before) == nullptr;
    if (lost && start != platform::no_node) view_.focus(start);
}

void Kit::request_frame() {
    frames_wanted_ = std::max(frames_wanted_, 1);
}

void Kit::wake_at(double steady_ms) {
    page_.wake_at(steady_ms);
}

// Textures are counted as uploaded only where no renderer would do it.
void Kit::accept_textures() {
    if (ImGui::GetIO().BackendRendererName != nullptr) return;
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->Status == ImTextureStatus_WantDestroy) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        } else if (texture->Status != ImTextureStatus_Destroyed) {
            texture->SetTexID(1);
            texture->SetStatus(ImTextureStatus_OK);
        }
    }
}

// --- Identity -----------------------------------------------------------------------------------

NodeId Kit::id(std::string_view name) const {
    return hash(scopes_.back().seed, name);
}

NodeId Kit::next_id() {
    Scope& scope = scopes_.back();
    return hash(scope.seed + ++scope.counter, "nameless");
}

void Kit::push_id(std::string_view name) {
    scopes_.push_back({id(name), 0});
}

void Kit::pop_id() {
    CHECK(scopes_.size() > 1);
    scopes_.pop_back();
}

// --- Use ----------------------------------------------------------------------------------------

Use Kit::use(NodeId id) const {
    Use use;
    // What was typed before a tap is heard before it, wherever both are drawn.
    use.pressed = typed_.empty() && !activated_.empty() && activated_.front() == id;
    use.held = held_ == id && frame_.now_ms >= held_from_ms_ && frame_.now_ms < held_until_ms_;
    use.hovered = hovered_ == id;
    return use;
}

void Kit::dismiss_dialog() {
    escape_ = true;
    used_ = true;
    page_.request_frame();
}

bool Kit::take_escape() {
    return std::exchange(escape_, false);
}

const std::string* Kit::typed(NodeId field) const {
    const auto found = typed_.find(field);
    return found == typed_.end() ? nullptr : &found->second;
}

void Kit::field_shows(NodeId field, const std::string& text) {
    const auto [known, is_new] = field_texts_.try_emplace(field, text);
    if (is_new || known->second == text) return;
    known->second = text;
    // A field that is not on the page yet gets its text with its node.
    if (semantics_.find(field) != nullptr) view_.set_field_text(field, text);
}

void Kit::blur() {
    if (focused_ != 0) view_.focus(platform::no_node);
}

SemanticNode* Kit::node(NodeId id, NodeRole role, std::string_view name, const Rect& rect) {
    if (muted()) return nullptr;
#ifndef NDEBUG
    CHECK(semantics_.in_frame(id) == nullptr);
#endif
    return &semantics_.add(id, role, name, rect);
}

std::optional<std::string> Kit::untold_words() const {
    std::string told;
    for (const SemanticNode& node : semantics_.published()) {
        for (const std::string* part :
             {&node.name, &node.value, &node.description, &node.placeholder}) {
            told += *part;
            told += '\n';
        }
    }
    for (const Canvas::DrawnText& drawn : canvas_.drawn_texts()) {
        const std::string_view words = trim(drawn.words);
        if (told.find(words) == std::string::npos) return std::string(words);
    }
    return std::nullopt;
}

void Kit::cover_everything(NodeId dialog, const Rect& area) {
    // Every area must be closed: what is drawn next belongs to the page itself.
    CHECK(columns_.size() == 1);
    dialog_ = dialog;
    dialog_area_ = area;
    semantics_.cover_everything();
    canvas_.forget_words();
    scrollers_.clear();
    zones_.clear();
}

void Kit::draw_focus_ring() {
    focus_ring_.reset();
    if (focused_ == 0) return;
    // Where it stands in this frame: what it lies on may have been scrolled since the last one.
    const SemanticNode* node = semantics_.in_frame(focused_);
    if (node == nullptr || !is_interactive(node->role)) return;
    // A field shows its focus by its own edge.
    if (node->role == NodeRole::text_field) return;
    const Rect clip = to_rect(node->clip);
    if (!clip.empty()) canvas_.push_clip(clip);
    focus_ring_ = to_rect(node->rect).inset(-3, -3);
    canvas_.stroke(*focus_ring_, colors().ink, 2.5F, Theme::radius + 3);
    if (!clip.empty()) canvas_.pop_clip();
}

// --- Room ---------------------------------------------------------------------------------------

void Kit::push_column(Rect area, float gap) {
    columns_.push_back({area.x, area.y, area.width, area.y, gap, true});
}

float Kit::pop_column() {
    CHECK(columns_.size() > 1);
    const Column column = columns_.back();
    columns_.pop_back();
    return column.y - column.top;
}

Vec2 Kit::cursor() const {
    const Column& column = columns_.back();
    return {column.x, column.y + (column.fresh ? 0 : column.gap)};
}

Rect Kit::place(float height) {
    const Vec2 at = cursor();
    Column& column = columns_.back();
    column.fresh = false;
    column.y = at.y + height;
    return {at.x, at.y, column.width, height};
}

float Kit::measured(NodeId id, float guess) const {
    const auto found = measured_.find(id);
    return found == measured_.end() ? guess : found->second;
}

void Kit::measure(NodeId id, float value) {
    const auto [entry, is_new] = measured_.try_emplace(id, value);
    if (!is_new && std::abs(entry->second - value) < 0.5F) return;
    entry->second = value;
    relayout_ = true;
}

// --- Motion -------------------------------------------------------------------------------------

void Kit::register_scroller(NodeId id, const Rect& rect, Axis axis) {
    scrollers_.push_back({id, rect.intersect(canvas_.clip()), axis});
}

void Kit::register_zone(NodeId id, const Rect& rect, bool takes_drag) {
    zones_.push_back({id, rect.intersect(canvas_.clip()), takes_drag, {}});
}

ZoneMotion Kit::take_zone_motion(NodeId id) {
    for (Zone& zone : old_zones_) {
        if (zone.id == id) return std::exchange(zone.motion, {});
    }
    return {};
}

float Kit::appear(NodeId id, double duration_ms) {
    Appearance& appearance = appeared_[id];
    if (appearance.last_frame + 1 < frame_number_) appearance.since_ms = frame_.now_ms;
    appearance.last_frame = frame_number_;
    const auto share = static_cast<float>((frame_.now_ms - appearance.since_ms) / duration_ms);
    if (share >= 1) return 1;
    request_frame();
    const float rest = 1 - std::max(0.0F, share);
    return 1 - rest * rest * rest;
}

void Kit::keep_focus_in_view(NodeId scroller, const Rect& window, float content_top) {
    if (!focus_moved_ || focused_ == 0) return;
    if (!semantics_.is_inside(focused_, scroller)) return;
    const SemanticNode* node = semantics_.in_frame(focused_);
    // A heading where a screen reader begins moves nothing.
    if (!is_interactive(node->role)) return;
    ScrollMotion& motion = scrolls_[scroller];
    const float margin = theme().margin();
    const float top = node->rect.y - content_top;
    const float bottom = top + node->rect.height;
    if (bottom + margin > motion.offset() + window.height) {
        motion.glide_to(bottom + margin - window.height);
        request_frame();
    } else if (top - margin < motion.offset()) {
        motion.glide_to(top - margin);
        request_frame();
    }
}

void Kit::tick_scrolls() {
    for (auto& [id, motion] : scrolls_) {
        if (motion.tick(frame_.now_ms)) request_frame();
    }
}

void Kit::toast(Toast toast) {
    constexpr double shown_ms = 4000;
    constexpr double shown_with_action_ms = 8000;
    constexpr std::size_t shown_max = 3;
    toast.until_ms = frame_.now_ms + (toast.action.empty() ? shown_ms : shown_with_action_ms);
    toast.number = ++last_toast_;
    toasts_.push_back(std::move(toast));
    if (toasts_.size() > shown_max) toasts_.erase(toasts_.begin());
    request_frame();
}

void Kit::act_on_toast(std::uint32_t number) {
    const auto found = std::ranges::find(toasts_, number, &Toast::number);
    if (found == toasts_.end()) return;
    const std::function<void()> act = std::move(found->act);
    toasts_.erase(found);
    act();
}

// --- Input --------------------------------------------------------------------------------------

void Kit::on_pointer(const platform::PointerEvent& event) {
    touch_.pointer(event);
    const bool left = event.phase == platform::PointerPhase::cancel;
    if (event.kind != platform::PointerKind::mouse || left) mouse_.reset();
    page_.request_frame();
}

void Kit::on_wheel(const platform::WheelEvent& event) {
    const Vec2 at = {event.x, event.y};
    if (event.zoom) {
        if (Zone* zone = zone_at(at)) {
            zone->motion.zoom *= std::exp(-event.delta_y * 0.01F);
            zone->motion.center = at;
        }
    } else {
        const bool sideways = std::abs(event.delta_x) > std::abs(event.delta_y);
        const Scroller* scroller = scroller_at(at, sideways ? Axis::horizontal : Axis::vertical);
        if (scroller != nullptr) {
            ScrollMotion& motion = scrolls_[scroller->id];
            motion.jump_to(motion.offset() + (sideways ? event.delta_x : event.delta_y));
        }
    }
    page_.request_frame();
}

void Kit::on_key(Key key, bool down, bool) {
    if (!down) return;
    page_.request_frame();
    if (key == Key::escape) return dismiss_dialog();
    const SemanticNode* focused_node = semantics_.find(focused_);
    if (focused_node != nullptr && focused_node->role == NodeRole::radio && is_arrow(key) &&
        choose_neighbour(*focused_node, key)) {
        return;
    }
    const bool upright = key == Key::up || key == Key::down;
    if (upright && focused_node != nullptr && focus_neighbour(*focused_node, key)) return;
    scroll_by_key(key);
}

const Kit::Scroller* Kit::scroller_of_keys() const {
    const Scroller* found = nullptr;
    for (const Scroller& scroller : scrollers_) {
        if (scroller.axis != Axis::vertical) continue;
        if (semantics_.was_inside(focused_, scroller.id)) return &scroller;
        found = &scroller;
    }
    return found;
}

bool Kit::focus_neighbour(const SemanticNode& row, Key arrow) {
    if (row.role != NodeRole::link && row.role != NodeRole::button) return false;
    const Scroller* scroller = scroller_of_keys();
    const Rect from = to_rect(row.rect);
    const SemanticNode* nearest = nullptr;
    float nearest_step = 0;
    for (const SemanticNode& node : semantics_.published()) {
        if (node.id == row.id || node.disabled) continue;
        if (node.role != NodeRole::link && node.role != NodeRole::button) continue;
        // Rows of one list are equally wide and stand under each other.
        const Rect to = to_rect(node.rect);
        if (std::abs(to.x - from.x) > 1 || std::abs(to.width - from.width) > 1) continue;
        const float step = arrow == Key::down ? to.y - from.y : from.y - to.y;
        if (step <= 0 || (nearest != nullptr && step >= nearest_step)) continue;
        const bool together = node.parent == row.parent ||
                              (scroller != nullptr && semantics_.was_inside(row.id, scroller->id) &&
                               semantics_.was_inside(node.id, scroller->id));
        if (!together) continue;
        nearest = &node;
        nearest_step = step;
    }
    if (nearest == nullptr) return false;
    view_.focus(nearest->id);
    return true;
}

void Kit::scroll_by_key(Key key) {
    const Scroller* vertical = scroller_of_keys();
    if (vertical == nullptr) return;
    ScrollMotion& motion = scrolls_[vertical->id];
    const float page = vertical->rect.height * 0.85F;
    switch (key) {
        case Key::up:
            motion.glide_to(motion.offset() - wheel_line);
            break;
        case Key::down:
            motion.glide_to(motion.offset() + wheel_line);
            break;
        case Key::page_up:
            motion.glide_to(motion.offset() - page);
            break;
        case Key::page_down:
        case Key::space:
            motion.glide_to(motion.offset() + page);
            break;
        case Key::home:
            motion.glide_to(0);
            break;
        case Key::end:
            motion.glide_to(motion.max());
            break;
        default:
            break;
    }
}

bool Kit::choose_neighbour(const SemanticNode& radio, Key arrow) {
    const bool forward = arrow == Key::right || arrow == Key::down;
    const bool upright = arrow == Key::up || arrow == Key::down;
    const Rect from = to_rect(radio.rect);
    const SemanticNode* beside = nullptr;  // In reading order.
    const SemanticNode* across = nullptr;  // The nearest one in the same column of a grid.
    bool in_grid = false;
    bool passed = false;
    for (const SemanticNode& node : semantics_.published()) {
        if (node.id == radio.id) passed = true;
        const bool other = node.id != radio.id && node.parent == radio.parent;
        if (!other || node.role != NodeRole::radio || node.disabled) continue;
        if (passed == forward && (beside == nullptr || !forward)) beside = &node;
        const Rect to = to_rect(node.rect);
        const float step = forward ? to.y - from.y : from.y - to.y;
        if (std::abs(to.center().x - from.center().x) > from.width / 2) continue;
        if (std::abs(step) < from.height / 2) continue;
        in_grid = true;
        if (step < 0) continue;
        if (across == nullptr || std::abs(across->rect.y - from.y) > step) across = &node;
    }
    return choose(upright && in_grid ? across : beside);
}

bool Kit::choose(const SemanticNode* radio) {
    if (radio == nullptr) return false;
    const NodeId id = radio->id;
    view_.focus(id);
    on_node_activated(id);
    return true;
}

void Kit::on_node_activated(NodeId node) {
    activated_.push_back(node);
    used_ = true;
    page_.request_frame();
}

void Kit::on_text_changed(NodeId field, std::string_view text) {
    typed_[field] = text;
    field_texts_[field] = text;
    // It may have grown, or been scrolled away: what is typed is seen.
    focus_moved_ |= field == focused_;
    used_ = true;
    page_.request_frame();
}

bool Kit::is_typing() const {
    const SemanticNode* node = semantics_.find(focused_);
    return node != nullptr && node->role == NodeRole::text_field;
}

void Kit::on_node_focused(NodeId node) {
    if (focused_ == node) return;
    focused_ = node;
    focus_moved_ = true;
    page_.request_frame();
}

void Kit::handle_gestures() {
    touch_.tick(frame_.now_ms);
    for (const Gesture& gesture : touch_.take()) handle_gesture(gesture);
    if (held_ != 0 && frame_.now_ms >= held_until_ms_) held_ = 0;
}

void Kit::handle_gesture(const Gesture& gesture) {
    using Is = Gesture::Kind;
    switch (gesture.kind) {
        case Is::press: {
            const SemanticNode* node = semantics_.hit(gesture.position);
            held_ = node != nullptr && !node->disabled ? node->id : 0;
            held_from_ms_ = frame_.now_ms + press_delay_ms;
            held_until_ms_ = forever;
            // A finger stops what still rolls, and means nothing else by it.
            stopped_roll_ = false;
            for (ScrollMotion* motion : rolling_at(gesture.position)) {
                motion->jump_to(motion->offset());
                held_ = 0;
                stopped_roll_ = true;
            }
            break;
        }
        case Is::release:
            held_ = 0;
            break;
        case Is::tap:
            if (!stopped_roll_) tap(gesture.position);
            break;
        case Is::long_press:
            break;
        case Is::pan_begin:
            begin_pan(gesture);
            break;
        case Is::pan:
            if (panned_scroller_ != 0) {
                scrolls_[panned_scroller_].drag(pan_axis_ == Axis::vertical ? gesture.delta.y
                                                                            : gesture.delta.x);
            }
            for (Zone& zone : zones_) {
                if (zone.id != panned_zone_) continue;
                zone.motion.pan.x += gesture.delta.x;
                zone.motion.pan.y += gesture.delta.y;
            }
            break;
        case Is::pan_end:
            if (panned_scroller_ != 0) {
                ScrollMotion& motion = scrolls_[panned_scroller_];
                if (pan_axis_ == Axis::vertical && motion.pulled() > 0) {
                    let_go_ = panned_scroller_;
                    let_go_far_ = motion.pulled() > pull_distance;
                    used_ = true;
                }
                motion.drag_end(pan_axis_ == Axis::vertical ? gesture.velocity.y
                                                            : gesture.velocity.x);
                request_frame();
            }
            panned_scroller_ = 0;
            panned_zone_ = 0;
            break;
        case Is::pinch:
            if (Zone* zone = zone_at(gesture.position)) {
                zone->motion.pan.x += gesture.delta.x;
                zone->motion.pan.y += gesture.delta.y;
                zone->motion.zoom *= gesture.scale;
                zone->motion.center = gesture.position;
            }
            break;
        case Is::hover:
            mouse_ = gesture.position;
            break;
    }
}

void Kit::begin_pan(const Gesture& gesture) {
    const bool vertical = std::abs(gesture.delta.y) >= std::abs(gesture.delta.x);
    panned_scroller_ = 0;
    panned_zone_ = 0;
    if (Zone* zone = zone_at(gesture.position); zone != nullptr && zone->takes_drag) {
        panned_zone_ = zone->id;
        zone->motion.pan.x += gesture.delta.x;
        zone->motion.pan.y += gesture.delta.y;
        return;
    }
    // With a mouse, a page is scrolled by its wheel. A strip has none.
    if (gesture.pointer == platform::PointerKind::mouse && vertical) return;
    pan_axis_ = vertical ? Axis::vertical : Axis::horizontal;
    const Scroller* scroller = scroller_at(gesture.position, pan_axis_);
    if (scroller == nullptr) return;
    panned_scroller_ = scroller->id;
    scrolls_[panned_scroller_].drag_begin();
}

void Kit::tap(Vec2 position) {
    const SemanticNode* node = semantics_.hit(position);
    const bool on_field = node != nullptr && node->role == NodeRole::text_field;
    // The browser puts the focus into a field by itself, in the very event.
    if (on_field) return;
    const SemanticNode* focused_node = semantics_.find(focused_);
    if (focused_node != nullptr && focused_node->role == NodeRole::text_field) blur();
    if (Zone* zone = zone_at(position);
        zone != nullptr && (node == nullptr || node->parent == zone->id)) {
        zone->motion.tap = position;
        used_ = true;
        return;
    }
    if (node == nullptr && dialog_ != 0 && !dialog_area_.contains(position)) {
        return dismiss_dialog();
    }
    if (node == nullptr || node->disabled) return;
    activated_.push_back(node->id);
    used_ = true;
    held_ = node->id;
    held_from_ms_ = frame_.now_ms;
    held_until_ms_ = frame_.now_ms + press_shown_ms;
}

Kit::Zone* Kit::zone_at(Vec2 point) {
    for (auto zone = zones_.rbegin(); zone != zones_.rend(); ++zone) {
        if (zone->rect.contains(point)) return &*zone;
    }
    return nullptr;
}

const Kit::Scroller* Kit::scroller_at(Vec2 point, Axis axis) const {
    for (auto scroller = scrollers_.rbegin(); scroller != scrollers_.rend(); ++scroller) {
        if (scroller->axis == axis && scroller->rect.contains(point)) return &*scroller;
    }
    return nullptr;
}

std::vector<ScrollMotion*> Kit::rolling_at(Vec2 point) {
    std::vector<ScrollMotion*> rolling;
    for (const Axis axis : {Axis::vertical, Axis::horizontal}) {
        const Scroller* scroller = scroller_at(point, axis);
        if (scroller == nullptr) continue;
        ScrollMotion& motion = scrolls_[scroller->id];
        // Beyond its ends it only comes back.
        if (motion.moving() && motion.offset() >= 0 && motion.offset() <= motion.max()) {
            rolling.push_back(&motion);
        }
    }
    return rolling;
}

bool Kit::stops_roll(Vec2 point) {
    return !rolling_at(point).empty();
}

}  // namespace yg::ui
