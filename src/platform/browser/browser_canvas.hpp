// The canvas and its WebGL context. Must not know what is drawn on it.
#pragma once

namespace yg::platform {

/// Makes a WebGL context (2, else 1) on the page's canvas and makes it current. False where there
/// is none: the semantic elements then become the visible page.
bool create_canvas_context();

/// Always false: makes the semantic elements the visible page right away.
bool go_without_canvas();

}  // namespace yg::platform
