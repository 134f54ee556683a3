// What the portal keeps between frames. Internal to app: the portal*.cpp files.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/portal.hpp"
#include "app/reader.hpp"
#include "base/lifetime.hpp"
#include "store/pending_store.hpp"
#include "sync/exchange.hpp"
#include "sync/photo_queue.hpp"
#include "sync/town_clock.hpp"

namespace yg::app {

inline constexpr std::string_view owner_key = "client_person";  ///< Preference: whose outbox it is.
inline constexpr std::string_view clock_key = "clock_correction";       ///< As above: a DurationMs.
inline constexpr std::string_view read_until_key = "inbox_read_until";  ///< As above: a TimeMs.
/// What was kept as a number; nothing when nothing was.
std::optional<std::int64_t> kept_number(platform::Preferences& preferences, std::string_view key);

/// Preferences: the concern being written, field by field.
inline std::string draft_key(std::string_view field) {
    return "draft." + std::string(field);
}

/// A model and the revision and minute it was read at: read again only when one of them moved on.
template <class Model>
struct Cached {
    Model model{};
    std::uint64_t revision = 0;  ///< 0: never read.
    TimeMs minute = 0;

    bool is_stale(std::uint64_t current_revision, TimeMs now) {
        const TimeMs current_minute = now / minute_ms;
        if (revision == current_revision && minute == current_minute) return false;
        revision = current_revision;
        minute = current_minute;
        return true;
    }
};

/// A button's action and the command that carries it out.
struct TrackedAction {
    Action action;
    std::string command_id;
    std::string subject;  ///< Title for the notice.
};

struct RemovedPhoto {
    domain::NewPhoto photo;
    std::ptrdiff_t at = 0;  ///< Its place among the draft's photos.
};

struct Portal::State final : sync::Listener, platform::PhotoListener {
    explicit State(Ports the_ports);
    ~State() override;

    sync::TownClock clock;
    Ports ports;  ///< Its clock is the one above.
    std::function<void()> notify = [] {};
    Phase phase = Phase::loading;
    std::uint64_t revision = 1;
    bool storage_failed = false;
    std::vector<Notice> notices;

    std::unique_ptr<sync::Replica> replica;
    std::unique_ptr<sync::Exchange> exchange;
    sync::PhotoQueue photo_queue;
    std::map<std::string, platform::KeptPhoto, std::less<>> kept_photos;  ///< By id.
    bool photos_loaded = false;
    std::set<std::string> photos_looked_for;  ///< On the disk: rows name them, this page didn't.
    std::optional<domain::Person> me;
    /// Whose work this page's exchange holds: another page may have begun anew for somebody else.
    std::string work_owner;

    // Models; `raise`, `day` and `calendar` also hold what the person is choosing.
    Cached<Home> home;
    Cached<Inbox> inbox;
    std::optional<TimeMs> inbox_opened_until;  ///< What was read when it was opened last.
    Cached<Raise> raise;
    Cached<ConcernList> concerns;
    std::string concerns_searched;  ///< What the list was last read for.
    Cached<std::map<std::string, std::optional<ConcernRow>, std::less<>>> concern_rows;
    Cached<std::optional<ConcernDetail>> concern;
    ConcernId concern_id;
    Cached<RoomList> rooms;
    Cached<RoomDay> day;
    RoomId day_room;
    bool day_found = false;
    Cached<Calendar> calendar;
    Cached<std::optional<ActivityDetail>> activity;
    ActivityId activity_id;
    Cached<Me> me_model;
    std::vector<SampleAccount> sample_accounts;
    std::optional<store::RefusedCommand> dismissed;  ///< The last one; can be brought back.
    std::optional<RemovedPhoto> removed_photo;       ///< As above.
    bool forgetting = false;                         ///< The client, at this moment.
    bool demo = false;
    bool accounts_loading = false;
    bool accounts_failed = false;
    Sessions sessions;
    SignIn sign_in;               ///< Also holds what the person is typing.
    std::string sign_in_request;  ///< The server's name for the code that was sent here.
    double resend_at_ms = 0;      ///< On the steady clock.
    int consent_put_off = 0;      ///< That version, for now.
    MyData my_data;
    double my_data_fresh_until_ms = 0;  ///< On the steady clock.
    Correction correction;              ///< Also holds what the person is typing.
    bool correcting = false;            ///< It was filled in for this visit.
    bool asking_for_owner = false;      ///< Whether whose work waits here still has an account.

    /// By what it is about: "raise", "book:<room>", "cancel:<booking>", "join:<activity>" …
    std::map<std::string, TrackedAction, std::less<>> actions;
    Lifetime lifetime;

    // sync::Listener
    void on_outcome(const platform::OutboxRecord& record, domain::Refusal refusal) override;
    void on_server_time(TimeMs now) override;
    void on_change() override;
    void on_person(const std::optional<PersonId>& person_id) override;
    std::optional<domain::Person> person() override;
    void on_another_client(platform::StoredState stored) override;

    // platform::PhotoListener
    void on_photos_chosen(int count) override;
    void on_photo_kept(platform::KeptPhoto photo) override;
    void on_photo_failed(platform::PhotoFailure failure) override;

    [[nodiscard]] TimeMs now() const { return ports.clock.now(); }
    Reader reader();
    Action action_of(std::string_view key) const;
    std::vector<platform::OutboxRecord> unanswered() const;
    void changed();
    void add_notice(Notice notice);

    void join_tabs();
    void open(Result<platform::StoredState> stored);
    void start_exchange(ClientId client, std::vector<platform::OutboxRecord> outbox);
    void update_phase();
    void load_me(const PersonId& id);
    void set_me(std::optional<domain::Person> person);

    /// Checks by the phone's rules, then keeps and sends. `key` names the action.
    void perform(const std::string& key, const domain::Command& command, CommandId id,
                 std::string subject);
    CommandId new_command_id();
    /// Up to when the inbox was read on this device.
    [[nodiscard]] TimeMs read_until() const;
    void new_draft();
    void keep_draft();
    void drop_mended_refusals();
    domain::FieldRefusals wrong_in_step(RaiseStep step);
    void restore_draft();
    void restore_draft_photos();
    void load_photos();
    /// What rows, outbox and device now say of photos: sends what waits, forgets what is done.
    void refresh_photos();
    void look_for_photos();
    /// Ids of photos whose concern was kept, as remembered when their owner was signed in last.
    [[nodiscard]] std::set<std::string> photos_waiting() const;
    void remember_waiting_photos(const std::vector<domain::Photo>& unarrived);
    void forget_waiting_photos();
    void forget_photos(std::vector<std::string> ids);
    /// Photos that nothing names any more, once everything that could is known.
    [[nodiscard]] std::vector<std::string> orphaned_photos();
    [[nodiscard]] std::vector<ConcernPhoto> photos_of(const ConcernId& id);
    /// Commands and photos that would be lost if the phone were wiped now.
    [[nodiscard]] int count_unsent() const;
    /// The page before this one may have died between keeping the concern and clearing its form.
    void drop_kept_draft();
    void check_selection();
    void offer_alternatives();
    void finish_sign_in(const platform::HttpReply& reply);
    /// The server says who is signed in now. What waits here and is somebody else's must not be
    /// sent in this person's name, nor lost.
    void accept_sign_in(const domain::Person& accepted);
    void forget_sign_in_form();
    void on_code_reply(const platform::HttpReply& reply);
    void on_code_finished(const platform::HttpReply& reply);
    void refuse_sign_in(const platform::HttpReply& reply);
    void request_sessions(platform::HttpRequest request);
    /// Somebody else's work waits on this phone: undoes the sign-in that just succeeded.
    void undo_sign_in();
    void request_sign_in(const PersonId& account);
    void finish_sign_out(const platform::HttpReply& reply);
    /// Makes the outbox that of whoever is signed in now, or signs that person out again while it
    /// holds somebody else's work.
    void own_client();
    /// Wipes the phone and continues as a new client. Not while something after `answered_n` waits
    /// to be answered.
    void forget_client(std::int64_t answered_n, std::function<void(bool)> done);
    void forget_client(std::function<void(bool)> done) {
        forget_client(exchange->answered_n(), std::move(done));
    }
    /// What was corrected shows at once; the file that was fetched says what was.
    void show_correction();
    void on_agreed(int version, const platform::HttpReply& reply);
    void on_my_data(const platform::HttpReply& reply);
    [[nodiscard]] domain::CorrectPerson correction_command() const;
    void on_erased(const platform::HttpReply& reply);
    /// Wipes the phone with all that waits, which nobody can send any more: its account is gone.
    void discard_client(std::function<void(bool)> done);
    /// Does that if the server says that whose work waits here has no account any more; tells
    /// whether it did.
    void discard_work_of_erased(std::function<void(bool)> done);
    /// What this page holds of the person beside the database.
    void forget_forms();

private:
    std::vector<platform::OutboxRecord> unanswered_;  ///< Backs the last reader().
};

}  // namespace yg::app
