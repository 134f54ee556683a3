#include "sim/storm_server.hpp"

#include <string>
#include <utility>

#include "base/check.hpp"
#include "engine/town_import.hpp"
#include "sim/storm_town.hpp"
#include "store/schema.hpp"

namespace yg::sim {
namespace {

/// SQLite finds an image by its name.
std::string new_image_name() {
    static int images = 0;
    return "storm-" + std::to_string(++images);
}

}  // namespace

StormServer::StormServer(const DatabaseCopy& database, std::uint64_t seed)
    : clock(storm_start()),
      image_(std::make_unique<store::Image>(new_image_name())),
      random_(seed) {
    for (const auto& block : database) CHECK(image_->load_block(block.index, block.bytes).ok());
    CHECK(photos_.make_folders().ok());
    start();
}

DatabaseCopy StormServer::new_town() {
    store::Image image(new_image_name());
    const auto database = store::SqliteDatabase::open_image(image.name()).value();
    CHECK(store::migrate(*database, store::Side::server).ok());
    CHECK(engine::import_town(*database, storm_town()).ok());
    return image.take_dirty_blocks().blocks;
}

DatabaseCopy StormServer::copy_database() {
    constexpr std::size_t block_bytes = store::Image::block_bytes;
    DatabaseCopy copy;
    for (std::size_t at = 0; at < image_->size_bytes(); at += block_bytes) {
        std::vector<std::uint8_t> bytes(std::min(block_bytes, image_->size_bytes() - at));
        image_->read(at, bytes);
        copy.push_back(
            {.index = static_cast<std::uint32_t>(at / block_bytes), .bytes = std::move(bytes)});
    }
    return copy;
}

void StormServer::start() {
    ++life_;
    database_ = store::SqliteDatabase::open_image(image_->name()).value();
    CHECK(store::migrate(*database_, store::Side::server).ok());
    readers_ = std::make_unique<server::InlineReaders>(*database_);
    rates_ = std::make_unique<server::RateLimiter>(server::demo_rate_limits());
    metrics_ = std::make_unique<server::Metrics>(server::Api::route_names(),
                                                 server::Api::timed_route_names());
    pokes_ = std::make_unique<server::PokeHub>(server::PokeLimits{}, random_,
                                               [this] { return clock.now(); });
    api_ = std::make_unique<server::Api>(town, server::ApiOptions{.demo = true},
                                         server::ApiPorts{.writer = writer_,
                                                          .readers = *readers_,
                                                          .random = random_,
                                                          .rates = *rates_,
                                                          .metrics = *metrics_,
                                                          .pokes = *pokes_,
                                                          .photos = photos_,
                                                          .background = background_,
                                                          .sender = sender_,
                                                          .secret = secret_,
                                                          .now = [this] { return clock.now(); },
                                                          .log = [](auto&&...) {}});
}

void StormServer::handle(server::Request request, server::Respond respond) {
    api_->handle(std::move(request),
                 [this, life = life_, respond = std::move(respond)](server::Response response) {
                     if (life == life_) respond(std::move(response));
                 });
}

void StormServer::commit(Commit how) {
    auto jobs = std::exchange(jobs_, {});
    switch (how) {
        case Commit::completes:
            return server::run_as_group(*database_, std::move(jobs));
        case Commit::fails:
            run_in_vain(jobs);
            for (const auto& job : jobs) {
                job.done(Error{ErrorKind::unavailable, "the disk is full"});
            }
            return;
        case Commit::crashes_before:
            run_in_vain(jobs);
            return crash();
        case Commit::crashes_afterwards:
            // From here on whoever asked has asked an earlier life.
            server::run_as_group(*database_, std::move(jobs), [this] { ++life_; });
            return crash();
    }
}

void StormServer::run_in_vain(const std::vector<server::WriteJob>& jobs) {
    const auto transaction = store::Transaction::writing(*database_);
    CHECK(transaction.ok());
    for (const auto& job : jobs) {
        auto savepoint = store::Savepoint::open(*database_);
        if (job.work(*database_).ok()) CHECK(savepoint.value().commit().ok());
    }
}

void StormServer::crash() {
    jobs_.clear();
    api_.reset();
    pokes_.reset();
    database_.reset();
    start();
}

}  // namespace yg::sim
