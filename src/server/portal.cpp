#include "server/portal.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <utility>

#include "server/http/compress.hpp"

namespace yg::server {

namespace {

void add_security_headers(Response& response, const StaticFiles& files) {
    response.headers.push_back({"Content-Security-Policy", files.content_security_policy()});
    response.headers.push_back({"X-Content-Type-Options", "nosniff"});
    response.headers.push_back({"Referrer-Policy", "same-origin"});
    response.headers.push_back({"Cross-Origin-Opener-Policy", "same-origin"});
    response.headers.push_back({"Cross-Origin-Resource-Policy", "same-origin"});
}

}  // namespace

Handler portal_handler(Api& api, const StaticFiles& files, bool loopback_only) {
    return [&api, &files, loopback_only](Request request, Respond respond) {
        const auto finish = [&files, accepted = request.accept_encoding,
                             respond = std::move(respond)](Response response) {
            compress_json(response, accepted);
            add_security_headers(response, files);
            respond(std::move(response));
        };
        if (loopback_only && !is_loopback(request.host)) {
            return finish(
                error_response(421, "host_not_local", "Demo mode answers on this machine only."));
        }
        if (Api::owns(request.path)) return api.handle(std::move(request), finish);
        finish(files.answer(request));
    };
}

Handler logged(Handler handler, Log log) {
    return [handler = std::move(handler), log = std::move(log)](Request request, Respond respond) {
        const auto started = std::chrono::steady_clock::now();
        // Only paths of our own are named: any other may hold what a person typed.
        const std::string_view route = Api::route_name(request.path);
        handler(std::move(request),
                [&log, route, started, respond = std::move(respond)](Response response) {
                    if (!route.empty() || response.status >= 500) {
                        const std::chrono::duration<double, std::milli> took =
                            std::chrono::steady_clock::now() - started;
                        std::array<char, 32> ms{};
                        std::snprintf(ms.data(), ms.size(), "%.1f", took.count());
                        log("request", {{"route", std::string(route.empty() ? "file" : route)},
                                        {"status", std::to_string(response.status)},
                                        {"bytes", std::to_string(response.content().size())},
                                        {"ms", ms.data()}});
                    }
                    respond(std::move(response));
                });
    };
}

}  // namespace yg::server
