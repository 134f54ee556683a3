// The whole portal in one process: the real server core with the sample town, real phones (portal,
// replica, outbox), and a network and disks that do what the test says.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/portal.hpp"
#include "base/lifetime.hpp"
#include "fakes/fake_clock.hpp"
#include "fakes/seeded_random.hpp"
#include "platform/headless/headless_loop.hpp"
#include "platform/headless/headless_photos.hpp"
#include "platform/headless/headless_preferences.hpp"
#include "platform/headless/headless_storage.hpp"
#include "platform/headless/headless_tabs.hpp"
#include "server/api/api.hpp"
#include "server/rates.hpp"
#include "server/readers.hpp"
#include "server/temporary_folder.hpp"
#include "server/writer.hpp"
#include "sim/phone_events.hpp"
#include "store/sqlite/sqlite_database.hpp"

namespace yg::sim {

class World;

/// A phone's way to the server, with its cookie jar.
class PhoneNetwork final : public platform::Http {
public:
    explicit PhoneNetwork(World& world) : world_(world) {}
    void send(platform::HttpRequest request,
              std::function<void(platform::HttpReply)> done) override;

    /// Asks the server and gives its whole answer; keeps the cookies.
    server::Response ask(const platform::HttpRequest& request);
    /// The server's stream of events; null without a network.
    std::shared_ptr<server::BodyStream> listen(const std::string& path);

    bool online = true;
    /// The server handles the next request of this path, but its answer never arrives.
    std::string lose_answer_of;
    /// What this page would say instead of our protocol; 0: ours.
    int protocol = 0;
    /// Makes the server's next answer another one, once.
    std::function<void(platform::HttpReply&)> change_next_answer;
    /// Happens once, between the server's next answer and its arrival.
    std::function<void()> after_next_answer;
    int attempts = 0;                     ///< Whether they reach the server or not.
    std::map<std::string, int> requests;  ///< By path, that reached the server.

private:
    World& world_;
    std::string cookie_;
};

class Phone;

/// A page of a phone, with an event loop of its own. What was asked of the disk when it closes is
/// still done.
class Tab final : private platform::Http {
public:
    Tab(World& world, Phone& phone);
    ~Tab() override;
    Tab(const Tab&) = delete;
    Tab& operator=(const Tab&) = delete;

    app::Portal& portal() { return *portal_; }
    PhoneEvents& events() { return *events_; }
    platform::HeadlessPhotos& photos() { return photos_; }
    platform::HeadlessTabs& tabs() { return *tabs_; }

    platform::HeadlessLoop loop;
    bool frozen = false;  ///< Its loop stands still.

private:
    void send(platform::HttpRequest request,
              std::function<void(platform::HttpReply)> done) override;

    World& world_;
    PhoneNetwork& network_;
    std::unique_ptr<PhoneEvents> events_;
    std::unique_ptr<platform::HeadlessStorage> storage_;
    platform::HeadlessPhotos photos_;
    std::unique_ptr<platform::HeadlessTabs> tabs_;
    std::unique_ptr<app::Portal> portal_;
    Lifetime lifetime_;
};

/// A phone's own clock, which may be wrong.
class DeviceClock final : public platform::Clock {
public:
    explicit DeviceClock(platform::Clock& town) : town_(town) {}
    TimeMs now() override { return town_.now() + ahead; }
    double steady_ms() override { return town_.steady_ms(); }

    DurationMs ahead = 0;

private:
    platform::Clock& town_;
};

/// One phone; `reload` throws the page away and opens it again from what its disk has.
class Phone {
public:
    Phone(World& world, int device);

    void open();
    void reload();
    /// Signs in with a sample account and waits until that is done.
    void sign_in(std::string_view account);
    app::Portal& portal() { return tab_->portal(); }
    PhoneNetwork& network() { return *network_; }
    PhoneEvents& events() { return tab_->events(); }
    Tab& tab() { return *tab_; }
    platform::HeadlessDisk& disk() { return disk_; }
    platform::HeadlessPreferences& preferences() { return preferences_; }
    platform::HeadlessPhotos& photos() { return tab_->photos(); }
    platform::HeadlessBrowser& browser() { return browser_; }
    DeviceClock& clock() { return clock_; }
    /// Drops the page without another word, as when the phone kills it.
    void kill() { tab_.reset(); }

private:
    World& world_;
    DeviceClock clock_;
    platform::HeadlessDisk disk_;
    platform::HeadlessPreferences preferences_;
    platform::HeadlessBrowser browser_;
    std::unique_ptr<PhoneNetwork> network_;
    std::unique_ptr<Tab> tab_;
};

class World {
public:
    /// Tuesday 2026-11-24, 09:10 in the town.
    explicit World(const server::RateLimits& limits = server::demo_rate_limits());

    /// Runs everything that is under way, until nothing is.
    void settle();
    Phone& add_phone();
    /// The server starts again, on another database: as after a restore.
    void serve(std::unique_ptr<store::SqliteDatabase> served);
    /// The first number in the answer of a query to the server's database.
    std::int64_t server_count(std::string_view sql);

    fakes::FakeClock clock;
    fakes::SeededRandom random{7};
    platform::HeadlessLoop loop;  ///< Of the network.
    std::vector<Tab*> tabs;       ///< That are open.
    std::unique_ptr<store::SqliteDatabase> database;
    std::unique_ptr<server::PokeHub> pokes;
    server::ServerSecret secret{server::ServerSecret::Key{7}};
    std::unique_ptr<server::Api> api;

private:
    TownId town_;
    server::SilentSender sender_;
    server::TemporaryFolder folder_;
    server::PhotoFiles photos_{folder_ / "photos"};
    server::InlineBackground background_;
    std::unique_ptr<server::InlineWriter> writer_;
    std::unique_ptr<server::InlineReaders> readers_;
    std::unique_ptr<server::RateLimiter> rates_;
    std::unique_ptr<server::Metrics> metrics_;
    std::vector<std::unique_ptr<Phone>> phones_;
};

}  // namespace yg::sim
