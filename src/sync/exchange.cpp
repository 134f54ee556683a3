#include "sync/exchange.hpp"

#include <algorithm>

#include "codec/command_codec.hpp"
#include "sync/retry.hpp"

namespace yg::sync {
namespace {

constexpr double never_ms = 1e15;
constexpr double poll_interval_ms = 60'000;
/// While the server pokes, a pull now and then only makes up for a poke that got lost.
constexpr double poked_poll_interval_ms = 5 * 60'000;
/// Commands in one push; the rest follow in the same round.
constexpr std::size_t push_batch = 20;

bool is_success(const platform::HttpReply& reply) {
    return reply.status >= 200 && reply.status < 300;
}

/// The server decided nothing, as when it can't be reached: it wants less traffic (429) or can do
/// nothing now (503).
bool asks_to_wait(const platform::HttpReply& reply) {
    return reply.status == 429 || reply.status == 503;
}

bool asks_for_reload(const platform::HttpReply& reply) {
    if (reply.status != 409) return false;
    const auto error = codec::decode_error_answer(reply.body);
    return error.ok() && error.value().code == codec::reload_needed;
}

}  // namespace

Exchange::Exchange(ExchangePorts ports, Replica& replica, Listener& listener, ClientId client,
                   std::vector<platform::OutboxRecord> outbox)
    : ports_(ports),
      replica_(replica),
      listener_(listener),
      client_(std::move(client)),
      outbox_(std::move(outbox)),
      next_tick_ms_(ports.clock.steady_ms()) {
    const auto request = replica_.next_pull(client_);
    if (request.ok()) answered_n_ = request.value().outcomes_after;
}

Exchange::~Exchange() {
    ports_.events.close();
}

std::vector<platform::OutboxRecord> Exchange::unanswered() const {
    std::vector<platform::OutboxRecord> records;
    std::copy_if(outbox_.begin(), outbox_.end(), std::back_inserter(records),
                 [this](const auto& record) { return record.n > answered_n_; });
    return records;
}

int Exchange::count_unanswered() const {
    return static_cast<int>(
        std::count_if(outbox_.begin(), outbox_.end(),
                      [this](const auto& record) { return record.n > answered_n_; }));
}

void Exchange::submit(const domain::Command& command, CommandId id,
                      std::function<void(Result<std::int64_t>)> done) {
    auto encoded = codec::encode(command);
    platform::OutboxRecord record{
        .n = 0, .id = id.text(), .name = std::move(encoded.name), .args = std::move(encoded.args)};
    ports_.storage.append_outbox(
        record, lifetime_.guard([this, record,
                                 done = std::move(done)](Result<std::int64_t> appended) mutable {
            if (!appended.ok()) {
                done(appended.error());
                (void)is_stale(appended.error());
                return;
            }
            record.n = appended.value();
            add_to_outbox(record);
            ports_.tabs.tell(platform::TabNews::outbox);
            // The record is durable: even if the replica can't show it, the server will
            // get it.
            (void)replica_.catch_up({record}, listener_.person(), ports_.clock.now()).ok();
            save_replica();
            done(record.n);
            listener_.on_change();
            start_round();
        }));
}

void Exchange::sync_now() {
    state_.full = false;  // Room may have been made; if not, a single page finds that out.
    start_round();
}

void Exchange::start_round() {
    if (state_.reload_needed) return;
    if (state_.running) {
        again_ = true;
        return;
    }
    // What waits goes with the next tick.
    if (ports_.clock.steady_ms() < held_until_ms_) return;
    state_.running = true;
    poked_.clear();  // What they were about comes with this round.
    listener_.on_change();
    push();
}

void Exchange::consent_given(int version) {
    if (state_.consent_needed == version) state_.consent_needed = 0;
    sync_now();
}

bool Exchange::rests() const {
    return !ports_.tabs.leads() && failures_ == 0 && count_unanswered() == 0;
}

double Exchange::next_tick_ms() const {
    return rests() ? never_ms : next_tick_ms_;
}

void Exchange::tick() {
    if (state_.running || ports_.clock.steady_ms() < next_tick_ms()) return;
    // Nobody asked for this round, so nobody is shown that it began: a page at rest stays at rest.
    state_.running = true;
    push();
}

void Exchange::push() {
    const std::optional<domain::Person> person = listener_.person();
    if (!person) {
        // A pull says who is signed in.
        pull();
        return;
    }
    codec::PushRequest request{
        .client_id = client_, .settled_n = answered_n_, .commands = {}, .person = person->id};
    for (const auto& record : outbox_) {
        if (record.n <= answered_n_) continue;
        if (request.commands.size() == push_batch) break;
        request.commands.push_back({.n = record.n,
                                    .id = CommandId::trusted(record.id),
                                    .name = record.name,
                                    .args = record.args});
    }
    if (request.commands.empty()) {
        pull();
        return;
    }
    ports_.http.send({.path = "/api/v1/push", .body = codec::encode(request)},
                     in_round([this](const platform::HttpReply& reply) { on_push_reply(reply); }));
}

void Exchange::on_push_reply(const platform::HttpReply& reply) {
    if (asks_for_reload(reply)) return stop_for_reload();
    const auto answer = codec::decode_push_answer(reply.body);
    if (!is_success(reply) || !answer.ok()) {
        // Not an answer about the commands: they stay. Being told "not signed in" or "in another
        // order" is cleared up by a pull, which says who is signed in and how far we came.
        const bool not_in_order = reply.status == 400 || reply.status == 409;
        if (not_in_order) return reload_outbox(in_round([this] { pull(); }));
        const bool server_spoke = reply.status >= 400 && reply.status < 500 && !asks_to_wait(reply);
        server_spoke ? pull() : give_up_round(reply);
        return;
    }
    const std::int64_t before = answered_n_;
    const auto& outcomes = answer.value().outcomes;
    // Of what another page sent in between only a pull tells.
    if (!outcomes.empty() && outcomes.front().n > answered_n_ + 1) return pull();
    learn_outcomes(outcomes);
    answered_n_ > before ? push() : pull();
}

void Exchange::learn_outcomes(const std::vector<codec::CommandOutcome>& outcomes) {
    told_ |= !outcomes.empty();
    (void)replica_.note_outcomes(outcomes, ports_.clock.now()).ok();
    for (const auto& outcome : outcomes) {
        if (outcome.n <= answered_n_) continue;
        answered_n_ = outcome.n;
        const auto record = std::find_if(outbox_.begin(), outbox_.end(),
                                         [&](const auto& one) { return one.n == outcome.n; });
        if (record != outbox_.end()) listener_.on_outcome(*record, outcome.refusal);
    }
    save_replica();
    listener_.on_change();
}

void Exchange::pull() {
    if (state_.full) return finish_round(true);
    const auto request = replica_.next_pull(client_);
    if (!request.ok()) {
        finish_round(false);
        return;
    }
    ports_.http.send({.path = "/api/v1/pull", .body = codec::encode(request.value())},
                     in_round([this](const platform::HttpReply& reply) { on_pull_reply(reply); }));
}

void Exchange::on_pull_reply(const platform::HttpReply& reply) {
    if (asks_for_reload(reply)) return stop_for_reload();
    const auto answer = codec::decode_pull_answer(reply.body);
    if (!is_success(reply) || !answer.ok()) {
        give_up_round(reply);
        return;
    }
    if (knows_all(answer.value().outcomes)) return take_pull(answer.value());
    reload_outbox(in_round([this, taken = answer.value()] { take_pull(taken); }));
}

/// What isn't in the outbox is told to nobody, and would be dropped from the disk all the same.
bool Exchange::knows_all(const std::vector<codec::CommandOutcome>& outcomes) const {
    return std::all_of(outcomes.begin(), outcomes.end(), [this](const auto& outcome) {
        return outcome.n <= answered_n_ ||
               std::any_of(outbox_.begin(), outbox_.end(),
                           [&](const auto& record) { return record.n == outcome.n; });
    });
}

void Exchange::take_pull(const codec::PullAnswer& answer) {
    if (answer.now > 0) listener_.on_server_time(answer.now);
    told_ |= !answer.rows.empty() || !answer.reset.empty() || listened_as_ != answer.person;
    // Told before the rows, while the outbox still has the records the outcomes are about.
    learn_outcomes(answer.outcomes);
    const TimeMs now = ports_.clock.now();
    // What waits is shown only to whose it is; the answer says who is signed in from now on.
    std::optional<domain::Person> person = listener_.person();
    if (person && answer.person != person->id) person.reset();
    if (const auto rebased = replica_.rebase(answer, person, now); !rebased.ok()) {
        if (rebased.error().kind == ErrorKind::full) return stop_pulling(answer.person);
        // The image is a cache: build it anew, keeping the outbox.
        const bool fresh = replica_.start_over().ok();
        if (fresh) again_ = true;
        finish_round(false);
        return;
    }
    if (answer.more) {
        save_replica();
        pull();
        return;
    }
    answered_n_ = std::max(answered_n_, answer.last_n);
    drop_outbox_through(answer.last_n);
    // After a rebuild the replica doesn't know what still waits in the outbox.
    (void)replica_.catch_up(outbox_, person, now).ok();
    save_replica();
    state_.last_pull_at = now;
    state_.consent_needed = answer.consent_needed;
    const bool could_push = listener_.person().has_value();
    listener_.on_person(answer.person);
    listen(answer.person);
    if (std::exchange(told_, false) && ports_.tabs.leads()) {
        ports_.tabs.tell(platform::TabNews::town);
    }
    if (!could_push && listener_.person() && count_unanswered() > 0) again_ = true;
    finish_round(true);
}

/// Building it anew would fetch the whole town again, only to fail at the same row.
void Exchange::stop_pulling(const std::optional<PersonId>& person) {
    state_.full = true;
    save_replica();
    listener_.on_person(person);
    finish_round(true);
}

void Exchange::listen(const std::optional<PersonId>& person) {
    if (listened_as_ != person) {
        // The server chose the scopes for whoever was signed in before.
        ports_.events.close();
        listening_ = false;
        listened_as_ = person;
        poked_.clear();
    }
    if (!ports_.tabs.leads()) return;
    ports_.events.open(
        "/api/v1/poke", "poke",
        {.on_open = lifetime_.guard([this] { on_listening(); }),
         .on_event = lifetime_.guard([this](std::string_view data) { on_poke(data); }),
         .on_lost = lifetime_.guard([this] { on_deaf(); })});
}

void Exchange::on_listening() {
    // What changed since the last pull is told at once: no need to look.
    listening_ = true;
    if (!state_.running && failures_ == 0) {
        next_tick_ms_ = ports_.clock.steady_ms() + poll_delay_ms();
    }
}

void Exchange::on_poke(std::string_view data) {
    const auto poke = codec::decode_poke(data);
    if (!poke.ok()) return;
    const bool known = poked_.contains(poke.value().scope);
    if (!known && poked_.size() >= codec::max_scopes) return;
    std::int64_t& version = poked_[poke.value().scope];
    version = std::max(version, poke.value().version);
    // A round under way looks again when it ends; one that failed comes when it backed off.
    if (!state_.running && failures_ == 0 && is_behind()) start_round();
}

void Exchange::on_deaf() {
    if (!listening_) return;
    listening_ = false;
    const double soon_ms = ports_.clock.steady_ms() + poll_delay_ms();
    next_tick_ms_ = std::min(next_tick_ms_, std::max(soon_ms, held_until_ms_));
}

bool Exchange::is_behind() {
    if (state_.full) return false;
    const auto request = replica_.next_pull(client_);
    if (!request.ok()) return false;
    const codec::ScopeVersions& pulled = request.value().cookie;
    return std::any_of(poked_.begin(), poked_.end(), [&](const auto& poked) {
        const auto found = pulled.find(poked.first);
        return found == pulled.end() || found->second < poked.second;
    });
}

double Exchange::poll_delay_ms() const {
    return listening_ ? poked_poll_interval_ms : poll_interval_ms;
}

void Exchange::finish_round(bool reached_server) {
    state_.running = false;
    state_.online = reached_server;
    failures_ = reached_server ? 0 : failures_ + 1;
    if (reached_server) held_until_ms_ = 0;
    const double wait_ms =
        reached_server ? poll_delay_ms() : retry_delay_ms(failures_, ports_.random);
    next_tick_ms_ = std::max(ports_.clock.steady_ms(), held_until_ms_) + wait_ms;
    listener_.on_change();
    if (reached_server && is_behind()) again_ = true;  // Poked while the pull was on its way.
    if (again_) {
        again_ = false;
        if (reached_server || failures_ <= 1) start_round();
    }
}

void Exchange::give_up_round(const platform::HttpReply& reply) {
    if (asks_to_wait(reply)) {
        const double hold_ms = asked_delay_ms(reply.retry_after_s);
        held_until_ms_ = ports_.clock.steady_ms() + hold_ms;
    }
    finish_round(false);
}

void Exchange::stop_for_reload() {
    state_.running = false;
    state_.online = true;
    state_.reload_needed = true;
    again_ = false;
    next_tick_ms_ = never_ms;
    ports_.events.close();
    listener_.on_change();
}

}  // namespace yg::sync
