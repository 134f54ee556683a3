#include "server/test_server.hpp"

#include <algorithm>
#include <utility>

#include "codec/command_codec.hpp"
#include "engine/town_import.hpp"
#include "server/small_town.hpp"
#include "store/schema.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::server {

namespace {

constexpr std::string_view test_host = "127.0.0.1:8080";

Request request(Method method, const std::string& path, std::string cookie) {
    Request request;
    request.method = method;
    const std::size_t end = std::min(path.find('?'), path.size());
    request.path = path.substr(0, end);
    request.query = path.substr(std::min(end + 1, path.size()));
    request.host = test_host;
    request.cookie = std::move(cookie);
    request.peer = "127.0.0.1";
    return request;
}

Response answer_of(Api& api, Request request) {
    std::optional<Response> answer;
    api.handle(std::move(request), [&](Response response) {
        REQUIRE_FALSE(answer.has_value());
        answer = std::move(response);
    });
    REQUIRE(answer.has_value());
    return std::move(*answer);
}

}  // namespace

TestServer::TestServer(bool demo, const RateLimits& limits, const PokeLimits& poke_limits)
    : now(small_town_now),
      database(store::SqliteDatabase::open_memory().value()),
      demo_(demo),
      limits_(limits),
      poke_limits_(poke_limits) {
    REQUIRE(store::migrate(*database, store::Side::server).ok());
    const Result<void> imported = engine::import_town(*database, small_town());
    INFO((imported.ok() ? "" : imported.error().detail));
    REQUIRE(imported.ok());
    restart();
}

void TestServer::restart() {
    photos = std::make_unique<PhotoFiles>(folder / "photos");
    REQUIRE(photos->make_folders().ok());
    writer = std::make_unique<ClosableWriter>(*database);
    readers = std::make_unique<InlineReaders>(*database);
    rates = std::make_unique<RateLimiter>(limits_);
    metrics = std::make_unique<Metrics>(Api::route_names(), Api::timed_route_names());
    pokes = std::make_unique<PokeHub>(poke_limits_, random, [this] { return now; });
    api = std::make_unique<Api>(
        town, ApiOptions{.demo = demo_, .photos = photo_limits, .metrics_readers = {"10.9.9.9"}},
        ApiPorts{.writer = *writer,
                 .readers = *readers,
                 .random = random,
                 .rates = *rates,
                 .metrics = *metrics,
                 .pokes = *pokes,
                 .photos = *photos,
                 .background = background,
                 .sender = sender,
                 .secret = secret,
                 .now = [this] { return now; },
                 .log =
                     [this](std::string_view event, std::initializer_list<LogField> fields) {
                         logged.push_back(format_log_line(now, event, fields));
                     }});
}

Response TestServer::get(std::string path, std::string cookie) {
    return answer_of(*api, request(Method::get, path, std::move(cookie)));
}

Response TestServer::post(std::string path, std::string body, std::string cookie,
                          const std::function<void(Request&)>& change) {
    Request made = request(Method::post, path, std::move(cookie));
    made.content_type = "application/json";
    made.origin = std::string("http://").append(test_host);
    made.body = std::move(body);
    if (change) change(made);
    return answer_of(*api, std::move(made));
}

std::string TestServer::sign_in(std::string_view account) {
    const Response response =
        post("/api/v1/demo/sign_in", codec::encode(codec::SignInRequest{std::string(account)}));
    REQUIRE(response.status == 200);
    const std::string cookie(response.header("Set-Cookie"));
    return cookie.substr(0, cookie.find(';'));
}

Response TestServer::push(const codec::PushRequest& request, const std::string& cookie) {
    return post("/api/v1/push", codec::encode(request), cookie);
}

codec::PullAnswer TestServer::pull(const codec::PullRequest& request, const std::string& cookie) {
    const Response response = post("/api/v1/pull", codec::encode(request), cookie);
    INFO(response.body);
    REQUIRE(response.status == 200);
    return codec::decode_pull_answer(response.content()).value();
}

std::map<std::string, codec::PulledRow> TestServer::pull_all(const ClientId& client,
                                                             const std::string& cookie) {
    std::map<std::string, codec::PulledRow> rows;
    codec::PullRequest request{.client_id = client, .cookie = {}, .outcomes_after = 0};
    while (true) {
        codec::PullAnswer answer = pull(request, cookie);
        for (codec::PulledRow& row : answer.rows) {
            const std::string key = row.scope + " " + row.entity + " " + row.id;
            rows[key] = std::move(row);
        }
        if (!answer.more) return rows;
        request.cookie = answer.cookie;
    }
}

codec::PushCommand TestServer::command(std::int64_t n, const domain::Command& command) {
    codec::EncodedCommand encoded = codec::encode(command);
    return {.n = n,
            .id = new_id<CommandId>(),
            .name = std::move(encoded.name),
            .args = std::move(encoded.args)};
}

domain::SubmitConcern TestServer::concern(std::string words) {
    domain::SubmitConcern concern;
    concern.id = new_id<ConcernId>();
    concern.category = CategoryId::trusted("c1");
    concern.grid = GridId::trusted("g1");
    concern.words = std::move(words);
    return concern;
}

domain::BookRoom TestServer::booking(int hour) {
    domain::BookRoom booking;
    booking.id = new_id<BookingId>();
    booking.room = RoomId::trusted("r1");
    const TimeMs start = to_moment({.year = 2026, .month = 11, .day = 25}, hour * 60);
    booking.when = {.start = start, .end = start + hour_ms};
    booking.purpose = "Choir";
    return booking;
}

std::string TestServer::dump() {
    std::vector<std::pair<std::string, std::string>> tables;  // Name and an expression of its row.
    REQUIRE(database
                ->query("SELECT m.name, (SELECT group_concat('quote(' || p.name || ')', '||') "
                        "FROM pragma_table_info(m.name) AS p) FROM sqlite_schema AS m "
                        "WHERE m.type = 'table' ORDER BY m.name",
                        {},
                        [&](const store::Row& row) {
                            tables.emplace_back(row.string(0), row.string(1));
                        })
                .ok());
    std::string dump;
    for (const auto& [name, expression] : tables) {
        REQUIRE(database
                    ->query("SELECT " + expression + " FROM " + name + " ORDER BY 1", {},
                            [&](const store::Row& row) {
                                dump.append(name).append(" ").append(row.text(0)).append("\n");
                            })
                    .ok());
    }
    return dump;
}

std::int64_t TestServer::count(std::string_view table) {
    return store::query_integer(*database, std::string("SELECT COUNT(*) FROM ").append(table), {})
        .value();
}

std::string code_of(const Response& response) {
    const auto error = codec::decode_error_answer(response.content());
    return error.ok() ? error.value().code : std::string();
}

codec::PushAnswer push_answer(const Response& response) {
    INFO(response.body);
    REQUIRE(response.status == 200);
    return codec::decode_push_answer(response.content()).value();
}

}  // namespace yg::server
