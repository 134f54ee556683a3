// A phone in the storm: a disk, cookies and preferences that outlive its pages, and pages (one, or
// several at once) whose every wait is a step of its own. Must not know who chooses the steps.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/portal.hpp"
#include "fakes/fake_clock.hpp"
#include "fakes/seeded_random.hpp"
#include "platform/headless/headless_loop.hpp"
#include "platform/headless/headless_photos.hpp"
#include "platform/headless/headless_preferences.hpp"
#include "platform/headless/headless_storage.hpp"
#include "platform/headless/headless_tabs.hpp"
#include "server/http/message.hpp"
#include "sim/phone_events.hpp"

namespace yg::sim {

class StormPage;
class StormPhone;

/// A command that a person was told is kept.
struct KeptCommand {
    int device = 0;
    std::string client;
    std::int64_t n = 0;
    std::string id;
    std::string name;
    std::string args;
    std::string person;  ///< Who gave it.
    bool told = false;   ///< That it was refused.
};

/// A request under way.
struct Flight {
    enum class Stage : std::uint8_t { outgoing, at_server, returning };
    int number = 0;
    StormPhone* phone = nullptr;
    std::shared_ptr<const bool> page_frozen;  ///< Outlives the page.
    platform::HttpRequest request;
    std::string cookie;
    std::function<void(platform::HttpReply)> done;
    Stage stage = Stage::outgoing;
    bool late = false;  ///< Its phone doesn't listen any more.
    int server_life = 0;
    server::Response response = {};
};

/// What phones have in common: the air between them and the server, and the record of what they
/// promised.
struct Sky {
    std::vector<std::shared_ptr<Flight>> flights;
    int flights_made = 0;
    std::vector<KeptCommand> kept;
    std::vector<KeptCommand> submitted;  ///< Whether they reached a disk or not: without `n`.
    std::map<std::string, std::size_t> motifs;  ///< By photo: what the picture shows.
    std::size_t piece_bytes = 1;                ///< Of a photo, in one request.
    std::function<server::Response(const server::Request& request)> ask_at_once;

    void note_kept(int device, const std::string& client, std::int64_t n, const std::string& id);
};

class StormPhone {
public:
    StormPhone(Sky& sky, int device, std::string usual_person, std::uint64_t seed);

    void open_page();
    /// The page is gone; of what it had asked of the disk the first `finished` are still done.
    void kill_page(std::size_t index, int finished);
    [[nodiscard]] bool online() const { return online_; }
    void set_online(bool online);

    std::vector<std::unique_ptr<StormPage>> pages;
    platform::HeadlessDisk disk;
    platform::HeadlessPreferences preferences;
    platform::HeadlessBrowser browser;
    std::string cookie;
    fakes::FakeClock clock;
    fakes::SeededRandom random;
    std::string usual_person;  ///< Whose phone it is.
    Sky& sky;

private:
    bool online_ = true;
};

/// Notes what is kept, and who gave it.
class StormStorage final : public platform::HeadlessStorage {
public:
    StormStorage(StormPhone& phone, StormPage& page, platform::HeadlessLoop& loop)
        : HeadlessStorage(phone.disk, loop), phone_(phone), page_(page) {}
    void append_outbox(platform::OutboxRecord record,
                       std::function<void(Result<std::int64_t>)> done) override;

private:
    StormPhone& phone_;
    StormPage& page_;
};

class StormPage final : private platform::Http {
public:
    explicit StormPage(StormPhone& phone);
    ~StormPage() override;

    app::Portal& portal() { return *portal_; }
    platform::HeadlessLoop& disk_tasks() { return disk_tasks_; }
    platform::HeadlessLoop& event_tasks() { return event_tasks_; }
    PhoneEvents& events() { return *events_; }
    platform::HeadlessTabs& tabs() { return *tabs_; }
    platform::HeadlessPhotos& photos() { return photos_; }
    /// As the device names it.
    platform::KeptPhoto keep_photo(const std::string& jpeg);
    [[nodiscard]] bool is_at_work();
    /// That person is signed in here; an empty text: whoever it is.
    [[nodiscard]] bool is_for(std::string_view who);
    /// What was under way never comes back to it.
    void die();
    /// Nothing of this page is under way.
    [[nodiscard]] bool is_quiet();
    void note_notices();

    /// Nothing happens in a frozen page, until it thaws.
    [[nodiscard]] bool is_frozen() const { return *frozen_; }
    void set_frozen(bool frozen) { *frozen_ = frozen; }

private:
    void send(platform::HttpRequest request,
              std::function<void(platform::HttpReply)> done) override;

    StormPhone& phone_;
    platform::HeadlessLoop disk_tasks_;
    platform::HeadlessLoop event_tasks_;
    std::unique_ptr<StormStorage> storage_;
    platform::HeadlessPhotos photos_;
    std::unique_ptr<PhoneEvents> events_;
    std::unique_ptr<platform::HeadlessTabs> tabs_;
    std::unique_ptr<app::Portal> portal_;
    std::shared_ptr<bool> frozen_ = std::make_shared<bool>(false);
};

std::string page_name(const StormPhone& phone, const StormPage& page);

}  // namespace yg::sim
