// One schedule: people with phones, a server and everything that can go wrong between them, chosen
// step by step from one seed. The same seed is the same run.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/invariants.hpp"
#include "sim/invariants_private.hpp"
#include "sim/storm_phone.hpp"
#include "sim/storm_server.hpp"

namespace yg::sim {

/// How a town begins, made once: everybody has an own phone that is signed in and has synced.
struct StormStart {
    struct Phone {
        std::string person;  ///< Whose it is.
        platform::HeadlessDisk disk;
        platform::HeadlessPreferences preferences;
        std::string cookie;
    };
    DatabaseCopy database;
    std::vector<Phone> phones;

    static const StormStart& get();
};

struct StormReport {
    std::uint64_t seed = 0;
    std::uint64_t steps = 0;
    std::uint64_t kept = 0;     ///< Commands that people were told are kept.
    std::uint64_t refused = 0;  ///< Of the server's outcomes.
    std::uint64_t crashes = 0;  ///< Of pages and of the server.
    std::uint64_t photos = 0;   ///< That arrived.
    std::uint64_t erased = 0;   ///< Accounts.
    std::string violation;      ///< Empty: all invariants held.
};

class Storm {
public:
    using Trace = std::function<void(const std::string&)>;

    Storm(const StormStart& start, std::uint64_t seed, Trace trace = nullptr);
    ~Storm();

    StormReport run();

private:
    friend struct StormStart;
    struct Move;
    struct Deed;

    // What may happen next
    void step();
    void run_page_task(platform::HeadlessLoop& (StormPage::*tasks)(), std::string_view what);
    void move_flight();
    void commit();
    void act();
    void pass_time();
    void go_wrong();

    // A request's way
    void launch(const std::shared_ptr<Flight>& flight);
    void arrive_at_server(const std::shared_ptr<Flight>& flight);
    void land(const std::shared_ptr<Flight>& flight);
    void fail(const std::shared_ptr<Flight>& flight, bool cookie_came);
    void send_late(const Flight& given_up);

    // What people do
    bool go_on_with(bool (*began)(StormPage&), void (Storm::*how)(StormPage&));
    /// That nobody else has, and that say whose they are.
    std::string private_words(StormPage& page, std::string_view what);
    void raise_concern(StormPage& page);
    void add_photo(StormPage& page);
    void remove_photo(StormPage& page);
    void book_room(StormPage& page);
    void cancel_booking(StormPage& page);
    void join_activity(StormPage& page);
    void leave_activity(StormPage& page);
    void sign_in(StormPhone& phone, StormPage& page);
    void sign_in_by_number(StormPage& page);
    void sign_out(StormPhone& phone, StormPage& page);
    void correct_person(StormPage& page);
    void erase_account(StormPage& page);
    void pull_down(StormPhone& phone, StormPage& page);

    // What goes wrong
    void crash_page();
    void crash_server();
    void see_crash();
    void change_disk(StormPhone& phone);
    void turn_to_tab();
    void hide_tab();
    void freeze_or_thaw_tab();
    void change_account();

    // Afterwards
    void calm();
    void settle();
    void bring_everybody_home();
    std::string person_awaited(StormPhone& phone);
    bool has_photos_to_send(const StormPhone& phone);
    void sign_in_all(const std::vector<std::string>& persons);
    void let_time_pass(DurationMs by);
    void sync_all();
    void sync_once();
    void restart_if_drop_was_aborted(StormPhone& phone);
    void restart_if_photo_was_refused(StormPhone& phone);
    void restart(StormPhone& phone);
    void judge_end();
    void judge_erasures();
    void judge_leftovers();

    void check_server();
    void check_page(StormPage& page);
    void violate(const Violation& violation);
    void note(std::string what);
    void note_notices();
    void note_refused_lists();

    StormPhone& any_phone() { return *phones_[random_.below(phones_.size())]; }
    /// Nothing when no page of any phone fits.
    std::pair<StormPhone*, StormPage*> any_page(const std::function<bool(StormPage&)>& fits);
    bool chance(int percent) { return random_.below(100) < static_cast<std::uint64_t>(percent); }

    fakes::SeededRandom random_;
    Trace trace_;
    StormReport report_;
    int roughness_;  ///< Percent of messages that are lost or repeated.
    StormServer server_;
    Sky sky_;
    std::vector<std::unique_ptr<StormPhone>> phones_;
    int words_ = 0;  ///< So many words that nobody else uses were made up.
    std::map<std::string, std::vector<std::string>> contacts_;  ///< By person: numbers to call.
};

/// Runs the schedule; when it violates an invariant, runs it again and gives the whole trace with
/// what is wrong.
StormReport run_storm(std::uint64_t seed);

}  // namespace yg::sim
