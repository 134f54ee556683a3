// Owns the conversation with the server: the outbox's way out (push), the town's way in (pull), its
// word that there is something to pull (poke), when to try again, writing the replica to disk, and
// taking over from there what another tab wrote. Must not know screens, words or cookies of HTTP.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/lifetime.hpp"
#include "base/random.hpp"
#include "platform/clock.hpp"
#include "platform/event_stream.hpp"
#include "platform/http.hpp"
#include "platform/storage.hpp"
#include "platform/tabs.hpp"
#include "sync/replica.hpp"

namespace yg::sync {

/// What the exchange tells its owner. Called outside of any database transaction.
class Listener {
public:
    virtual ~Listener() = default;
    /// The server decided about a command of this phone.
    virtual void on_outcome(const platform::OutboxRecord& record, domain::Refusal refusal) = 0;
    /// What the server's clock says.
    virtual void on_server_time(TimeMs now) = 0;
    /// Rows, the outbox or the state of the exchange changed.
    virtual void on_change() = 0;
    /// The server says who is signed in on this phone, with every completed pull.
    virtual void on_person(const std::optional<PersonId>& person) = 0;
    /// Whose commands the outbox holds, while that person is signed in: for the rules that run on
    /// the phone. Nothing is sent without.
    virtual std::optional<domain::Person> person() = 0;
    /// Another tab has forgotten this client: everything begins again with what is stored. The
    /// exchange is of no use any more and may be destroyed by this.
    virtual void on_another_client(platform::StoredState stored) = 0;
};

struct ExchangeState {
    bool online = true;  ///< As the last request showed.
    bool running = false;
    TimeMs last_pull_at = 0;  ///< 0: none completed since the start.
    /// The server speaks another protocol than this page: nothing is sent or fetched any more, and
    /// the outbox waits for the page that is loaded next.
    bool reload_needed = false;
    /// The version of the text on personal data that the person has yet to agree to; 0: none. The
    /// server takes nothing before that hands over more of them.
    int consent_needed = 0;
    bool not_saved = false;  ///< The replica is no longer written here; the outbox still is.
    /// The town no longer fits into the replica: what is there stays, what waits is sent, but
    /// nothing more is pulled until somebody asks for it.
    bool full = false;
};

struct ExchangePorts {
    platform::Http& http;
    platform::EventStream& events;
    platform::Clock& clock;
    RandomSource& random;
    platform::Storage& storage;
    platform::Tabs& tabs;
};

class Exchange {
public:
    Exchange(ExchangePorts ports, Replica& replica, Listener& listener, ClientId client,
             std::vector<platform::OutboxRecord> outbox);
    ~Exchange();
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    /// The outbox was just read from the device: what came before its oldest record left it because
    /// the server had confirmed it. What this page alone knows may lack another page's records.
    void outbox_is_whole();

    /// Puts a command into the outbox. `done` gets its number once that is durable; the command is
    /// applied to the replica by then and on its way to the server. On an error nothing was kept.
    void submit(const domain::Command& command, CommandId id,
                std::function<void(Result<std::int64_t>)> done);

    /// Somebody asks: pushes what waits, then pulls. While running, asks for one more round.
    void sync_now();
    /// The server has noted that the person agreed to that version.
    void consent_given(int version);
    /// When `tick` wants to be called, by the steady clock (ms).
    [[nodiscard]] double next_tick_ms() const;
    void tick();

    // What platform::Tabs tells. Any tab may talk to the server; only the one that leads does so by
    // itself, listens for pokes and writes the replica and what left the outbox.
    void on_leading();
    void on_following();
    void on_news(platform::TabNews news);

    [[nodiscard]] const ExchangeState& state() const { return state_; }
    /// Records that no pull has confirmed yet, oldest first.
    [[nodiscard]] const std::vector<platform::OutboxRecord>& outbox() const { return outbox_; }
    /// Those of them whose outcome is not known yet.
    [[nodiscard]] std::vector<platform::OutboxRecord> unanswered() const;
    [[nodiscard]] int count_unanswered() const;
    [[nodiscard]] const ClientId& client() const { return client_; }
    /// Outcomes are known up to here.
    [[nodiscard]] std::int64_t answered_n() const { return answered_n_; }

    /// Writes what changed in the replica, if this tab leads; one write at a time, later changes
    /// wait for it.
    void save_replica();
    /// Another tab may have kept commands that this one hasn't heard of.
    void reload_outbox(std::function<void()> then);

private:
    /// As sync_now, but nobody in particular asks for it.
    void start_round();
    void push();
    void on_push_reply(const platform::HttpReply& reply);
    void take_outbox(std::vector<platform::OutboxRecord> found);
    /// The disk has something else than this tab knows: goes on from what is there.
    void load_anew();
    void take_stored(platform::StoredState stored);
    /// True when `result` says that another tab wrote meanwhile: everything is being loaded anew.
    bool is_stale(const Error& error);
    void add_to_outbox(const platform::OutboxRecord& record);
    void pull();
    void on_pull_reply(const platform::HttpReply& reply);
    [[nodiscard]] bool knows_all(const std::vector<codec::CommandOutcome>& outcomes) const;
    void take_pull(const codec::PullAnswer& answer);
    void stop_pulling(const std::optional<PersonId>& person);
    void finish_round(bool reached_server);
    /// The round failed: the next one comes no sooner than the server asked for.
    void give_up_round(const platform::HttpReply& reply);
    void stop_for_reload();
    /// Listens for pokes as whoever is signed in.
    void listen(const std::optional<PersonId>& person);
    void on_listening();
    void on_poke(std::string_view data);
    void on_deaf();
    /// True when the server spoke of a version that no pull has brought, and one would bring.
    bool is_behind();
    /// Waits for the next pull from now on (ms).
    [[nodiscard]] double poll_delay_ms() const;
    void learn_outcomes(const std::vector<codec::CommandOutcome>& outcomes);
    void drop_outbox_through(std::int64_t n);
    void drop_stored_through(std::int64_t n);
    void on_replica_saved(const Result<void>& saved);
    /// True while nothing is to be done unless somebody asks for it.
    [[nodiscard]] bool rests() const;
    /// For what belongs to the round under way: does nothing once that is abandoned.
    template <class Continuation>
    auto in_round(Continuation continuation) const {
        return round_.guard(std::move(continuation));
    }

    ExchangePorts ports_;
    Replica& replica_;
    Listener& listener_;
    ClientId client_;
    std::vector<platform::OutboxRecord> outbox_;
    std::int64_t answered_n_ = 0;   ///< Outcomes are known up to here.
    std::int64_t confirmed_n_ = 0;  ///< Records up to here have left the outbox.
    ExchangeState state_;
    bool again_ = false;
    bool saving_ = false;
    bool loading_ = false;      ///< What is stored, to go on from there.
    bool load_wanted_ = false;  ///< Once the write under way is over.
    bool told_ = false;         ///< In this round the server said something new.
    int failures_ = 0;
    bool listening_ = false;  ///< Pokes come.
    std::optional<PersonId> listened_as_;
    codec::ScopeVersions poked_;  ///< What we were told of since this round began.
    double next_tick_ms_ = 0;
    double held_until_ms_ = 0;  ///< The server wants to hear nothing before; by the steady clock.
    Lifetime round_;
    Lifetime lifetime_;
};

}  // namespace yg::sync
