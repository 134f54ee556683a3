#include "server/portal.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <utility>

#include "server/http/compress.hpp"

namespace yg::server {

namespace {

/// What an answer sets itself is stricter, and stays.
void add_security_headers(Response& response, const StaticFiles& files) {
    const auto add = [&response](std::string name, std::string value) {
        if (!response.header(name).empty()) return;
        response.headers.push_back({std::move(name), std::move(value)});
    };
    add("Content-Security-Policy", files.content_security_policy());
    add("X-Content-Type-Options", "nosniff");
    add("Referrer-Policy", "same-origin");
    add("Cross-Origin-Opener-Policy", "same-origin");
    add("Cross-Origin-Resource-Policy", "same-origin");
}

/// Behind one of our proxies, `peer` becomes who speaks to it: the last item, which it added
/// itself.
void find_client(Request& request, const std::vector<std::string>& proxies) {
    if (std::find(proxies.begin(), proxies.end(), request.peer) == proxies.end()) return;
    request.proxy = request.peer;
    const auto addresses = split_list(request.forwarded_for);
    if (!addresses.empty() && is_address(addresses.back())) request.peer = addresses.back();
    request.forwarded_for.clear();
}

void answer(const PortalParts& parts, const PortalOptions& options, Request request,
            Respond respond) {
    const auto finish = [&files = parts.files, accepted = request.accept_encoding,
                         respond = std::move(respond)](Response response) {
        compress_json(response, accepted);
        add_security_headers(response, files);
        respond(std::move(response));
    };
    find_client(request, options.proxies);
    if (const auto wait_ms =
            parts.rates.take_for_address(request.peer, Api::traffic(request.path), parts.now())) {
        return finish(too_many_requests(*wait_ms));
    }
    if (options.loopback_only && !is_loopback(request.host)) {
        return finish(
            error_response(421, "host_not_local", "Demo mode answers on this machine only."));
    }
    if (Api::owns(request.path)) return parts.api.handle(std::move(request), finish);
    finish(parts.files.answer(request));
}

void log_request(const Log& log, std::string_view route, const Response& response, double seconds) {
    std::array<char, 32> ms{};
    std::snprintf(ms.data(), ms.size(), "%.1f", seconds * 1000);
    log("request", {{"route", std::string(route.empty() ? "file" : route)},
                    {"status", std::to_string(response.status)},
                    {"bytes", std::to_string(response.content().size())},
                    {"ms", ms.data()}});
}

}  // namespace

Handler portal_handler(PortalParts parts, PortalOptions options) {
    return
        [parts = std::move(parts), options = std::move(options)](Request request, Respond respond) {
            answer(parts, options, std::move(request), std::move(respond));
        };
}

Handler observed(Handler handler, Observers observers) {
    return [handler = std::move(handler), observers = std::move(observers)](Request request,
                                                                            Respond respond) {
        const double started = observers.steady_seconds();
        // Only paths of our own are named: any other may hold what a person typed.
        const std::string_view route = Api::route_name(request.path);
        handler(std::move(request),
                [&observers, route, started, respond = std::move(respond)](Response response) {
                    const double seconds = observers.steady_seconds() - started;
                    observers.metrics.count_request(route, response.status, seconds);
                    if (!route.empty() || response.status >= 500) {
                        log_request(observers.log, route, response, seconds);
                    }
                    respond(std::move(response));
                });
    };
}

double steady_seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

}  // namespace yg::server
