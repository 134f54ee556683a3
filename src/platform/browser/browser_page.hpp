// The page in a browser: frames, address, viewport, and what happens to it.
#pragma once

#include "platform/page.hpp"

namespace yg::platform {

/// What there is to draw on, in CSS pixels.
struct Viewport {
    float width = 0;
    float height = 0;
    float density = 1;  ///< Device pixels per CSS pixel.
    Insets insets;
    bool prefers_dark = false;

    bool operator==(const Viewport&) const = default;
};

class BrowserPage : public Page {
public:
    void request_frame() override;
    void wake_at(double steady_ms) override;
    std::string route() override;
    void set_route(std::string_view route, bool push) override;
    void push_step() override;
    void go_back(int steps) override;
    void reload() override;
    void dial(std::string_view number) override;
    bool save_file(std::string_view name, std::string_view type, std::string_view content) override;
    void set_title(std::string_view title) override;
    void set_language(std::string_view tag) override;
    void set_theme(bool dark) override;
    void set_cursor(Cursor cursor) override;
    void set_text_size(float size) override;

    Viewport viewport();
    /// Calls `wake_up` of the listener once the steady clock passes `steady_ms`, also while hidden;
    /// a later wish replaces an earlier one.
    void set_alarm(double steady_ms);
    /// Takes the skeleton away and notes the time: the first real frame is on screen.
    void show_first_frame();
    /// Counts a drawn frame in `portalStats`.
    void count_draw();
};

/// Shows the crash screen; the page never calls the program again.
void show_crash(const char* detail);

}  // namespace yg::platform
