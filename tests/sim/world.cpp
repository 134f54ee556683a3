#include "sim/world.hpp"

#include <optional>
#include <utility>

#include "codec/protocol.hpp"
#include "codec/town_codec.hpp"
#include "engine/town_import.hpp"
#include "server/town_files.hpp"
#include "store/schema.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::sim {
namespace {

constexpr std::string_view host = "127.0.0.1:8080";

TimeMs opening_moment() {
    return to_moment({.year = 2026, .month = 11, .day = 24}, 9 * 60 + 10);
}

}  // namespace

void PhoneNetwork::send(platform::HttpRequest request,
                        std::function<void(platform::HttpReply)> done) {
    ++attempts;
    world_.loop.post([this, request = std::move(request), done = std::move(done)] {
        if (!online) {
            done({});
            return;
        }
        const server::Response response = ask(request);
        platform::HttpReply reply{.status = response.status,
                                  .body = std::string(response.content())};
        if (auto happens = std::exchange(after_next_answer, nullptr)) happens();
        if (lose_answer_of == request.path) {
            lose_answer_of.clear();
            reply = {};
        }
        done(std::move(reply));
    });
}

server::Response PhoneNetwork::ask(const platform::HttpRequest& request) {
    server::Request wire;
    wire.method = request.body.empty() ? server::Method::get : server::Method::post;
    wire.path = request.path;
    wire.host = host;
    wire.origin = "http://" + std::string(host);
    wire.content_type = "application/json";
    wire.cookie = cookie_;
    wire.body = request.body;
    const std::string ours = "\"protocol\":" + std::to_string(codec::protocol_version);
    if (const auto at = wire.body.find(ours); protocol != 0 && at != std::string::npos) {
        wire.body.replace(at, ours.size(), "\"protocol\":" + std::to_string(protocol));
    }
    wire.peer = "127.0.0.1";
    ++requests[request.path];
    server::Response answer;
    world_.api->handle(std::move(wire),
                       [&](server::Response response) { answer = std::move(response); });
    const std::string set(answer.header("Set-Cookie"));
    if (!set.empty()) cookie_ = set.substr(0, set.find(';'));
    return answer;
}

void PhoneEvents::open(const std::string& path, const std::string& event,
                       platform::EventHandlers handlers) {
    if (!allowed || source_) return;
    handlers_ = std::make_shared<platform::EventHandlers>(std::move(handlers));
    mark_ = "event: " + event + "\ndata: ";
    if (network_.online) source_ = network_.ask({.path = path, .body = {}}).stream;
    world_.loop.post([handlers = handlers_, opened = source_ != nullptr] {
        opened ? handlers->on_open() : handlers->on_lost();
    });
    if (!source_) return;
    source_->on_ready([this] { world_.loop.post([this] { deliver(); }); });
    world_.loop.post([this] { deliver(); });
}

void PhoneEvents::close() {
    source_ = nullptr;
    handlers_ = nullptr;
}

void PhoneEvents::lose() {
    source_ = nullptr;
    world_.loop.post([handlers = std::exchange(handlers_, nullptr)] { handlers->on_lost(); });
}

void PhoneEvents::deliver() {
    if (!source_) return;
    const std::optional<std::string> events = source_->take();
    if (!events) return lose();
    // A copy: a handler may close the stream.
    const std::shared_ptr<platform::EventHandlers> handlers = handlers_;
    for (std::size_t at = 0; (at = events->find(mark_, at)) != std::string::npos;) {
        at += mark_.size();
        handlers->on_event(std::string_view(*events).substr(at, events->find('\n', at) - at));
    }
}

Phone::Phone(World& world, int device)
    : world_(world),
      network_(std::make_unique<PhoneNetwork>(world)),
      events_(std::make_unique<PhoneEvents>(world, *network_)) {
    disk_.device = device;
    open();
}

void Phone::open() {
    storage_ = std::make_unique<platform::HeadlessStorage>(disk_, world_.loop);
    portal_ = std::make_unique<app::Portal>(app::Ports{.http = *network_,
                                                       .events = *events_,
                                                       .clock = world_.clock,
                                                       .random = world_.random,
                                                       .storage = *storage_,
                                                       .preferences = preferences_});
    portal_->start([] {});
    world_.settle();
}

void Phone::kill() {
    portal_.reset();
    world_.settle();
}

void Phone::reload() {
    kill();
    open();
}

void Phone::sign_in(std::string_view account) {
    portal_->sign_in(PersonId::trusted(account));
    world_.settle();
    REQUIRE(portal_->me().person.has_value());
    REQUIRE(portal_->me().person->id.text() == account);
}

World::World(const server::RateLimits& limits) : clock(opening_moment()) {
    auto fresh = store::SqliteDatabase::open_memory().value();
    REQUIRE(store::migrate(*fresh, store::Side::server).ok());
    const auto files = server::read_town_files(YG_SOURCE_DIR "/assets/town");
    REQUIRE(files.ok());
    const auto town = codec::decode_town(files.value(), to_local(clock.now()).date);
    REQUIRE(town.ok());
    REQUIRE(engine::import_town(*fresh, town.value()).ok());
    town_ = town.value().profile.id;
    rates_ = std::make_unique<server::RateLimiter>(limits);
    metrics_ = std::make_unique<server::Metrics>(server::Api::route_names(),
                                                 server::Api::timed_route_names());
    pokes = std::make_unique<server::PokeHub>(server::PokeLimits{}, random,
                                              [this] { return clock.now(); });
    serve(std::move(fresh));
}

void World::serve(std::unique_ptr<store::SqliteDatabase> served) {
    api = nullptr;
    writer_ = std::make_unique<server::InlineWriter>(*served);
    readers_ = std::make_unique<server::InlineReaders>(*served);
    database = std::move(served);
    api = std::make_unique<server::Api>(town_, server::ApiOptions{.demo = true},
                                        server::ApiPorts{.writer = *writer_,
                                                         .readers = *readers_,
                                                         .random = random,
                                                         .rates = *rates_,
                                                         .metrics = *metrics_,
                                                         .pokes = *pokes,
                                                         .sender = sender_,
                                                         .secret = secret,
                                                         .now = [this] { return clock.now(); },
                                                         .log = [](auto&&...) {}});
}

Phone& World::add_phone() {
    phones_.push_back(std::make_unique<Phone>(*this, static_cast<int>(phones_.size()) + 1));
    return *phones_.back();
}

std::int64_t World::server_count(std::string_view sql) {
    return store::query_integer(*database, sql, {}).value();
}

}  // namespace yg::sim
