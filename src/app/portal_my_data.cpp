// Seeing, correcting and deleting what the town keeps of the person: what the buttons do, and what
// the answers change.
#include <algorithm>

#include "app/portal_state.hpp"
#include "codec/my_data_codec.hpp"
#include "domain/person/consent.hpp"
#include "domain/person/erase_account.hpp"

namespace yg::app {
namespace {

using domain::Field;
using domain::Refusal;

constexpr std::string_view correct_key = "correct";
constexpr std::string_view erase_key = "erase";
constexpr std::string_view agree_key = "agree";

Action refused_with(Refusal refusal) {
    return {.state = Action::State::refused, .refusals = {{Field::form, refusal}}};
}

/// Why the server didn't do it; none when it didn't say.
Refusal refusal_of(const platform::HttpReply& reply) {
    const auto error = codec::decode_error_answer(reply.body);
    if (!error.ok()) return Refusal::none;
    for (const Refusal known : {Refusal::not_signed_in, Refusal::not_allowed,
                                Refusal::account_has_duties, Refusal::consent_outdated}) {
        if (error.value().code == domain::name_of(known)) return known;
    }
    return Refusal::none;
}

}  // namespace

// ---- Agreeing ----------------------------------------------------------------------------------

ConsentAsk Portal::consent_ask() const {
    const State& state = *state_;
    if (!state.me || !state.exchange) return {};
    const int version = state.exchange->state().consent_needed;
    return {.wanted = version != 0,
            .put_off = version != 0 && state.consent_put_off == version,
            .page_is_old = version != domain::personal_data_text().version,
            .waiting = state.exchange->count_unanswered(),
            .action = state.action_of(agree_key)};
}

void Portal::put_off_consent() {
    State& state = *state_;
    if (!state.exchange) return;
    state.consent_put_off = state.exchange->state().consent_needed;
    state.changed();
}

void Portal::agree() {
    State& state = *state_;
    if (!state.me || !state.exchange) return;
    auto& tracked = state.actions[std::string(agree_key)];
    if (tracked.action.busy()) return;
    tracked.action = {.state = Action::State::saving, .refusals = {}};
    state.changed();
    const int version = domain::personal_data_text().version;
    state.ports.http.send(
        {.path = "/api/v1/consent", .body = codec::encode(codec::AgreeRequest{version})},
        state.lifetime.guard([&state, version](const platform::HttpReply& reply) {
            state.on_agreed(version, reply);
        }));
}

void Portal::State::on_agreed(int version, const platform::HttpReply& reply) {
    const auto answer = codec::decode_agree_request(reply.body);
    if (reply.status != 200 || !answer.ok()) {
        const Refusal refusal = refusal_of(reply);
        actions[std::string(agree_key)].action =
            refused_with(refusal == Refusal::none ? Refusal::server_unreachable : refusal);
        changed();
        return exchange->sync_now();  // Tells which version is in force, and who is signed in.
    }
    actions.erase(std::string(agree_key));
    my_data = {};  // It lists what was agreed to.
    add_notice({.kind = Notice::Kind::agreed, .refusal = {}, .title = {}});
    exchange->consent_given(version);
    changed();
}

// ---- Seeing ------------------------------------------------------------------------------------

const MyData& Portal::my_data() const {
    return state_->my_data;
}

void Portal::load_my_data() {
    State& state = *state_;
    if (state.my_data.state == MyData::State::loading || !state.me) return;
    state.my_data.state = MyData::State::loading;
    state.changed();
    state.ports.http.send({.path = "/api/v1/my_data", .body = {}},
                          state.lifetime.guard([&state](const platform::HttpReply& reply) {
                              state.on_my_data(reply);
                          }));
}

void Portal::open_my_data() {
    const State& state = *state_;
    const bool fresh = state.my_data.state == MyData::State::loaded &&
                       state.ports.clock.steady_ms() < state.my_data_fresh_until_ms;
    if (!fresh) load_my_data();
}

void Portal::State::on_my_data(const platform::HttpReply& reply) {
    // Signed out meanwhile: what comes is nobody's.
    if (my_data.state != MyData::State::loading) return;
    auto answer = codec::decode_my_data(reply.body);
    if (reply.status != 200 || !answer.ok() || !me || answer.value().account.id != me->id) {
        my_data.state = MyData::State::failed;
        my_data.too_often = reply.status == 429;
        return changed();
    }
    codec::MyDataSummary summary = std::move(answer).value();
    my_data = {.state = MyData::State::loaded,
               .too_often = false,
               .at = summary.at,
               .consents = std::move(summary.consents),
               .views = std::move(summary.views),
               .concerns = summary.concerns,
               .bookings = summary.bookings,
               .sign_ups = summary.sign_ups,
               .sessions = summary.sessions,
               .file = reply.body};
    my_data_fresh_until_ms = ports.clock.steady_ms() + minute_ms;
    changed();
}

// ---- Correcting --------------------------------------------------------------------------------

Correction& Portal::correction() {
    State& state = *state_;
    Correction& form = state.correction;
    if (!state.correcting && state.me) {
        form = {.name = state.me->name, .contact = state.me->contact, .action = {}};
        state.correcting = true;
    }
    form.action = state.action_of(correct_key);
    return form;
}

void Portal::correction_typed() {
    State& state = *state_;
    const auto tracked = state.actions.find(correct_key);
    if (tracked == state.actions.end() || !state.replica) return;
    const auto found =
        or_empty(state.replica->check(state.correction_command(), state.me, state.now()));
    std::erase_if(tracked->second.action.refusals, [&](const domain::FieldRefusal& refusal) {
        return std::ranges::find(found, refusal) == found.end();
    });
}

void Portal::save_correction() {
    State& state = *state_;
    state.perform(std::string(correct_key), state.correction_command(), state.new_command_id(),
                  state.correction.name);
}

void Portal::begin_correction() {
    State& state = *state_;
    state.correcting = false;
    if (!state.action_of(correct_key).busy()) state.actions.erase(std::string(correct_key));
}

domain::CorrectPerson Portal::State::correction_command() const {
    return {.called = correction.name, .contact = correction.contact};
}

void Portal::State::show_correction() {
    if (me) load_me(me->id);
    if (my_data.state != MyData::State::loading) my_data = {};
}

// ---- Deleting ----------------------------------------------------------------------------------

Action Portal::erase_action() const {
    return state_->action_of(erase_key);
}

void Portal::erase_account() {
    State& state = *state_;
    if (!state.me || !state.exchange) return;
    auto& tracked = state.actions[std::string(erase_key)];
    if (tracked.action.busy()) return;
    const domain::EraseAccount erasure{.person = state.me->id};
    const auto refusals = domain::apply_rules(domain::erase_account_rules(), erasure,
                                              domain::EraseAccountFacts{.person = state.me});
    if (!refusals.empty()) {
        tracked.action = {.state = Action::State::refused, .refusals = refusals};
        return state.changed();
    }
    if (state.count_unsent() > 0) {
        // What the person asked for reaches the town first: then they see what they give up.
        tracked.action = refused_with(Refusal::unsent_work);
        state.changed();
        return sync_now();
    }
    tracked.action = {.state = Action::State::saving, .refusals = {}};
    state.changed();
    state.ports.http.send({.path = "/api/v1/my_data/delete",
                           .body = codec::encode(codec::EraseAccountRequest{erasure.person})},
                          state.lifetime.guard([&state](const platform::HttpReply& reply) {
                              state.on_erased(reply);
                          }));
}

void Portal::State::on_erased(const platform::HttpReply& reply) {
    auto& tracked = actions[std::string(erase_key)];
    if (reply.status != 200) {
        const Refusal refusal = refusal_of(reply);
        tracked.action = refusal == Refusal::none
                             ? Action{.state = Action::State::not_saved, .refusals = {}}
                             : refused_with(refusal);
        return changed();
    }
    set_me(std::nullopt);
    sample_accounts.clear();  // One of them is no more.
    discard_client([this](bool discarded) {
        actions.clear();
        // Another page of this phone was quicker, and has wiped it.
        if (!discarded) exchange->sync_now();
        add_notice({.kind = Notice::Kind::erased, .refusal = {}, .title = {}});
    });
}

void Portal::State::discard_client(std::function<void(bool)> done) {
    ports.storage.load_outbox(lifetime.guard(
        [this, done = std::move(done)](const Result<std::vector<platform::OutboxRecord>>& found) {
            if (!found.ok()) return done(false);
            std::int64_t last_n = exchange->answered_n();
            for (const auto& record : found.value()) last_n = std::max(last_n, record.n);
            forget_client(last_n, done);
        }));
}

void Portal::State::discard_work_of_erased(std::function<void(bool)> done) {
    const auto owner = PersonId::parse(ports.preferences.get(owner_key));
    if (!owner) return done(false);
    ports.http.send(
        {.path = "/api/v1/my_data/erased",
         .body = codec::encode(codec::EraseAccountRequest{*owner})},
        lifetime.guard([this, done = std::move(done)](const platform::HttpReply& reply) {
            const auto answer = codec::decode_erased_answer(reply.body);
            const bool erased = reply.status == 200 && answer.ok() && answer.value().erased;
            erased ? discard_client(done) : done(false);
        }));
}

}  // namespace yg::app
