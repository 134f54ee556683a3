// A page without a browser: an address with a history, and counted wishes for frames.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "platform/page.hpp"

namespace yg::platform {

class HeadlessPage : public Page {
public:
    void request_frame() override { frame_wanted = true; }
    void wake_at(double steady_ms) override {
        if (wake_ms == 0 || steady_ms < wake_ms) wake_ms = steady_ms;
    }

    std::string route() override { return history.back(); }
    void set_route(std::string_view route, bool push) override;
    void push_step() override { history.emplace_back(history.back()); }
    void go_back(int steps) override;

    void reload() override { ++reloads; }
    void dial(std::string_view number) override { dialled.emplace_back(number); }
    bool save_file(std::string_view name, std::string_view type, std::string_view content) override;
    void set_title(std::string_view words) override { title = words; }
    void set_language(std::string_view tag) override { language = tag; }
    void set_theme(bool is_dark) override { dark = is_dark; }
    void set_cursor(Cursor shown) override {
        cursor = shown;
        ++cursor_changes;
    }
    void set_text_size(float size) override { text_size = size; }

    /// Called as a browser would: after a step back or a typed address, not after set_route.
    std::function<void(std::string_view)> on_route_changed;
    bool frame_wanted = false;
    double wake_ms = 0;  ///< 0: none.
    std::vector<std::string> history = {"/"};
    int reloads = 0;
    std::vector<std::string> dialled;
    struct SavedFile {
        std::string name;
        std::string type;
        std::string content;
    };
    std::vector<SavedFile> saved_files;
    bool can_save_files = true;
    std::string title;
    std::string language;
    float text_size = 0;
    bool dark = false;
    Cursor cursor = Cursor::arrow;
    int cursor_changes = 0;
};

}  // namespace yg::platform
