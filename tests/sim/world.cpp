#include "sim/world.hpp"

#include <utility>

#include "codec/protocol.hpp"
#include "codec/town_codec.hpp"
#include "engine/town_import.hpp"
#include "server/town_files.hpp"
#include "sim/wire.hpp"
#include "store/schema.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::sim {
namespace {

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
        platform::HttpReply reply = wire_reply(response);
        if (auto change = std::exchange(change_next_answer, nullptr)) change(reply);
        if (auto happens = std::exchange(after_next_answer, nullptr)) happens();
        if (lose_answer_of == request.path) {
            lose_answer_of.clear();
            reply = {};
        }
        done(std::move(reply));
    });
}

server::Response PhoneNetwork::ask(const platform::HttpRequest& request) {
    server::Request wire = wire_request(request, cookie_);
    const std::string ours = "\"protocol\":" + std::to_string(codec::protocol_version);
    if (const auto at = wire.body.find(ours); protocol != 0 && at != std::string::npos) {
        wire.body.replace(at, ours.size(), "\"protocol\":" + std::to_string(protocol));
    }
    ++requests[request.path];
    server::Response answer;
    world_.api->handle(std::move(wire),
                       [&](server::Response response) { answer = std::move(response); });
    cookie_ = cookie_after(answer, cookie_);
    return answer;
}

std::shared_ptr<server::BodyStream> PhoneNetwork::listen(const std::string& path) {
    return online ? ask({.path = path, .body = {}}).stream : nullptr;
}

// ---- Tab ---------------------------------------------------------------------------------------

Tab::Tab(World& world, Phone& phone)
    : world_(world),
      network_(phone.network()),
      events_(std::make_unique<PhoneEvents>(
          loop, [this](const std::string& path) { return network_.listen(path); })),
      storage_(std::make_unique<platform::HeadlessStorage>(phone.disk(), loop)),
      photos_(phone.disk(), loop,
              [this](std::string path, std::string body, auto done) {
                  send({.path = std::move(path), .body = std::move(body)}, std::move(done));
              }),
      tabs_(std::make_unique<platform::HeadlessTabs>(phone.browser(), loop)),
      portal_(std::make_unique<app::Portal>(app::Ports{.http = *this,
                                                       .events = *events_,
                                                       .clock = phone.clock(),
                                                       .random = world.random,
                                                       .storage = *storage_,
                                                       .preferences = phone.preferences(),
                                                       .photos = photos_,
                                                       .tabs = *tabs_})) {
    world_.tabs.push_back(this);
    portal_->start([] {});
}

Tab::~Tab() {
    portal_.reset();
    tabs_.reset();
    frozen = false;
    world_.settle();
    std::erase(world_.tabs, this);
}

void Tab::send(platform::HttpRequest request, std::function<void(platform::HttpReply)> done) {
    network_.send(std::move(request),
                  lifetime_.guard([this, done = std::move(done)](platform::HttpReply reply) {
                      loop.post([done, reply = std::move(reply)] { done(reply); });
                  }));
}

// ---- Phone -------------------------------------------------------------------------------------

Phone::Phone(World& world, int device)
    : world_(world), clock_(world.clock), network_(std::make_unique<PhoneNetwork>(world)) {
    disk_.device = device;
    open();
}

void Phone::open() {
    const bool pokes = tab_ != nullptr && events().allowed;
    tab_.reset();
    tab_ = std::make_unique<Tab>(world_, *this);
    events().allowed = pokes;
    world_.settle();
}

void Phone::reload() {
    open();
}

void Phone::sign_in(std::string_view account) {
    portal().sign_in(PersonId::trusted(account));
    world_.settle();
    REQUIRE(portal().me().person.has_value());
    REQUIRE(portal().me().person->id.text() == account);
}

// ---- World -------------------------------------------------------------------------------------

void World::settle() {
    for (bool moved = true; moved;) {
        moved = loop.run() > 0;
        for (Tab* tab : tabs) moved |= !tab->frozen && tab->loop.run() > 0;
    }
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
    REQUIRE(photos_.make_folders().ok());
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
                                                         .photos = photos_,
                                                         .background = background_,
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
