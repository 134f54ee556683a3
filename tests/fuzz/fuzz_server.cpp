#include "fuzz/fuzz_server.hpp"

#include <optional>
#include <utility>

#include "fuzz/fuzz_town.hpp"
#include "server/small_town.hpp"
#include "server/temporary_folder.hpp"

namespace yg::fuzz {
namespace {

using namespace server;

constexpr std::string_view host = "127.0.0.1:8080";

// Inside the transaction that is undone after each request, theirs are savepoints.

class NestedWriter final : public Writer {
public:
    explicit NestedWriter(store::Database& database) : database_(database) {}
    bool submit(WriteJob job) override {
        job.done(run(job));
        return true;
    }
    bool wrote = false;

private:
    Result<void> run(const WriteJob& job) {
        ASSIGN_OR_RETURN(store::Savepoint savepoint, store::Savepoint::open(database_));
        RETURN_IF_ERROR(job.work(database_));
        wrote = true;
        return savepoint.commit();
    }
    store::Database& database_;
};

class NestedReaders final : public Readers {
public:
    explicit NestedReaders(store::Database& database) : database_(database) {}
    Result<void> read(const Work& work) override { return work(database_); }

private:
    store::Database& database_;
};

/// No input may find that too many came before it.
RateLimits no_limits() {
    constexpr Rate any{.burst = 1e12, .per_minute = 1e12};
    constexpr RateTable all{
        .push = any, .pull = any, .sign_in = any, .my_data = any, .photo = any, .other = any};
    return {.by_account = all, .by_address = all};
}

bool may_be_caused_by_input(int status) {
    return status == 200 || status == 304 || (status >= 400 && status < 500);
}

}  // namespace

FuzzServer::FuzzServer()
    : database_(database_with(small_town())),
      files_(StaticFiles::from_memory({{"index.html", "<!doctype html>"}})) {
    Request request = post("/api/v1/demo/sign_in", R"({"account":"p1"})");
    const Response response = answer(std::move(request));
    const std::string cookie(response.header("Set-Cookie"));
    cookie_ = cookie.substr(0, cookie.find(';'));
    if (cookie_.empty()) fail("sign in", response.body);
}

Request FuzzServer::post(std::string path, std::string body) const {
    Request request;
    request.method = Method::post;
    request.path = std::move(path);
    request.host = host;
    request.origin = "http://" + request.host;
    request.content_type = "application/json";
    request.cookie = cookie_;
    request.peer = "127.0.0.1";
    request.body = std::move(body);
    return request;
}

Response FuzzServer::ask(Request request) {
    const store::Transaction undone = must(store::Transaction::writing(*database_), "begin");
    return answer(std::move(request));
}

Response FuzzServer::answer(Request request) {
    const auto now = [] { return small_town_now; };
    fakes::SeededRandom random(cookie_.empty() ? 1 : 2);  // No token comes up again.
    RateLimiter rates(no_limits());
    Metrics metrics(Api::route_names(), Api::timed_route_names());
    PokeHub pokes(PokeLimits{}, random, now);
    NestedWriter writer(*database_);
    NestedReaders readers(*database_);
    SilentSender sender;
    const ServerSecret secret(ServerSecret::Key{7});
    static const TemporaryFolder folder;
    PhotoFiles photos(folder / "photos");
    InlineBackground background;
    std::string failures;
    Api api(TownId::trusted("small"), ApiOptions{.demo = true},
            ApiPorts{.writer = writer,
                     .readers = readers,
                     .random = random,
                     .rates = rates,
                     .metrics = metrics,
                     .pokes = pokes,
                     .photos = photos,
                     .background = background,
                     .sender = sender,
                     .secret = secret,
                     .now = now,
                     .log = [&](std::string_view, std::initializer_list<LogField> fields) {
                         for (const LogField& field : fields) failures += field.value + " ";
                     }});
    const Handler handler = portal_handler(
        {.api = api, .files = files_, .rates = rates, .now = now}, {.loopback_only = true});

    std::optional<Response> answer;
    handler(std::move(request), [&](Response response) {
        if (answer) fail("a second answer", response.body);
        answer = std::move(response);
    });
    if (!answer) fail("no answer", failures);
    if (!may_be_caused_by_input(answer->status)) {
        fail("status " + std::to_string(answer->status), failures);
    }
    if (writer.wrote) check_town(*database_);
    answer->stream = nullptr;  // What it refers to ends here.
    return std::move(*answer);
}

}  // namespace yg::fuzz
