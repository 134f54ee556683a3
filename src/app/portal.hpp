// The whole portal without its looks: session, local data, outbox and one model per screen.
// The interface reads models and calls actions; it never waits and never sees SQL, JSON or HTTP.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/activities.hpp"
#include "app/concerns.hpp"
#include "app/home.hpp"
#include "app/inbox.hpp"
#include "app/me.hpp"
#include "app/my_data.hpp"
#include "app/raise.hpp"
#include "app/rooms.hpp"
#include "app/sessions.hpp"
#include "app/sign_in.hpp"
#include "base/random.hpp"
#include "platform/clock.hpp"
#include "platform/event_stream.hpp"
#include "platform/http.hpp"
#include "platform/photos.hpp"
#include "platform/preferences.hpp"
#include "platform/storage.hpp"
#include "platform/tabs.hpp"

namespace yg::app {

struct Ports {
    platform::Http& http;
    platform::EventStream& events;
    platform::Clock& clock;
    RandomSource& random;
    platform::Storage& storage;
    platform::Preferences& preferences;
    platform::Photos& photos;
    platform::Tabs& tabs;
};

enum class Phase : std::uint8_t {
    loading,      ///< Reading what the phone has.
    first_sync,   ///< Nothing on the phone yet; waiting for the server.
    unreachable,  ///< Nothing on the phone and the server can't be reached.
    ready,
};

/// A short message that appears by itself.
struct Notice {
    enum class Kind : std::uint8_t {
        concern_delivered,
        booking_confirmed,
        sign_up_confirmed,
        cancelled,
        corrected,
        refused,    ///< See `refusal`.
        not_saved,  ///< The phone could not keep it.
        signed_in,
        signed_out,
        erased,  ///< The account is gone.
        agreed,  ///< To the text on personal data.
    };
    Kind kind = Kind::concern_delivered;
    domain::Refusal refusal = domain::Refusal::none;
    std::string title;            ///< What it is about; may be empty.
    std::string command_id = {};  ///< Of the command that was decided; empty for other news.
};

class Portal {
public:
    explicit Portal(Ports ports);
    ~Portal();
    Portal(const Portal&) = delete;
    Portal& operator=(const Portal&) = delete;

    /// Loads what the phone has, then syncs. `on_change` is called whenever a model may have
    /// changed (redraw then); never from inside an action.
    void start(std::function<void()> on_change);

    // What the page tells
    void on_visible();
    void on_online();
    /// The steady time (ms) at which `tick` wants to be called; call it then.
    [[nodiscard]] double next_tick_ms() const;
    void tick();

    [[nodiscard]] Phase phase() const;
    /// Changes whenever any model may have changed.
    [[nodiscard]] std::uint64_t revision() const;
    /// Messages since the last call, oldest first.
    std::vector<Notice> take_notices();

    // One model per screen. References stay valid until the next change or call of the same kind.
    const Home& home();
    Raise& raise();
    ConcernList& concerns();
    /// One of the list; nullptr when it is gone.
    const ConcernRow* concern_row(const ConcernId& id);
    /// Nullptr when there is no such concern here.
    const ConcernDetail* concern(const ConcernId& id);
    const RoomList& rooms();
    RoomDay* room_day(const RoomId& id);
    const Calendar& calendar();
    const ActivityDetail* activity(const ActivityId& id);
    const Me& me();
    const Inbox& inbox();
    SignIn& sign_in_form();
    [[nodiscard]] const Sessions& sessions() const;
    [[nodiscard]] const MyData& my_data() const;
    /// Filled in with what was known at `begin_correction`.
    Correction& correction();
    /// How far deleting the account has come.
    [[nodiscard]] Action erase_action() const;
    [[nodiscard]] SyncState sync_state() const;

    /// Whether the person is asked to agree to the text on personal data.
    [[nodiscard]] ConsentAsk consent_ask() const;

    // 回音
    /// The person looks at it: what is in it is read from now on, and stays marked as new
    /// meanwhile.
    void open_inbox();

    // 我要说
    void keep_draft();
    /// Takes the photo out of the draft; its bytes are forgotten once nothing named it for a while.
    void remove_photo(PhotoId photo);
    /// Brings back the photo that was removed last, unless the draft was sent or is full since.
    void restore_photo();
    /// Checks the step's fields; moves on when they are right.
    void raise_next();
    /// Shows this step, or the first before it that isn't filled in.
    void raise_show(RaiseStep wanted);
    /// The grid whose polygon holds the point becomes the draft's place; false when outside.
    bool pick_grid_at(domain::Point point);
    void submit_concern();
    /// A fresh form.
    void raise_another();

    // 约场地
    void show_day(const RoomId& room, LocalDate date);
    /// A tap on a slot: starts, extends or clears the selection.
    void tap_slot(const RoomId& room, TimeMs slot_start);
    void select_time(const RoomId& room, Interval when);
    void book(const RoomId& room);
    void cancel_booking(const BookingId& booking);

    // 看活动
    void show_month(LocalDate month);
    void select_date(LocalDate date);
    void set_filter(ActivityFilter filter);
    void join_activity(const ActivityId& activity);
    void leave_activity(const ActivityId& activity);

    // 我的
    /// Has a one-time code sent to the number that is typed; again after `resend_wait_ms`.
    void request_code();
    /// What was typed changed: a field that was put right stops complaining.
    void sign_in_typed(domain::Field field);
    /// How long until another code may be asked for; 0: now.
    [[nodiscard]] DurationMs resend_wait_ms() const;
    /// Signs in with what is typed; staff are then asked for their second step.
    void finish_sign_in();
    /// Back to the number.
    void change_phone();
    void load_sample_accounts();
    void sign_in(const PersonId& sample_account);
    /// Asks the server where the person is signed in.
    void load_sessions();
    /// Signs the person out on another device.
    void revoke_session(std::string_view id);
    /// Wipes everything of the person from the phone. Refused while work is unsent: it would be
    /// lost.
    void sign_out();
    /// Agrees to the text on personal data that this page has.
    void agree();
    /// Asks again when something is to be sent, or with the next page.
    void put_off_consent();
    /// Asks the server for everything it keeps of the person.
    void load_my_data();
    /// The same, unless that was done less than a minute ago.
    void open_my_data();
    /// What was typed changed: a field that was put right stops complaining.
    void correction_typed();
    void save_correction();
    /// A fresh form.
    void begin_correction();
    /// Deletes the account and wipes the phone. Refused while work is unsent, and to staff.
    void erase_account();
    void dismiss_refused(std::string_view command_id);
    /// Brings back the one dismissed last.
    void restore_refused();
    void sync_now();
    /// True when the page may load itself anew because `SyncState::reload_needed`: at most once for
    /// each protocol, and not while anything is typed that would be lost.
    bool claim_reload();

private:
    friend struct PortalProbe;  // Tests look behind the screens with it.
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace yg::app
