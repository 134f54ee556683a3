// Puts the server's parts together: which path goes where, and the headers every answer carries.
// Must not know sockets.
#pragma once

#include "server/api/api.hpp"
#include "server/http/static_files.hpp"
#include "server/log.hpp"

namespace yg::server {

/// The handler of the whole portal. Both parts must outlive it. With `loopback_only` (demo mode) a
/// request for any other host name is refused, so that no foreign page can reach it through DNS.
Handler portal_handler(Api& api, const StaticFiles& files, bool loopback_only);

/// Logs each request that `handler` answers, with its time; files only when they fail.
Handler logged(Handler handler, Log log);

}  // namespace yg::server
