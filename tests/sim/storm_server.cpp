#include "sim/storm_server.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

#include "base/check.hpp"
#include "engine/town_import.hpp"
#include "server/jobs/photo_tidying.hpp"
#include "sim/storm_town.hpp"
#include "sim/wire.hpp"
#include "store/photo_store.hpp"
#include "store/schema.hpp"

namespace yg::sim {
namespace {

namespace fs = std::filesystem;

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
    const auto note_event = [this](std::string_view event, auto&&...) {
        if (event == "photo_refused") ++refused_photos_;
    };
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
                                                          .log = note_event});
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
            return crash(random_.below(2) == 0);
        case Commit::crashes_afterwards:
            // Nothing follows from it any more: neither answers nor files that are removed.
            for (auto& job : jobs) job.done = [](const Result<void>&) {};
            server::run_as_group(*database_, std::move(jobs));
            return crash(random_.below(2) == 0);
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

void StormServer::crash(bool power_lost) {
    jobs_.clear();
    background_work_.clear();
    api_.reset();
    pokes_.reset();
    database_.reset();
    if (power_lost) lose_unflushed();
    start();
}

/// What of a photo came in so far: all of it, a part, zeros from somewhere on, or nothing.
void StormServer::lose_unflushed() {
    std::vector<fs::path> incoming;
    for (const auto& file :
         fs::directory_iterator(server::incoming_photos_path(photos_.folder()))) {
        incoming.push_back(file.path());
    }
    std::ranges::sort(incoming);  // The disk's own order is no seed's.
    for (const fs::path& path : incoming) {
        const std::uintmax_t size = fs::file_size(path);
        lost_bytes_ = true;
        switch (random_.below(4)) {
            case 0:
                fs::remove(path);
                break;
            case 1:
                fs::resize_file(path, random_.below(size + 1));
                break;
            case 2:
                fs::resize_file(path, random_.below(size + 1));
                fs::resize_file(path, size);
                break;
            default:
                break;
        }
    }
}

void StormServer::run_background_work() {
    const auto work = std::move(background_work_.front());
    background_work_.erase(background_work_.begin());
    work();
}

std::vector<std::string> StormServer::accounts() {
    return store::query_all(*database_, "SELECT id FROM person WHERE town_id = ?1 ORDER BY id",
                            {town}, [](const store::Row& row) { return row.string(0); })
        .value();
}

bool StormServer::awaits_photo(const PhotoId& photo) {
    const auto found = store::find_photo(*database_, town, photo);
    return found.value() && found.value()->arrived_at == 0;
}

void StormServer::tidy_photos() {
    const server::Job job = server::photo_tidying_job(town, photos_);
    const TimeMs long_after = to_moment({.year = 2100, .month = 1, .day = 1}, 0);
    for (bool more = true; more;) {
        const auto result = job.work(*database_, long_after);
        CHECK(result.ok());
        more = result.value().more;
    }
}

int StormServer::ask_for(const std::string& path, const std::string& cookie) {
    int status = 0;
    handle(wire_request({.path = path, .body = {}}, cookie),
           [&](const server::Response& response) { status = response.status; });
    return status;
}

}  // namespace yg::sim
