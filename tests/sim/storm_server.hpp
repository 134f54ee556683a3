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
    [[nodiscard]] bool has_background_work() const { return !background_work_.empty(); }
    /// Does what waits there longest.
    void run_background_work();
    /// Stops at once and starts from the database. Whoever waits for an answer waits in vain. With
    /// the power gone, too, what no file was asked to keep may be lost.
    void crash(bool power_lost);
    /// Everybody with an account, in order.
    std::vector<std::string> accounts();
    /// A concern names it, and it has not arrived.
    bool awaits_photo(const PhotoId& photo);
    /// Removes the files that no photo needs, as if they had been there for long.
    void tidy_photos();
    /// How often a photo was not what had been announced, or no picture.
    [[nodiscard]] int refused_photos() const { return refused_photos_; }
    /// With the power some bytes of a photo went, ever.
    [[nodiscard]] bool lost_bytes() const { return lost_bytes_; }
    /// Asks for something as the browser with that cookie, and gives the status.
    int ask_for(const std::string& path, const std::string& cookie);
    /// How often it started; who asked an earlier one gets no answer.
    [[nodiscard]] int life() const { return life_; }

    store::Database& database() { return *database_; }
    server::PhotoFiles& photos() { return photos_; }
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

    /// Likewise, as the background's thread would.
    class QueueBackground final : public server::Background {
    public:
        using Work = std::vector<std::function<void()>>;
        explicit QueueBackground(Work& work) : work_(work) {}
        bool submit(std::function<void()> work) override {
            constexpr std::size_t most = 3;
            if (work_.size() >= most) return false;
            work_.push_back(std::move(work));
            return true;
        }

    private:
        Work& work_;
    };

    void start();
    void lose_unflushed();
    void run_in_vain(const std::vector<server::WriteJob>& jobs);

    std::unique_ptr<store::Image> image_;
    std::unique_ptr<store::SqliteDatabase> database_;
    std::vector<server::WriteJob> jobs_;
    QueueWriter writer_{jobs_};
    server::SilentSender sender_;
    server::TemporaryFolder folder_;
    server::PhotoFiles photos_{folder_ / "photos"};
    QueueBackground::Work background_work_;
    QueueBackground background_{background_work_};
    server::ServerSecret secret_{server::ServerSecret::Key{7}};
    fakes::SeededRandom random_;
    int life_ = 0;
    int refused_photos_ = 0;
    bool lost_bytes_ = false;
    std::unique_ptr<server::InlineReaders> readers_;
    std::unique_ptr<server::RateLimiter> rates_;
    std::unique_ptr<server::Metrics> metrics_;
    std::unique_ptr<server::PokeHub> pokes_;
    std::unique_ptr<server::Api> api_;
};

}  // namespace yg::sim
