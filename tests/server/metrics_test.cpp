#include "server/metrics.hpp"
#include "server/portal.hpp"
#include "server/test_server.hpp"

#include <vector>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

namespace yg::server {
namespace {

using Catch::Matchers::ContainsSubstring;

/// What 10.9.9.9, which may, reads at /metrics.
std::string metrics_of(TestServer& server) {
    Request request;
    request.path = "/metrics";
    request.host = "127.0.0.1:8080";
    request.peer = "10.9.9.9";
    Response answer;
    server.api->handle(std::move(request),
                       [&](Response response) { answer = std::move(response); });
    REQUIRE(answer.status == 200);
    return answer.body;
}

TEST_CASE("Requests are counted by route and kind of status, times in buckets that add up") {
    Metrics metrics({"/push", "/health"}, {"/push"});
    metrics.count_request("/push", 200, 0.001);
    metrics.count_request("/push", 200, 0.05);
    metrics.count_request("/push", 429, 0.02);
    metrics.count_request("/push", 503, 9);
    metrics.count_request("/health", 204, 0.001);
    metrics.count_request("", 304, 0.001);
    metrics.count_request("/what-a-person-typed", 404, 0.001);
    metrics.count_commit();
    metrics.count_commands(5, 2);
    metrics.count_photo(700);
    metrics.count_refused_photo();
    metrics.count_refused_photo();
    metrics.connections()->open = 3;
    metrics.connections()->streams = 1;
    CHECK(metrics.text() ==
          R"(# HELP portal_requests_total Requests answered.
# TYPE portal_requests_total counter
portal_requests_total{route="/push",status="2xx"} 2
portal_requests_total{route="/push",status="4xx"} 1
portal_requests_total{route="/push",status="5xx"} 1
portal_requests_total{route="/health",status="2xx"} 1
portal_requests_total{route="file",status="3xx"} 1
portal_requests_total{route="file",status="4xx"} 1
# HELP portal_request_seconds Time from a request's last byte to its answer.
# TYPE portal_request_seconds histogram
portal_request_seconds_bucket{route="/push",le="0.005"} 1
portal_request_seconds_bucket{route="/push",le="0.02"} 2
portal_request_seconds_bucket{route="/push",le="0.1"} 3
portal_request_seconds_bucket{route="/push",le="0.5"} 3
portal_request_seconds_bucket{route="/push",le="2.5"} 3
portal_request_seconds_bucket{route="/push",le="+Inf"} 4
portal_request_seconds_sum{route="/push"} 9.071
portal_request_seconds_count{route="/push"} 4
# HELP portal_commits_total Transactions that reached the disk.
# TYPE portal_commits_total counter
portal_commits_total 1
# HELP portal_commands_total Commands decided, replays not counted.
# TYPE portal_commands_total counter
portal_commands_total{outcome="applied"} 5
portal_commands_total{outcome="refused"} 2
# HELP portal_command_errors_total Commands refused by an error instead of a rule.
# TYPE portal_command_errors_total counter
portal_command_errors_total 0
# HELP portal_photos_total Photos of which all bytes had come.
# TYPE portal_photos_total counter
portal_photos_total{outcome="arrived"} 1
portal_photos_total{outcome="refused"} 2
# HELP portal_photo_bytes_total Of photos that are kept.
# TYPE portal_photo_bytes_total counter
portal_photo_bytes_total 700
# HELP portal_connections Open connections.
# TYPE portal_connections gauge
portal_connections 3
# HELP portal_body_bytes Of requests and answers, in memory now.
# TYPE portal_body_bytes gauge
portal_body_bytes 0
# HELP portal_event_streams Open connections that carry pokes.
# TYPE portal_event_streams gauge
portal_event_streams 1
)");
}

TEST_CASE("Commands count once, when they are decided") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const codec::PushRequest push{
        .client_id = server.new_client(),
        .commands = {server.command(1, server.concern()), server.command(2, server.booking(9)),
                     server.command(3, server.booking(9))}};
    for (int i = 0; i < 3; ++i) CHECK(server.push(push, cookie).status == 200);
    const std::string text = metrics_of(server);
    CHECK_THAT(text, ContainsSubstring("portal_commands_total{outcome=\"applied\"} 2\n"));
    CHECK_THAT(text, ContainsSubstring("portal_commands_total{outcome=\"refused\"} 1\n"));
}

TEST_CASE("Metrics are read from this machine and named addresses, not through unknown proxies") {
    TestServer server;
    const auto status = [&](std::string peer, std::string forwarded_for) {
        static const StaticFiles files = StaticFiles::from_memory({{"index.html", "page"}});
        Request request;
        request.path = "/metrics";
        request.host = "town.example";
        request.peer = std::move(peer);
        request.forwarded_for = std::move(forwarded_for);
        int got = 0;
        portal_handler(server.parts(files), {.proxies = {"10.1.1.1"}})(
            request, [&](const Response& response) { got = response.status; });
        return got;
    };
    CHECK(status("127.0.0.1", "") == 200);
    CHECK(status("::1", "") == 200);
    CHECK(status("10.9.9.9", "") == 200);
    CHECK(status("10.1.1.1", "10.9.9.9") == 200);
    CHECK(status("10.2.2.2", "") == 403);
    CHECK(status("", "") == 403);
    CHECK(status("127.0.0.1", "10.2.2.2") == 403);
    CHECK(status("127.0.0.1", "127.0.0.1") == 403);
    CHECK(status("10.1.1.1", "10.9.9.9, 10.2.2.2") == 403);
    CHECK(status("10.2.2.2", "127.0.0.1") == 403);
}

TEST_CASE("What a proxy on this machine hands on is never local, whatever it says") {
    TestServer server;
    const auto status = [&](std::string forwarded_for) {
        static const StaticFiles files = StaticFiles::from_memory({{"index.html", "page"}});
        Request request;
        request.path = "/metrics";
        request.host = "town.example";
        request.peer = "127.0.0.1";
        request.forwarded_for = std::move(forwarded_for);
        int got = 0;
        portal_handler(server.parts(files), {.proxies = {"127.0.0.1", "10.9.9.9"}})(
            request, [&](const Response& response) { got = response.status; });
        return got;
    };
    CHECK(status("10.9.9.9") == 200);
    for (const char* forwarded_for :
         {"", "garbage", "10.9.9.9:1", "127.0.0.1", "::1", "10.2.2.2"}) {
        INFO(forwarded_for);
        CHECK(status(forwarded_for) == 403);
    }
}

TEST_CASE("Requests are counted and logged with their times, and the log names nobody") {
    Metrics metrics(Api::route_names(), Api::timed_route_names());
    std::vector<std::string> lines;
    double seconds = 100;
    const Handler handler = observed(
        [&](const Request& request, const Respond& respond) {
            seconds += 0.25;
            respond(error_response(request.path == "/broken" ? 500 : 401, "code", "detail"));
        },
        {.metrics = metrics,
         .log =
             [&](std::string_view event, std::initializer_list<LogField> fields) {
                 lines.push_back(format_log_line(0, event, fields));
             },
         .steady_seconds = [&] { return seconds; }});
    for (const auto* path : {"/api/v1/push", "/broken", "/Li-Ming-13912345678"}) {
        Request request;
        request.path = path;
        request.query = "name=Li-Ming";
        request.cookie = "session=secret";
        request.peer = "10.2.2.2";
        request.body = "13912345678";
        handler(std::move(request), [](const Response&) {});
    }
    CHECK(lines == std::vector<std::string>{"time=1970-01-01T00:00:00.000Z event=request "
                                            "route=/api/v1/push status=401 bytes=33 ms=250.0",
                                            "time=1970-01-01T00:00:00.000Z event=request "
                                            "route=file status=500 bytes=33 ms=250.0"});
    const std::string text = metrics.text();
    CHECK_THAT(text, ContainsSubstring("{route=\"/api/v1/push\",status=\"4xx\"} 1\n"));
    CHECK_THAT(text, ContainsSubstring("{route=\"/api/v1/push\",le=\"0.1\"} 0\n"));
    CHECK_THAT(text, ContainsSubstring("{route=\"/api/v1/push\",le=\"0.5\"} 1\n"));
    CHECK_THAT(text, ContainsSubstring("{route=\"file\",status=\"4xx\"} 1\n"));
    CHECK_THAT(text, ContainsSubstring("{route=\"file\",status=\"5xx\"} 1\n"));
    CHECK_THAT(text, !ContainsSubstring("Li-Ming"));
}

TEST_CASE("Health needs the writer: a server that can't write says so") {
    TestServer server;
    CHECK(server.get("/healthz").status == 200);
    server.writer->full = true;
    const Response busy = server.get("/healthz");
    CHECK(busy.status == 503);
    CHECK(code_of(busy) == "busy");
    server.writer->full = false;
    REQUIRE(server.database->run_script("PRAGMA query_only=ON").ok());
    server.now += 11'000;  // It isn't written at every look.
    CHECK(server.get("/healthz").status == 503);
    CHECK(code_of(server.get("/healthz")) == "unavailable");
    REQUIRE(server.database->run_script("PRAGMA query_only=OFF").ok());
    CHECK(server.get("/healthz").status == 200);
    REQUIRE(server.database->run_script("DROP TABLE feed_counter").ok());
    CHECK(server.get("/healthz").status == 503);
}

}  // namespace
}  // namespace yg::server
