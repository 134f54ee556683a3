#include "server/api/pokes.hpp"
#include "server/small_town.hpp"
#include "server/test_server.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <catch2/catch_test_macros.hpp>

namespace yg::server {
namespace {

std::string poke(std::string_view scope, int version) {
    return std::string("event: poke\ndata: {\"scope\":\"")
        .append(scope)
        .append("\",\"version\":")
        .append(std::to_string(version))
        .append("}\n\n");
}

/// A hub, its clock, and streams that count how often they were woken.
struct Hub {
    explicit Hub(const PokeLimits& limits = {}) : hub(limits, random, [this] { return now; }) {}

    struct Stream {
        std::shared_ptr<BodyStream> source;
        std::shared_ptr<int> woken = std::make_shared<int>(0);

        std::string take() { return source->take().value_or("over"); }
    };

    std::optional<Stream> try_open(std::string owner, std::vector<std::string> scopes,
                                   std::string session = "", bool signed_in = true) {
        auto opened = hub.open({.owner = std::move(owner),
                                .signed_in = signed_in,
                                .session = std::move(session),
                                .scopes = std::move(scopes)});
        if (const auto* got = std::get_if<PokeRefusal>(&opened)) {
            refusal = *got;
            return std::nullopt;
        }
        Stream stream{std::get<std::shared_ptr<BodyStream>>(opened)};
        stream.source->on_ready([woken = stream.woken] { ++*woken; });
        return stream;
    }
    /// Opened, and past its first words.
    Stream open(std::string owner, std::vector<std::string> scopes, std::string session = "") {
        auto stream = try_open(std::move(owner), std::move(scopes), std::move(session));
        REQUIRE(stream.has_value());
        CHECK(stream->take().starts_with("retry: "));
        CHECK(stream->take().empty());
        return std::move(*stream);
    }

    CountingRandom random;
    TimeMs now = small_town_now;
    PokeHub hub;
    PokeRefusal refusal{};
};

TEST_CASE("Who listens for a scope is woken and told its newest version, and nobody else") {
    Hub hub;
    auto first = hub.open("a", {"public", "user:a"});
    auto second = hub.open("b", {"public", "user:b"});
    hub.hub.publish({{"user:a", 7}});
    CHECK(*first.woken == 1);
    CHECK(*second.woken == 0);
    CHECK(first.take() == poke("user:a", 7));
    CHECK(second.take().empty());
    hub.hub.publish({{"public", 9}, {"user:b", 8}, {"user:c", 10}});
    CHECK(first.take() == poke("public", 9));
    CHECK(second.take() == poke("public", 9) + poke("user:b", 8));
    CHECK(first.take().empty());
    CHECK(second.take().empty());
}

TEST_CASE("A stream that isn't read keeps the newest version only and is woken once") {
    Hub hub;
    auto stream = hub.open("a", {"public"});
    for (int version = 1; version <= 10'000; ++version) hub.hub.publish({{"public", version}});
    CHECK(*stream.woken == 1);
    CHECK(stream.take() == poke("public", 10'000));
    hub.hub.publish({{"public", 10'001}});
    CHECK(*stream.woken == 2);
}

TEST_CASE("A stream begins with the versions that are known already") {
    Hub hub;
    const auto first = hub.open("a", {"public"});
    hub.hub.publish({{"public", 5}});
    auto later = hub.try_open("b", {"public"});
    CHECK(later->take().ends_with("\n\n" + poke("public", 5)));
    CHECK(later->take().empty());
}

TEST_CASE("One account has so many streams, and the server so many; those that end make room") {
    Hub hub({.streams = 3, .streams_by_account = 2, .streams_by_address = 1});
    auto first = hub.try_open("a", {"public"});
    const auto second = hub.try_open("a", {"public"});
    CHECK_FALSE(hub.try_open("a", {"public"}).has_value());
    CHECK(hub.refusal == PokeRefusal::too_many_of_owner);
    const auto third = hub.try_open("10.0.0.1", {"public"}, "", false);
    CHECK(third.has_value());
    CHECK_FALSE(hub.try_open("b", {"public"}).has_value());
    CHECK(hub.refusal == PokeRefusal::too_many);
    first.reset();
    CHECK_FALSE(hub.try_open("10.0.0.1", {"public"}, "", false).has_value());
    CHECK(hub.refusal == PokeRefusal::too_many_of_owner);
    CHECK(hub.try_open("b", {"public"}).has_value());
}

TEST_CASE("Strangers take half of the streams at most") {
    Hub hub({.streams = 4, .streams_of_strangers = 2});
    const auto stranger = [&](std::string owner) {
        return hub.try_open(std::move(owner), {"public"}, "", false);
    };
    auto first = stranger("address a");
    const auto second = stranger("address b");
    CHECK(first.has_value());
    CHECK(second.has_value());
    CHECK_FALSE(stranger("address c").has_value());
    CHECK(hub.refusal == PokeRefusal::too_many);
    const auto known = hub.open("account a", {"public"});
    first.reset();
    CHECK(stranger("address c").has_value());
}

TEST_CASE("A stream ends with its session, its time, but not with the hub") {
    std::optional<Hub> hub;
    hub.emplace(PokeLimits{.lifetime_ms = minute_ms});
    auto signed_out = hub->open("a", {"user:a"}, "session-1");
    auto other = hub->open("a", {"user:a"}, "session-2");
    hub->hub.end_session("session-1");
    CHECK(*signed_out.woken == 1);
    CHECK(signed_out.take() == "over");
    CHECK(*other.woken == 0);
    hub->now += minute_ms - 1;
    CHECK(other.take().empty());
    hub->now += 1;
    CHECK(other.take() == "over");
    CHECK(other.source->farewell().starts_with("retry: "));
}

TEST_CASE("Browsers are sent back at different times, within the limits") {
    Hub hub({.streams_by_account = 100});
    std::vector<std::string> times;
    for (int i = 0; i < 50; ++i) {
        const auto stream = hub.try_open("a", {"public"});
        const std::string line = stream->source->farewell();
        const int ms = std::stoi(line.substr(line.find(' ')));
        CHECK(ms >= 2000);
        CHECK(ms <= 10'000);
        times.push_back(line);
    }
    std::sort(times.begin(), times.end());
    CHECK(std::unique(times.begin(), times.end()) - times.begin() > 25);
}

TEST_CASE("The server decides which scopes a stream is for, by who is signed in") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const auto open = [&](const std::string& session) {
        const Response response = server.get("/api/v1/poke", session);
        CHECK(response.status == 200);
        CHECK(response.header("Content-Type") == "text/event-stream");
        CHECK(response.header("Cache-Control") == "no-store");
        REQUIRE(response.stream != nullptr);
        CHECK(response.stream->take().value().starts_with("retry: "));
        return response.stream;
    };
    const auto own = open(cookie);
    const auto other = open(server.sign_in("p2"));
    const auto nobody = open("");
    const auto client = server.new_client();
    CHECK(
        server
            .push({.client_id = client, .commands = {server.command(1, server.concern())}}, cookie)
            .status == 200);
    const std::string heard = own->take().value();
    CHECK(heard.find("\"user:p1\"") != std::string::npos);
    for (const auto& stream : {other, nobody}) {
        CHECK(stream->take().value().find("user:") == std::string::npos);
    }
    CHECK(
        server
            .push({.client_id = client, .commands = {server.command(2, server.booking(9))}}, cookie)
            .status == 200);
    for (const auto& stream : {own, other, nobody}) {
        const std::string events = stream->take().value();
        CHECK(events.find("\"public\"") != std::string::npos);
        CHECK((events.find("user:p1") != std::string::npos) == (stream == own));
    }
    // Refused commands and replays have no news.
    CHECK(
        server
            .push({.client_id = client, .commands = {server.command(3, server.booking(9))}}, cookie)
            .status == 200);
    for (const auto& stream : {own, other, nobody}) CHECK(stream->take() == "");

    CHECK(server.post("/api/v1/sign_out", "{}", cookie).status == 200);
    CHECK_FALSE(own->take().has_value());
    CHECK(other->take() == "");
}

TEST_CASE("Signing in anew ends the streams of the session before") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const auto stream = server.get("/api/v1/poke", cookie).stream;
    CHECK(server.post("/api/v1/demo/sign_in", R"({"account":"p2"})", cookie).status == 200);
    CHECK_FALSE(stream->take().has_value());
}

TEST_CASE("All addresses of a stranger's network have the streams of one") {
    TestServer server(true, demo_rate_limits(), {.streams_by_address = 2});
    std::vector<Response> open;
    const auto status = [&](std::string peer) {
        Request request;
        request.path = "/api/v1/poke";
        request.host = "127.0.0.1:8080";
        request.peer = std::move(peer);
        server.api->handle(std::move(request),
                           [&](Response response) { open.push_back(std::move(response)); });
        return open.back().status;
    };
    CHECK(status("2001:db8:1:2::1") == 200);
    CHECK(status("2001:db8:1:2::2") == 200);
    CHECK(status("2001:db8:1:2::3") == 429);
    CHECK(status("2001:db8:1:3::1") == 200);
}

TEST_CASE("Too many streams are refused with when to come back") {
    TestServer server(true, demo_rate_limits(), {.streams = 2, .streams_by_account = 1});
    const std::string cookie = server.sign_in("p1");
    const Response first = server.get("/api/v1/poke", cookie);
    const Response second = server.get("/api/v1/poke", cookie);
    CHECK(second.status == 429);
    CHECK(code_of(second) == "too_many_streams");
    CHECK(second.header("Retry-After") == "60");
    const Response other = server.get("/api/v1/poke", server.sign_in("p2"));
    CHECK(other.status == 200);
    CHECK(code_of(server.get("/api/v1/poke")) == "busy");
}

}  // namespace
}  // namespace yg::server
