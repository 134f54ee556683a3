// A server core that dies and comes back: its database outlives it, what it was about to do or to
// answer doesn't. Must not know phones.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "fakes/fake_clock.hpp"
#include "fakes/seeded_random.hpp"
#include "server/api/api.hpp"
#include "server/rates.hpp"
#include "server/readers.hpp"
#include "server/temporary_folder.hpp"
#include "server/writer.hpp"
#include "store/sqlite/image_vfs.hpp"
#include "store/sqlite/sqlite_database.hpp"

namespace yg::sim {

/// The bytes of a database that a server can begin with.
using DatabaseCopy = std::vector<platform::ImageBlock>;

class StormServer {
public:
    /// What becomes of the jobs that wait when they are committed together.
    enum class Commit : std::uint8_t {
        completes,
        fails,               ///< The disk refuses; each caller is told.
        crashes_before,      ///< Nothing of it is on the disk, nobody is answered.
        crashes_afterwards,  ///< All of it is on the disk, nobody is answered.
    };

    StormServer(const DatabaseCopy& database, std::uint64_t seed);

    /// The storm's town in an empty database.
    static DatabaseCopy new_town();
    DatabaseCopy copy_database();

    void handle(server::Request request, server::Respond respond);
    [[nodiscard]] bool has_jobs() const { return !jobs_.empty(); }
    [[nodiscard]] std::size_t count_jobs() const { return jobs_.size(); }
    void commit(Commit how);
    /// Stops at once and starts from the database. Whoever waits for an answer waits in vain.
    void crash();
    /// How often it started; who asked an earlier one gets no answer.
    [[nodiscard]] int life() const { return life_; }

    store::Database& database() { return *database_; }
    TownId town = TownId::trusted("small");
    fakes::FakeClock clock;

private:
    /// Keeps the jobs until the storm lets them be committed, as a writing thread would.
    class QueueWriter final : public server::Writer {
    public:
        explicit QueueWriter(std::vector<server::WriteJob>& jobs) : jobs_(jobs) {}
        bool submit(server::WriteJob job) override {
            jobs_.push_back(std::move(job));
            return true;
        }

    private:
        std::vector<server::WriteJob>& jobs_;
    };

    void start();
    void run_in_vain(const std::vector<server::WriteJob>& jobs);

    std::unique_ptr<store::Image> image_;
    std::unique_ptr<store::SqliteDatabase> database_;
    std::vector<server::WriteJob> jobs_;
    QueueWriter writer_{jobs_};
    server::SilentSender sender_;
    server::TemporaryFolder folder_;
    server::PhotoFiles photos_{folder_ / "photos"};
    server::InlineBackground background_;
    server::ServerSecret secret_{server::ServerSecret::Key{7}};
    fakes::SeededRandom random_;
    int life_ = 0;
    std::unique_ptr<server::InlineReaders> readers_;
    std::unique_ptr<server::RateLimiter> rates_;
    std::unique_ptr<server::Metrics> metrics_;
    std::unique_ptr<server::PokeHub> pokes_;
    std::unique_ptr<server::Api> api_;
};

}  // namespace yg::sim
