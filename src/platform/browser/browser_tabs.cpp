#include "platform/browser/browser_tabs.hpp"

#include <emscripten/emscripten.h>

#include <utility>

#include "platform/browser/page_listener.hpp"

// web/library_tabs.js
extern "C" {
void yg_tabs_join();
bool yg_tabs_lead();
void yg_tabs_tell(int news);
}

namespace yg::platform {
namespace {

TabHandlers heard_by;

}  // namespace

void BrowserTabs::join(TabHandlers handlers) {
    heard_by = std::move(handlers);
    yg_tabs_join();
}

bool BrowserTabs::leads() {
    return yg_tabs_lead();
}

void BrowserTabs::tell(TabNews news) {
    yg_tabs_tell(static_cast<int>(news));
}

extern "C" {

EMSCRIPTEN_KEEPALIVE void yg_on_tab_leading(bool leads) {
    leads ? heard_by.on_leading() : heard_by.on_following();
    report_answered();
}

EMSCRIPTEN_KEEPALIVE void yg_on_tab_news(int news) {
    heard_by.on_news(static_cast<TabNews>(news));
    report_answered();
}

}  // extern "C"

}  // namespace yg::platform
