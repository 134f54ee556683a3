// An answer that goes on: the seam between what has news (knows no sockets) and the connection that
// carries them (knows no news).
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace yg::server {

/// The connection asks for bytes when the last ones are out. What it can't send yet therefore stays
/// with the source, which alone decides how much of it to keep: nothing queues up in between.
class BodyStream {
public:
    virtual ~BodyStream() = default;

    /// `wake` is called, from any thread and outside of any lock, when take() may have something
    /// again. Set once, before the first take().
    virtual void on_ready(std::function<void()> wake) = 0;
    /// What to send now; empty: nothing yet; nothing: the stream is over.
    virtual std::optional<std::string> take() = 0;
    /// Sent when there was nothing for a while, so that all on the way know that both ends live.
    virtual std::string heartbeat() = 0;
    /// The last bytes before the server stops.
    virtual std::string farewell() = 0;
};

}  // namespace yg::server
