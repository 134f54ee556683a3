// Requests to the portal's own server. Knows nothing of what they mean.
#pragma once

#include <functional>
#include <string>

namespace yg::platform {

struct HttpRequest {
    std::string path;  ///< "/api/v1/push"
    std::string body;  ///< JSON, posted; an empty body makes it a GET.
    int timeout_ms = 20'000;
};

struct HttpReply {
    int status = 0;  ///< 0: nothing came back (offline, timed out, aborted).
    std::string body;
    int retry_after_s = 0;  ///< The server wants to be asked again so much later; 0: it didn't say.
};

class Http {
public:
    virtual ~Http() = default;
    /// Calls `done` exactly once, later, on the same thread.
    virtual void send(HttpRequest request, std::function<void(HttpReply)> done) = 0;
};

}  // namespace yg::platform
