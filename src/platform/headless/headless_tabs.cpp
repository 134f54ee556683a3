#include "platform/headless/headless_tabs.hpp"

#include <algorithm>

namespace yg::platform {

void HeadlessTabs::join(TabHandlers handlers) {
    handlers_ = std::move(handlers);
    if (!browser_.elects) {
        leads_ = true;
        return;
    }
    browser_.tabs.push_back(this);
    come_forward();
}

void HeadlessTabs::leave() {
    std::erase(browser_.tabs, this);
    if (browser_.leader != this) return;
    browser_.leader = nullptr;
    if (!browser_.tabs.empty()) give_lead_to(browser_.tabs.front());
}

void HeadlessTabs::come_forward() {
    hidden_ = false;
    if (browser_.elects && browser_.leader != this) give_lead_to(this);
}

void HeadlessTabs::hide() {
    hidden_ = true;
    if (browser_.leader != this) return;
    const auto seen = std::ranges::find_if(browser_.tabs, [](auto* tab) { return !tab->hidden_; });
    if (seen != browser_.tabs.end()) give_lead_to(*seen);
}

void HeadlessTabs::give_lead_to(HeadlessTabs* next) {
    if (browser_.leader != nullptr) browser_.leader->learn(false);
    browser_.leader = next;
    next->learn(true);
}

void HeadlessTabs::learn(bool leads) {
    loop_.post(lifetime_.guard([this, leads] {
        leads_ = leads;
        leads ? handlers_.on_leading() : handlers_.on_following();
    }));
}

void HeadlessTabs::tell(TabNews news) {
    for (HeadlessTabs* tab : browser_.tabs) {
        if (tab == this || (tab->hidden_ && news == TabNews::town)) continue;
        tab->loop_.post(tab->lifetime_.guard([tab, news] { tab->handlers_.on_news(news); }));
    }
}

}  // namespace yg::platform
