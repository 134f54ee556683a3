#include "platform/browser/browser_page.hpp"

#include "platform/browser/taken_string.hpp"

// web/library_page.js
extern "C" {
void yg_page_request_frame();
void yg_page_wake_at(double steady_ms);
void yg_page_set_alarm(double steady_ms);
char* yg_page_route();
void yg_page_set_route(const char* route, bool push);
void yg_page_push_step();
void yg_page_go_back(int steps);
void yg_page_reload();
void yg_page_dial(const char* number);
bool yg_page_save_file(const char* name, const char* type, const char* content);
void yg_page_set_title(const char* title);
void yg_page_set_language(const char* tag);
void yg_page_set_theme(bool dark);
void yg_page_set_cursor(int cursor);
void yg_page_set_text_size(float size);
void yg_page_viewport(float* out);
void yg_page_show_first_frame();
void yg_page_count_draw();
void yg_page_show_crash(const char* detail);
}

namespace yg::platform {

void BrowserPage::request_frame() {
    yg_page_request_frame();
}
void BrowserPage::wake_at(double steady_ms) {
    yg_page_wake_at(steady_ms);
}
void BrowserPage::set_alarm(double steady_ms) {
    yg_page_set_alarm(steady_ms);
}
std::string BrowserPage::route() {
    return taken_string(yg_page_route());
}
void BrowserPage::push_step() {
    yg_page_push_step();
}
void BrowserPage::go_back(int steps) {
    yg_page_go_back(steps);
}
void BrowserPage::reload() {
    yg_page_reload();
}
void BrowserPage::set_theme(bool dark) {
    yg_page_set_theme(dark);
}
void BrowserPage::set_cursor(Cursor cursor) {
    yg_page_set_cursor(static_cast<int>(cursor));
}
void BrowserPage::set_text_size(float size) {
    yg_page_set_text_size(size);
}
void BrowserPage::show_first_frame() {
    yg_page_show_first_frame();
}
void BrowserPage::count_draw() {
    yg_page_count_draw();
}

void BrowserPage::set_route(std::string_view route, bool push) {
    yg_page_set_route(std::string(route).c_str(), push);
}

void BrowserPage::dial(std::string_view number) {
    yg_page_dial(std::string(number).c_str());
}

bool BrowserPage::save_file(std::string_view name, std::string_view type,
                            std::string_view content) {
    return yg_page_save_file(std::string(name).c_str(), std::string(type).c_str(),
                             std::string(content).c_str());
}

void BrowserPage::set_title(std::string_view title) {
    yg_page_set_title(std::string(title).c_str());
}

void BrowserPage::set_language(std::string_view tag) {
    yg_page_set_language(std::string(tag).c_str());
}

Viewport BrowserPage::viewport() {
    float values[8];
    yg_page_viewport(values);
    return {
        .width = values[0],
        .height = values[1],
        .density = values[2],
        .insets = {.top = values[3], .right = values[4], .bottom = values[5], .left = values[6]},
        .prefers_dark = values[7] != 0};
}

void show_crash(const char* detail) {
    yg_page_show_crash(detail);
}

}  // namespace yg::platform
