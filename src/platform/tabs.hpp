// The portal's tabs in one browser: which of them leads, and the news that one has for the others.
// Must not know what a tab does with either.
#pragma once

#include <cstdint>
#include <functional>

namespace yg::platform {

/// What a tab changed. A tab may miss news (frozen, or in a browser that can't pass them on): they
/// make haste, nothing may depend on them.
enum class TabNews : std::uint8_t {
    outbox,  ///< A command was kept.
    town,    ///< The server told something new. Not for a tab that nobody looks at.
    client,  ///< The person signed out: what the storage holds is another client's.
};

/// Called on the same thread, never from inside a call of Tabs.
struct TabHandlers {
    std::function<void()> on_leading;
    std::function<void()> on_following;
    std::function<void(TabNews news)> on_news;
};

class Tabs {
public:
    virtual ~Tabs() = default;

    /// From now on this tab is one of them.
    virtual void join(TabHandlers handlers) = 0;
    /// The tab that a person turned to last leads; when it closes or freezes, another does. In a
    /// browser that can't elect, every tab leads. A leader that was frozen may still believe it is
    /// one: only the storage can refuse it.
    virtual bool leads() = 0;
    virtual void tell(TabNews news) = 0;
};

}  // namespace yg::platform
