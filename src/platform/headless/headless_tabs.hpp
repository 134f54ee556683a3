// Tabs without a browser: one HeadlessBrowser for all tabs of a phone; the test says which of them
// a person turns to, hides, freezes or closes. News and elections are tasks of each tab's own loop:
// a frozen tab, whose loop stands still, hears of nothing.
#pragma once

#include <vector>

#include "base/lifetime.hpp"
#include "platform/headless/headless_loop.hpp"
#include "platform/tabs.hpp"

namespace yg::platform {

class HeadlessTabs;

/// What the tabs of one phone share: the lock, and the way from one to the others.
struct HeadlessBrowser {
    bool elects = true;  ///< False: as in a browser without locks and channels.
    std::vector<HeadlessTabs*> tabs;
    HeadlessTabs* leader = nullptr;
};

class HeadlessTabs : public Tabs {
public:
    HeadlessTabs(HeadlessBrowser& browser, HeadlessLoop& loop) : browser_(browser), loop_(loop) {}
    /// As when the tab closes.
    ~HeadlessTabs() override { leave(); }
    HeadlessTabs(const HeadlessTabs&) = delete;
    HeadlessTabs& operator=(const HeadlessTabs&) = delete;

    void join(TabHandlers handlers) override;
    bool leads() override { return leads_; }
    void tell(TabNews news) override;

    /// A person turns to this tab: it takes the lead from whoever has it.
    void come_forward();
    /// Nobody looks at this tab any more: one that is seen takes the lead.
    void hide();

private:
    void leave();
    void give_lead_to(HeadlessTabs* next);
    void learn(bool leads);

    HeadlessBrowser& browser_;
    HeadlessLoop& loop_;
    TabHandlers handlers_;
    bool leads_ = false;
    bool hidden_ = false;
    Lifetime lifetime_;
};

}  // namespace yg::platform
