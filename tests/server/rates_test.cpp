#include "server/rates.hpp"
#include "server/portal.hpp"
#include "server/small_town.hpp"
#include "server/test_server.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

namespace yg::server {
namespace {

RateTable table(Rate rate) {
    return {
        .push = rate, .pull = rate, .sign_in = rate, .my_data = rate, .photo = rate, .other = rate};
}

constexpr Rate plenty{.burst = 1000, .per_minute = 1000};
/// Three at once, then one each second.
constexpr Rate three{.burst = 3, .per_minute = 60};

TEST_CASE("A bucket gives its burst at once and then as much as time fills in") {
    RateBuckets buckets(table(three), 10);
    TimeMs now = small_town_now;
    const auto take = [&] { return buckets.take("a", Traffic::push, now); };
    for (int i = 0; i < 3; ++i) CHECK_FALSE(take().has_value());
    CHECK(take() == 1000);
    now += 400;
    CHECK(take() == 600);
    now += 600;
    CHECK_FALSE(take().has_value());
    CHECK(take() == 1000);
    now += day_ms;
    for (int i = 0; i < 3; ++i) CHECK_FALSE(take().has_value());
    CHECK(take().has_value());
}

TEST_CASE("A clock set back neither fills a bucket nor stops it from filling") {
    RateBuckets buckets(table(three), 10);
    TimeMs now = small_town_now;
    for (int i = 0; i < 3; ++i) CHECK_FALSE(buckets.take("a", Traffic::push, now).has_value());
    now -= day_ms;
    CHECK(buckets.take("a", Traffic::push, now) == 1000);
    now += 1000;
    CHECK_FALSE(buckets.take("a", Traffic::push, now).has_value());
}

TEST_CASE("One key's and one kind's traffic leaves the others' alone") {
    RateBuckets buckets(table(three), 10);
    for (int i = 0; i < 4; ++i) (void)buckets.take("a", Traffic::push, small_town_now);
    CHECK(buckets.take("a", Traffic::push, small_town_now).has_value());
    CHECK_FALSE(buckets.take("a", Traffic::pull, small_town_now).has_value());
    CHECK_FALSE(buckets.take("b", Traffic::push, small_town_now).has_value());
}

TEST_CASE("However many keys ask, only so many are remembered, the busy ones among them") {
    RateBuckets buckets(table(three), 10);
    for (int i = 0; i < 3; ++i) (void)buckets.take("busy", Traffic::push, small_town_now);
    for (int i = 0; i < 1000; ++i) {
        (void)buckets.take("passer-by-" + std::to_string(i), Traffic::push, small_town_now);
        CHECK(buckets.size() <= 10);
        CHECK(buckets.take("busy", Traffic::push, small_town_now).has_value());
    }
    CHECK_FALSE(buckets.take("passer-by-0", Traffic::push, small_town_now).has_value());
}

TEST_CASE("All addresses of an IPv6 network count as one") {
    RateLimiter rates({.by_account = table(plenty), .by_address = table(three)});
    const auto take = [&](std::string_view address) {
        return rates.take_for_address(address, Traffic::other, small_town_now).has_value();
    };
    for (const auto* address : {"2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:2:ffff::3"}) {
        CHECK_FALSE(take(address));
    }
    CHECK(take("2001:db8:1:2:abcd::4"));
    CHECK_FALSE(take("2001:db8:1:3::1"));
    for (const auto* address : {"10.0.0.1", "10.0.0.2", "10.0.0.3", "::ffff:10.0.0.4",
                                "::ffff:10.0.0.5", "::ffff:10.0.0.6", "::ffff:10.0.0.7"}) {
        CHECK_FALSE(take(address));
    }
}

/// What `portal_handler` answers to `request`.
Response ask(TestServer& server, Request request, PortalOptions options = {}) {
    static const StaticFiles files = StaticFiles::from_memory({{"index.html", "page"}});
    Response answer;
    portal_handler(server.parts(files), std::move(options))(
        std::move(request), [&](Response response) { answer = std::move(response); });
    return answer;
}

Request get(std::string path, std::string peer) {
    Request request;
    request.path = std::move(path);
    request.host = "127.0.0.1:8080";
    request.peer = std::move(peer);
    return request;
}

Request post(std::string path, std::string peer, std::string body) {
    Request request = get(std::move(path), std::move(peer));
    request.method = Method::post;
    request.content_type = "application/json";
    request.origin = "http://127.0.0.1:8080";
    request.body = std::move(body);
    return request;
}

void check_refused_for_rate(const Response& response) {
    CHECK(response.status == 429);
    CHECK(code_of(response) == "too_many_requests");
    CHECK(response.header("Retry-After") == "1");
    CHECK(response.header("X-Content-Type-Options") == "nosniff");
}

TEST_CASE("An address that asks too often is told when to come back, and another isn't") {
    TestServer server(true, {.by_account = table(plenty), .by_address = table(three)});
    const std::string path =
        GENERATE("/", "/missing", "/healthz", "/api/v1/session", "/api/v1/missing", "/api/v1/pull",
                 "/api/v1/push", "/api/v1/demo/sign_in");
    INFO(path);
    for (int i = 0; i < 3; ++i) CHECK(ask(server, get(path, "10.0.0.1")).status != 429);
    check_refused_for_rate(ask(server, get(path, "10.0.0.1")));
    CHECK(ask(server, get(path, "10.0.0.2")).status != 429);
    server.now += 1000;
    CHECK(ask(server, get(path, "10.0.0.1")).status != 429);
}

TEST_CASE("An account that asks too often is held back from any address, before anything changes") {
    TestServer server(true, {.by_account = table(three), .by_address = table(plenty)});
    const std::string cookie = server.sign_in("p1");
    const codec::PushRequest push{.client_id = server.new_client(),
                                  .commands = {server.command(1, server.concern())}};
    const codec::PullRequest pull{.client_id = push.client_id, .cookie = {}, .outcomes_after = 0};
    int asked = 0;
    const auto status = [&](Request request, const std::string& session) {
        request.cookie = session;
        request.peer = "10.0.0." + std::to_string(++asked);
        return ask(server, std::move(request));
    };
    struct Case {
        std::string path;
        std::string body;
    };
    const auto one = GENERATE_COPY(Case{"/api/v1/push", codec::encode(push)},
                                   Case{"/api/v1/pull", codec::encode(pull)});
    INFO(one.path);
    for (int i = 0; i < 3; ++i) {
        CHECK(status(post(one.path, "", one.body), cookie).status == 200);
    }
    const std::string before = server.dump();
    check_refused_for_rate(status(post(one.path, "", one.body), cookie));
    CHECK(server.dump() == before);
    CHECK(status(post("/api/v1/pull", "", codec::encode(pull)), "").status == 200);
    const std::string other = server.sign_in("p2");
    CHECK(status(post("/api/v1/pull", "", codec::encode(pull)), other).status == 200);
    server.now += 1000;
    CHECK(status(post(one.path, "", one.body), cookie).status == 200);
}

TEST_CASE("An account pays for the commands that it pushes, not for the requests") {
    TestServer server(true, {.by_account = table(three), .by_address = table(plenty)});
    const std::string cookie = server.sign_in("p1");
    const ClientId client = server.new_client();
    const auto push = [&](std::vector<codec::PushCommand> commands) {
        Request request =
            post("/api/v1/push", "10.0.0.1",
                 codec::encode(codec::PushRequest{.client_id = client, .commands = commands}));
        request.cookie = cookie;
        return ask(server, std::move(request));
    };
    const auto concern = [&](int n) { return server.command(n, server.concern()); };
    CHECK(push({concern(1), concern(2), concern(3)}).status == 200);
    const std::string before = server.dump();
    check_refused_for_rate(push({concern(4)}));
    CHECK(server.dump() == before);
    server.now += 1000;
    CHECK(push({concern(4)}).status == 200);
    // More at once than fit into the bucket wait until it is full, not for ever.
    server.now += 4000;
    CHECK(push({concern(5), concern(6), concern(7), concern(8)}).status == 200);
}

TEST_CASE("One account can't be signed in to without end, from whatever address") {
    TestServer server(true, {.by_account = table(three), .by_address = table(plenty)});
    const auto sign_in = [&](int from, std::string_view account) {
        return ask(server, post("/api/v1/demo/sign_in", "10.0.0." + std::to_string(from),
                                codec::encode(codec::SignInRequest{std::string(account)})));
    };
    for (int i = 0; i < 3; ++i) CHECK(sign_in(i, "p1").status == 200);
    check_refused_for_rate(sign_in(3, "p1"));
    CHECK(server.count("session") == 3);
    CHECK(sign_in(4, "p2").status == 200);
}

TEST_CASE(
    "Who asks through a proxy of ours is counted alone; nobody else can name another address") {
    TestServer server(true, {.by_account = table(plenty), .by_address = table(three)});
    const PortalOptions behind_proxy{.loopback_only = false, .proxies = {"10.1.1.1"}};
    const auto status = [&](std::string peer, std::string forwarded_for) {
        Request request = get("/healthz", std::move(peer));
        request.forwarded_for = std::move(forwarded_for);
        return ask(server, std::move(request), behind_proxy).status;
    };
    for (int i = 0; i < 9; ++i) {
        // The client made up the first item: the proxy added the second.
        const std::string made_up = "10.0.0." + std::to_string(i);
        CHECK(status("10.1.1.1", made_up + ", 10.2.0." + std::to_string(i)) == 200);
        CHECK(status("10.1.1.1", made_up + ", 10.2.2.2") == (i < 3 ? 200 : 429));
        CHECK(status("10.3.3.3", made_up) == (i < 3 ? 200 : 429));
        CHECK(status("10.1.1.1", "nonsense") == (i < 3 ? 200 : 429));
    }
}

TEST_CASE("The server's own limits let a phone's busy minute pass, and demo mode's a benchmark") {
    RateLimiter rates{RateLimits{}};
    for (int i = 0; i < 60; ++i) {
        CHECK_FALSE(rates.take_for_account("p1", Traffic::push, small_town_now).has_value());
        CHECK_FALSE(rates.take_for_account("p1", Traffic::pull, small_town_now).has_value());
    }
    RateLimiter demo(demo_rate_limits());
    for (int i = 0; i < 100'000; ++i) {
        if (demo.take_for_account("p1", Traffic::push, small_town_now)) FAIL("held back");
    }
    CHECK_FALSE(demo.take_for_address("127.0.0.1", Traffic::push, small_town_now).has_value());
}

}  // namespace
}  // namespace yg::server
