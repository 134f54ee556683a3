// How far something is: a line, the steps of a form, the track of a concern, a page that loads.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/kit/kit.hpp"

namespace yg::ui {

/// A bar filled to `share` (0–1) in `color`.
void progress_line(Kit& kit, std::string_view name, float share, Color color);
/// One part of a whole that is counted.
struct Share {
    std::string_view words = {};
    int count = 0;
    Color color = {};
};
/// The parts side by side in one bar, each named with its count below; nothing without any.
void share_bar(Kit& kit, std::string_view name, std::span<const Share> shares);
/// Full width of the screen, right under the top bar: step `step` (from 1) of `count`.
void step_line(Kit& kit, int step, int count);

enum class StepState : std::uint8_t { done, current, ahead };

struct TrackStep {
    StepState state = StepState::ahead;
    std::string title = {};
    std::string detail = {};
};

/// One under the other, joined by a line.
void track(Kit& kit, std::string_view name, const std::vector<TrackStep>& steps);

/// Grey shapes where cards will be.
void skeleton(Kit& kit, int cards);

}  // namespace yg::ui
