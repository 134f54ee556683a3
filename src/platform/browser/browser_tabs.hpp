// Tabs through the browser's Web Locks and BroadcastChannel.
#pragma once

#include "platform/tabs.hpp"

namespace yg::platform {

class BrowserTabs : public Tabs {
public:
    void join(TabHandlers handlers) override;
    bool leads() override;
    void tell(TabNews news) override;
};

}  // namespace yg::platform
