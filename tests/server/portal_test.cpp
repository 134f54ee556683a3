// The whole server as it runs: sockets, threads, a database on disk.
#include "server/portal.hpp"

#include <chrono>
#include <optional>
#include <thread>
#include <vector>

#include "codec/photo_answer.hpp"
#include "engine/town_import.hpp"
#include "server/auth/secrets.hpp"
#include "server/http/compress.hpp"
#include "server/http/listener.hpp"
#include "server/raw_client.hpp"
#include "server/small_town.hpp"
#include "server/temporary_folder.hpp"
#include "server/test_jpeg.hpp"
#include "server/test_server.hpp"
#include "store/schema.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::server {
namespace {

class RunningPortal {
public:
    RunningPortal() {
        const std::string path = folder_ / "portal.db";
        auto database = store::SqliteDatabase::open_file(path).value();
        REQUIRE(photos_.make_folders().ok());
        REQUIRE(store::migrate(*database, store::Side::server).ok());
        REQUIRE(engine::import_town(*database, small_town()).ok());
        readers_.emplace(path);
        writer_.emplace(std::move(database), GroupWriter::Limits{},
                        [this] { metrics_.count_commit(); });
        api_.emplace(TownId::trusted("small"), ApiOptions{.demo = true},
                     ApiPorts{.writer = *writer_,
                              .readers = *readers_,
                              .random = random_,
                              .rates = rates_,
                              .metrics = metrics_,
                              .pokes = pokes_,
                              .photos = photos_,
                              .background = *background_,
                              .sender = sender_,
                              .secret = secret_,
                              .now = [] { return small_town_now; },
                              .log = [](auto&&...) {}});
        ListenerOptions options;
        options.port = 0;
        options.stop_on_signals = false;
        PortalParts parts{
            .api = *api_, .files = files_, .rates = rates_, .now = [] { return small_town_now; }};
        options.counts = metrics_.connections();
        Handler handler = observed(
            portal_handler(std::move(parts), {.loopback_only = true}),
            {.metrics = metrics_, .log = [](auto&&...) {}, .steady_seconds = steady_seconds});
        listener_ = Listener::open(options, std::move(handler)).value();
        port_ = listener_->port();
        thread_ = std::thread([this] { listener_->run(); });
    }
    ~RunningPortal() {
        listener_->stop();
        thread_.join();
        background_.reset();
        writer_.reset();
    }

    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    TemporaryFolder folder_;
    PhotoFiles photos_{folder_ / "photos"};
    std::unique_ptr<BackgroundThread> background_ = std::make_unique<BackgroundThread>();
    SystemRandom random_;
    RateLimiter rates_{demo_rate_limits()};
    PokeHub pokes_{PokeLimits{}, random_, [] { return small_town_now; }};
    Metrics metrics_{Api::route_names(), Api::timed_route_names()};
    StaticFiles files_ = StaticFiles::from_memory({{"index.html", "page"}});
    SilentSender sender_;
    ServerSecret secret_{ServerSecret::Key{7}};
    std::optional<ReaderPool> readers_;
    std::optional<GroupWriter> writer_;
    std::optional<Api> api_;
    std::unique_ptr<Listener> listener_;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

std::string post(std::uint16_t port, std::string_view path, std::string_view body,
                 std::string_view cookie = "", std::string_view content_type = "application/json") {
    const std::string host = "127.0.0.1:" + std::to_string(port);
    std::string request = "POST ";
    request.append(path).append(" HTTP/1.1\r\nHost: ").append(host);
    request.append("\r\nOrigin: http://").append(host);
    request.append("\r\nContent-Type: ").append(content_type);
    request.append("\r\nContent-Length: ").append(std::to_string(body.size()));
    if (!cookie.empty()) request.append("\r\nCookie: ").append(cookie);
    request.append("\r\n\r\n").append(body);
    RawClient client(port);
    return client.ask(request);
}

std::string body_of(const std::string& answer) {
    return answer.substr(answer.find("\r\n\r\n") + 4);
}

std::string sign_in(std::uint16_t port, std::string_view account) {
    const std::string answer =
        post(port, "/api/v1/demo/sign_in",
             codec::encode(codec::SignInRequest{.account = std::string(account)}));
    const std::size_t at = answer.find("session=");
    return at == std::string::npos ? "" : answer.substr(at, answer.find(';', at) - at);
}

std::string see(std::uint16_t port, std::string_view path, std::string_view cookie) {
    std::string request = "GET ";
    request.append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1:").append(std::to_string(port));
    request.append("\r\nCookie: ").append(cookie).append("\r\n\r\n");
    RawClient client(port);
    return client.ask(request);
}

TEST_CASE("Two pages send one photo in the largest pieces at the same time: it arrives once") {
    const RunningPortal portal;
    TestServer commands;  // Only makes commands.
    const std::string picture =
        make_jpeg({.width = 1600, .height = 1600, .exif = std::string(60'000, 'x')}) +
        std::string(2 * codec::photo_piece_bytes, 'y');
    auto concern = commands.concern();
    concern.photos = {{.id = commands.new_id<PhotoId>(),
                       .sha256 = sha256_hex(picture),
                       .bytes = static_cast<int>(picture.size())}};
    const codec::PushRequest push{.client_id = commands.new_client(),
                                  .commands = {commands.command(1, concern)}};
    const std::string cookie = sign_in(portal.port(), "p1");
    REQUIRE(codec::decode_push_answer(
                body_of(post(portal.port(), "/api/v1/push", codec::encode(push), cookie)))
                .value()
                .outcomes[0]
                .refusal == domain::Refusal::none);
    const std::string path = "/api/v1/photos/" + concern.photos[0].id.text();
    std::array<codec::PhotoAnswer, 2> last;
    std::vector<std::thread> pages;
    for (codec::PhotoAnswer& answer : last) {
        pages.emplace_back([&] {
            for (int requests = 0; !answer.done && requests < 100; ++requests) {
                const auto at = static_cast<std::size_t>(answer.received);
                const std::string got =
                    body_of(post(portal.port(), path + "?from=" + std::to_string(at),
                                 std::string_view(picture).substr(at, codec::photo_piece_bytes),
                                 cookie, "application/octet-stream"));
                const auto decoded = codec::decode_photo_answer(got);
                if (!decoded.ok()) return;
                answer = decoded.value();
            }
        });
    }
    for (std::thread& page : pages) page.join();
    for (const codec::PhotoAnswer& answer : last) {
        CHECK(answer == codec::PhotoAnswer{static_cast<int>(picture.size()), true});
    }
    CHECK(read_jpeg(body_of(see(portal.port(), path, cookie))).width == 1600);
    CHECK(read_jpeg(body_of(see(portal.port(), path + "?small=1", cookie))).width == 360);
}

TEST_CASE("Many phones want one slot at the same time: exactly one gets it") {
    const RunningPortal portal;
    TestServer commands;  // Only makes commands.
    const std::vector<std::string> accounts{"p1", "p2", "w1", "s1"};
    std::vector<std::string> answers(accounts.size());
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const codec::PushRequest request{.client_id = commands.new_client(),
                                         .commands = {commands.command(1, commands.booking(9))}};
        threads.emplace_back([&, i, body = codec::encode(request)] {
            const std::string cookie = sign_in(portal.port(), accounts[i]);
            answers[i] = body_of(post(portal.port(), "/api/v1/push", body, cookie));
        });
    }
    for (std::thread& thread : threads) thread.join();
    int accepted = 0;
    for (const std::string& answer : answers) {
        INFO(answer);
        const auto decoded = codec::decode_push_answer(answer);
        REQUIRE(decoded.ok());
        REQUIRE(decoded.value().outcomes.size() == 1);
        const auto refusal = decoded.value().outcomes[0].refusal;
        if (refusal == domain::Refusal::none) {
            ++accepted;
        } else {
            CHECK(refusal == domain::Refusal::room_taken);
        }
    }
    CHECK(accepted == 1);
}

TEST_CASE("A pull over the wire is compressed for a browser that takes it") {
    const RunningPortal portal;
    const std::string body = R"({"protocol":4,"client_id":"c1","cookie":{},"outcomes_after":0})";
    const auto ask = [&](std::string_view encoding) {
        std::string request = "POST /api/v1/pull HTTP/1.1\r\nHost: 127.0.0.1\r\n";
        request.append(encoding).append("Content-Type: application/json\r\nContent-Length: ");
        request.append(std::to_string(body.size())).append("\r\n\r\n").append(body);
        RawClient client(portal.port());
        return client.ask(request);
    };
    const std::string plain = ask("");
    const std::string zipped = ask("Accept-Encoding: gzip, br\r\n");
    CHECK(codec::decode_pull_answer(body_of(plain)).ok());
    CHECK(plain.find("Content-Encoding") == std::string::npos);
    CHECK(zipped.find("Content-Encoding: gzip\r\n") != std::string::npos);
    CHECK(zipped.find("Vary: Accept-Encoding\r\n") != std::string::npos);
    CHECK(body_of(zipped).size() < body_of(plain).size());
}

/// What /metrics says once `line` is in it, or after 20 s. (A connection that was closed here is
/// counted until the server has noticed.)
std::string metrics_with(std::uint16_t port, std::string_view line) {
    RawClient client(port);
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    std::string text;
    do {
        text = body_of(client.ask("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
    } while (text.find(line) == std::string::npos && std::chrono::steady_clock::now() < deadline);
    return text;
}

TEST_CASE("The running server counts its commits, requests and connections") {
    const RunningPortal portal;
    REQUIRE_FALSE(sign_in(portal.port(), "p1").empty());
    const RawClient idle(portal.port());
    RawClient busy(portal.port());
    CHECK(busy.ask("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").starts_with("HTTP/1.1 200 "));
    const std::string text = metrics_with(portal.port(), "portal_connections 3\n");
    INFO(text);
    CHECK(text.find("portal_commits_total 1\n") != std::string::npos);
    CHECK(text.find("{route=\"/api/v1/demo/sign_in\",status=\"2xx\"} 1\n") != std::string::npos);
    CHECK(text.find("{route=\"file\",status=\"2xx\"} 1\n") != std::string::npos);
    CHECK(text.find("portal_connections 3\n") != std::string::npos);
}

TEST_CASE("Two phones listen and one pushes: each hears of what it may see") {
    const RunningPortal portal;
    TestServer commands;  // Only makes commands.
    const std::string cookie = sign_in(portal.port(), "p1");
    const std::string host = "127.0.0.1:" + std::to_string(portal.port());
    const auto listen = [&](RawClient& client, const std::string& session) {
        client.send("GET /api/v1/poke HTTP/1.1\r\nHost: " + host + "\r\nCookie: " + session +
                    "\r\n\r\n");
        const std::string header = client.read_until("\r\n\r\n");
        CHECK(header.starts_with("HTTP/1.1 200 "));
        CHECK(header.find("Content-Type: text/event-stream\r\n") != std::string::npos);
        CHECK(header.find("Content-Length") == std::string::npos);
        CHECK(client.read_until("\n\n").starts_with("retry: "));
        CHECK(client.read_until("\n\n").find("\"public\"") != std::string::npos);
        CHECK(client.read_until("\n\n").find("\"user:p") != std::string::npos);
    };
    RawClient own(portal.port());
    RawClient other(portal.port());
    listen(own, cookie);
    listen(other, sign_in(portal.port(), "p2"));
    CHECK(
        metrics_with(portal.port(), "portal_event_streams 2\n").find("portal_event_streams 2\n") !=
        std::string::npos);

    const codec::PushRequest request{
        .client_id = commands.new_client(),
        .commands = {commands.command(1, commands.concern("Only p1 and staff may know")),
                     commands.command(2, commands.booking(9))}};
    CHECK(post(portal.port(), "/api/v1/push", codec::encode(request), cookie)
              .starts_with("HTTP/1.1 200 "));
    const std::string heard = own.read_until("\n\n") + own.read_until("\n\n");
    CHECK(heard.find("event: poke\ndata: {\"scope\":\"public\",\"version\":") != std::string::npos);
    CHECK(heard.find("{\"scope\":\"user:p1\",\"version\":") != std::string::npos);
    CHECK(other.read_until("\n\n").find("{\"scope\":\"public\",\"version\":") != std::string::npos);

    CHECK(post(portal.port(), "/api/v1/sign_out", "{}", cookie).starts_with("HTTP/1.1 200 "));
    CHECK(own.read_all().empty());
    CHECK_FALSE(other.is_over_within(std::chrono::milliseconds(0)));
    CHECK(other.unread().empty());
    CHECK(
        metrics_with(portal.port(), "portal_event_streams 1\n").find("portal_event_streams 1\n") !=
        std::string::npos);
}

TEST_CASE("Small answers and answers that are no JSON stay as they are") {
    Response small{.status = 200,
                   .headers = {{"Content-Type", "application/json"}},
                   .body = "{}",
                   .shared_body = nullptr};
    compress_json(small, "gzip");
    CHECK(small.body == "{}");
    Response page{.status = 200,
                  .headers = {{"Content-Type", "text/html"}},
                  .body = std::string(5000, 'x'),
                  .shared_body = nullptr};
    compress_json(page, "gzip");
    CHECK(page.body.size() == 5000);
}

}  // namespace
}  // namespace yg::server
