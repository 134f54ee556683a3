// Signing in with a telephone number, and where one is signed in: what the screen's buttons do, and
// what the answers change.
#include <algorithm>

#include "app/portal_state.hpp"
#include "codec/protocol.hpp"
#include "domain/person/consent.hpp"
#include "domain/person/one_time_code.hpp"
#include "domain/person/phone_number.hpp"

namespace yg::app {
namespace {

using domain::Field;
using domain::Refusal;

/// True while the field is as wrong as it was; what the server said of another number or code is
/// over once that changed.
bool still_holds(const SignIn& form, const domain::FieldRefusal& refusal) {
    if (refusal.refusal == Refusal::phone_malformed) {
        return !domain::parse_mobile_number(form.phone);
    }
    if (refusal.refusal == Refusal::code_malformed) {
        return !domain::parse_one_time_code(refusal.field == Field::totp ? form.totp : form.code);
    }
    return refusal.refusal == Refusal::consent_needed && !form.agreed;
}

/// The field that a refusal stands beside.
Field field_of(Refusal refusal) {
    switch (refusal) {
        case Refusal::phone_malformed:
        case Refusal::code_too_soon:
        case Refusal::code_too_many:
        case Refusal::code_too_many_here:
        case Refusal::code_not_sent:
            return Field::phone;
        case Refusal::code_malformed:
        case Refusal::code_wrong:
        case Refusal::code_expired:
        case Refusal::code_tries_used_up:
        case Refusal::code_already_used:
            return Field::code;
        case Refusal::totp_wrong:
            return Field::totp;
        case Refusal::consent_needed:
            return Field::consent;
        default:
            return Field::form;
    }
}

void refuse(SignIn& form, Refusal refusal) {
    form.refusals = {{field_of(refusal), refusal}};
}

void begin(SignIn& form) {
    form.refusals.clear();
    form.tries_left = 0;
    form.wait_s = 0;
    form.busy = true;
}

}  // namespace

SignIn& Portal::sign_in_form() {
    return state_->sign_in;
}

DurationMs Portal::resend_wait_ms() const {
    const double wait_ms = state_->resend_at_ms - state_->ports.clock.steady_ms();
    return std::max<DurationMs>(0, static_cast<DurationMs>(wait_ms));
}

void Portal::State::forget_sign_in_form() {
    sign_in = {};
    sign_in_request.clear();
    resend_at_ms = 0;
}

void Portal::sign_in_typed(domain::Field field) {
    SignIn& form = state_->sign_in;
    std::erase_if(form.refusals, [&](const domain::FieldRefusal& refusal) {
        return refusal.field == field && !still_holds(form, refusal);
    });
}

void Portal::request_code() {
    State& state = *state_;
    SignIn& form = state.sign_in;
    if (form.busy || !state.exchange) return;
    const auto phone = domain::parse_mobile_number(form.phone);
    // Even a number alone is not sent before its owner agreed.
    if (!phone || !form.agreed) {
        form.wait_s = 0;
        form.refusals.clear();
        if (!phone) form.refusals.push_back({Field::phone, Refusal::phone_malformed});
        if (!form.agreed) form.refusals.push_back({Field::consent, Refusal::consent_needed});
        return state.changed();
    }
    begin(form);
    form.sent_to = *phone;
    state.changed();
    state.ports.http.send(
        {.path = "/api/v1/sign_in/start", .body = codec::encode(codec::StartSignInRequest{*phone})},
        state.lifetime.guard(
            [&state](const platform::HttpReply& reply) { state.on_code_reply(reply); }));
}

void Portal::State::on_code_reply(const platform::HttpReply& reply) {
    sign_in.busy = false;
    const auto answer = codec::decode_start_sign_in_answer(reply.body);
    if (reply.status != 200 || !answer.ok()) return refuse_sign_in(reply);
    sign_in.step = SignInStep::code;
    sign_in.code.clear();
    sign_in.totp.clear();
    sign_in.demo_code = answer.value().demo_code;
    sign_in_request = answer.value().request;
    resend_at_ms =
        ports.clock.steady_ms() + static_cast<double>(answer.value().resend_after_s) * second_ms;
    changed();
}

void Portal::finish_sign_in() {
    State& state = *state_;
    SignIn& form = state.sign_in;
    if (form.busy || !state.exchange) return;
    const bool second_step = form.step == SignInStep::totp;
    const auto code = domain::parse_one_time_code(form.code);
    const auto totp = domain::parse_one_time_code(form.totp);
    if (!code || (second_step && !totp)) {
        form.tries_left = 0;
        form.refusals = {{second_step ? Field::totp : Field::code, Refusal::code_malformed}};
        return state.changed();
    }
    begin(form);
    state.changed();
    state.ports.http.send({.path = "/api/v1/sign_in/finish",
                           .body = codec::encode(codec::FinishSignInRequest{
                               .request = state.sign_in_request,
                               .code = *code,
                               .totp = second_step ? *totp : std::string(),
                               .consent = form.agreed ? domain::personal_data_text().version : 0})},
                          state.lifetime.guard([&state](const platform::HttpReply& reply) {
                              state.on_code_finished(reply);
                          }));
}

void Portal::State::on_code_finished(const platform::HttpReply& reply) {
    sign_in.busy = false;
    const auto answer = codec::decode_session_answer(reply.body);
    if (reply.status != 200 || !answer.ok() || !answer.value().person) {
        return refuse_sign_in(reply);
    }
    // Only now it shows whose number it is.
    accept_sign_in(*answer.value().person);
}

void Portal::State::undo_sign_in() {
    sign_in.code.clear();
    sign_in.step = SignInStep::phone;
    sign_in.refusals = {{Field::form, Refusal::unsent_work}};
    actions["sign_in"].action = {.state = Action::State::refused, .refusals = sign_in.refusals};
    ports.http.send({.path = "/api/v1/sign_out", .body = "{}"},
                    lifetime.guard([this](const platform::HttpReply& reply) {
                        if (reply.status == 200) exchange->sync_now();
                    }));
    changed();
}

void Portal::State::refuse_sign_in(const platform::HttpReply& reply) {
    const auto answer = codec::decode_sign_in_refused_answer(reply.body);
    if (!answer.ok()) {
        // Nothing came back, or something that isn't about signing in: a busy server, a proxy.
        refuse(sign_in,
               reply.status == 429 ? Refusal::code_too_many_here : Refusal::server_unreachable);
        return changed();
    }
    const Refusal refusal = answer.value().refusal;
    sign_in.tries_left = answer.value().tries_left;
    sign_in.wait_s = answer.value().wait_s;
    if (refusal == Refusal::totp_needed) {
        sign_in.step = SignInStep::totp;
        sign_in.tries_left = 0;
        sign_in.refusals.clear();
        return changed();
    }
    refuse(sign_in, refusal);
    if (refusal == Refusal::code_too_soon) {
        resend_at_ms =
            ports.clock.steady_ms() + static_cast<double>(answer.value().wait_s) * second_ms;
    }
    // Found out at the second step: the first one has to be done again.
    if (sign_in.step == SignInStep::totp && refusal != Refusal::totp_wrong) {
        sign_in.step = SignInStep::code;
    }
    changed();
}

void Portal::change_phone() {
    State& state = *state_;
    const std::string phone = state.sign_in.phone;
    const bool agreed = state.sign_in.agreed;
    state.forget_sign_in_form();
    state.sign_in.phone = phone;
    state.sign_in.agreed = agreed;
    state.changed();
}

// ---- Sessions ----------------------------------------------------------------------------------

const Sessions& Portal::sessions() const {
    return state_->sessions;
}

void Portal::load_sessions() {
    state_->request_sessions({.path = "/api/v1/sessions", .body = {}});
}

void Portal::revoke_session(std::string_view id) {
    state_->request_sessions({.path = "/api/v1/sessions/revoke",
                              .body = codec::encode(codec::RevokeSessionRequest{std::string(id)})});
}

void Portal::State::request_sessions(platform::HttpRequest request) {
    if (sessions.state == Sessions::State::loading) return;
    sessions.state = Sessions::State::loading;
    changed();
    ports.http.send(std::move(request), lifetime.guard([this](const platform::HttpReply& reply) {
        // Signed out meanwhile: what comes is nobody's.
        if (sessions.state != Sessions::State::loading) return;
        const auto answer = codec::decode_sessions_answer(reply.body);
        if (reply.status != 200 || !answer.ok()) {
            sessions.state = Sessions::State::failed;
            return changed();
        }
        sessions = {.state = Sessions::State::loaded, .items = {}};
        for (const auto& row : answer.value().sessions) {
            sessions.items.push_back({.id = row.id,
                                      .created_at = row.created_at,
                                      .last_seen = parse_date(row.last_seen),
                                      .current = row.current});
        }
        changed();
    }));
}

}  // namespace yg::app
