// Puts the server's parts together: which path goes where, and the headers every answer carries.
// Must not know sockets.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "server/api/api.hpp"
#include "server/http/static_files.hpp"
#include "server/log.hpp"
#include "server/metrics.hpp"
#include "server/rates.hpp"

namespace yg::server {

/// All of them must outlive the handler.
struct PortalParts {
    Api& api;
    const StaticFiles& files;
    RateLimiter& rates;
    std::function<TimeMs()> now;
};

struct PortalOptions {
    /// In demo mode a request for any other host name is refused, so that no foreign page can reach
    /// it through DNS.
    bool loopback_only = false;
    /// Addresses of our own proxies: what they say of a request's origin is believed.
    std::vector<std::string> proxies = {};
};

/// The handler of the whole portal.
Handler portal_handler(PortalParts parts, PortalOptions options);

/// Who hears of each request. The metrics must outlive the handler, and the handler every answer.
struct Observers {
    Metrics& metrics;
    Log log;
    std::function<double()> steady_seconds;  ///< A clock that is never set.
};

/// Counts each request that `handler` answers, and logs it with its time; files only when they
/// fail. Neither names a person, an address or what was asked for.
Handler observed(Handler handler, Observers observers);

/// The machine's steady clock.
double steady_seconds();

}  // namespace yg::server
