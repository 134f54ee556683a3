// The routes of signing in with a one-time code, and of seeing and ending one's sessions.
#include <algorithm>
#include <memory>
#include <utility>

#include "server/api/answers.hpp"
#include "server/api/api.hpp"
#include "server/auth/secrets.hpp"
#include "server/network.hpp"
#include "store/session_store.hpp"

namespace yg::server {

namespace {

using domain::Refusal;

constexpr int sessions_shown = 100;

std::int64_t whole_seconds(DurationMs wait_ms) {
    return (wait_ms + second_ms - 1) / second_ms;
}

int status_of(Refusal refusal) {
    switch (refusal) {
        case Refusal::phone_malformed:
        case Refusal::code_malformed:
            return 400;
        case Refusal::code_too_soon:
        case Refusal::code_too_many:
        case Refusal::code_too_many_here:
            return 429;
        case Refusal::code_not_sent:
            return 503;
        default:
            return 403;
    }
}

Response refuse_sign_in(const SignInDenied& denied) {
    const std::int64_t wait_s = whole_seconds(denied.wait_ms);
    Response response = json_response(
        status_of(denied.refusal),
        codec::encode(codec::SignInRefusedAnswer{denied.refusal, denied.tries_left, wait_s}));
    if (wait_s > 0) response.headers.push_back({"Retry-After", std::to_string(wait_s)});
    return response;
}

codec::SessionsAnswer to_answer(const std::vector<store::SessionRow>& rows,
                                std::string_view current) {
    codec::SessionsAnswer answer;
    for (const store::SessionRow& row : rows) {
        answer.sessions.push_back({.id = row.id,
                                   .created_at = row.created_at,
                                   .last_seen = row.last_seen,
                                   .current = row.token_hash == current});
    }
    return answer;
}

}  // namespace

SignInContext Api::sign_in_context() const {
    return {.town = town_,
            .limits = options_.sign_in,
            .secret = ports_.secret,
            .random = ports_.random,
            .now = ports_.now(),
            .demo = options_.demo};
}

void Api::start_sign_in(const Request& request, Respond respond) {
    const auto decoded = codec::decode_start_sign_in_request(request.body);
    if (!decoded.ok()) return respond(refuse_body(decoded.error()));
    auto outcome = std::make_shared<std::variant<CodeToSend, SignInDenied>>();
    write({.work = [this, outcome, phone = decoded.value().phone,
                    network = network_of(request.peer)](store::Database& database) -> Result<void> {
               ASSIGN_OR_RETURN(*outcome,
                                server::start_sign_in(database, sign_in_context(), phone, network));
               return {};
           },
           .done =
               [this, outcome, respond](const Result<void>& written) {
                   if (!written.ok()) return respond(failure(written.error(), "start_sign_in"));
                   if (const auto* denied = std::get_if<SignInDenied>(outcome.get())) {
                       if (denied->town_limit) ports_.log("code_ceiling_reached", {});
                       return respond(refuse_sign_in(*denied));
                   }
                   send_code(std::get<CodeToSend>(*outcome), respond);
               }},
          respond);
}

/// Only what is in the database is sent: a crash in between costs a code, never a limit.
void Api::send_code(const CodeToSend& code, const Respond& respond) {
    const auto on_sending = [this, code, respond](Sending sending) {
        if (sending != Sending::sent) {
            ports_.log("code_not_sent", {{"certain", sending == Sending::not_sent ? "yes" : "no"}});
        }
        if (sending == Sending::not_sent) return forget_unsent(code, respond);
        if (sending == Sending::unknown) return respond(refuse_unsent());
        codec::StartSignInAnswer answer;
        answer.request = code.request;
        answer.resend_after_s = static_cast<int>(whole_seconds(options_.sign_in.between_sends_ms));
        if (options_.demo) answer.demo_code = code.code;
        respond(json_response(200, codec::encode(answer)));
    };
    ports_.sender.send({.phone = code.phone, .code = code.code}, on_sending);
}

Response Api::refuse_unsent() const {
    return refuse_sign_in(
        {.refusal = Refusal::code_not_sent, .wait_ms = options_.sign_in.between_sends_ms});
}

void Api::forget_unsent(const CodeToSend& code, const Respond& respond) {
    write({.work =
               [this, code](store::Database& database) {
                   return forget_sign_in(database, sign_in_context(), code);
               },
           .done = [this, respond](const Result<void>&) { respond(refuse_unsent()); }},
          respond);
}

void Api::finish_sign_in(const Request& request, Respond respond) {
    auto decoded = codec::decode_finish_sign_in_request(request.body);
    if (!decoded.ok()) return respond(refuse_body(decoded.error()));
    struct Finish {
        codec::FinishSignInRequest asked;
        std::string old_hash;
        std::variant<SignedIn, SignInDenied> outcome;
    };
    const std::string old_token = session_token(request);
    auto finish = std::make_shared<Finish>(
        Finish{std::move(decoded).value(),
               old_token.empty() ? std::string() : hash_token(old_token), SignInDenied{}});
    write({.work = [this, finish](store::Database& database) -> Result<void> {
               const SignInProof proof{.request = finish->asked.request,
                                       .code = finish->asked.code,
                                       .totp = finish->asked.totp,
                                       .old_session = finish->old_hash,
                                       .consent = finish->asked.consent};
               ASSIGN_OR_RETURN(finish->outcome,
                                server::finish_sign_in(database, sign_in_context(), proof));
               return {};
           },
           .done =
               [this, finish, request, respond](const Result<void>& written) {
                   if (!written.ok()) return respond(failure(written.error(), "finish_sign_in"));
                   if (const auto* denied = std::get_if<SignInDenied>(&finish->outcome)) {
                       return respond(refuse_sign_in(*denied));
                   }
                   const SignedIn& signed_in = std::get<SignedIn>(finish->outcome);
                   if (!finish->old_hash.empty()) ports_.pokes.end_session(finish->old_hash);
                   ports_.pokes.publish(signed_in.touched);
                   Response response =
                       json_response(200, codec::encode(codec::SessionAnswer{
                                              .person = signed_in.person, .demo = options_.demo}));
                   response.headers.push_back(
                       {"Set-Cookie", session_cookie(request, signed_in.token)});
                   respond(std::move(response));
               }},
          respond);
}

std::optional<Session> Api::required_session(const Request& request, const Respond& respond) {
    // Also counts the account's requests.
    const auto person = signed_in(request, Traffic::other, respond);
    if (!person) return std::nullopt;
    if (!*person) {
        respond(refuse(401, "not_signed_in", "Sessions are those of somebody signed in."));
        return std::nullopt;
    }
    return Session{
        .person = **person, .token_hash = hash_token(session_token(request)), .last_seen = {}};
}

void Api::sessions(const Request& request, Respond respond) {
    const auto session = required_session(request, respond);
    if (!session) return;
    codec::SessionsAnswer answer;
    const Result<void> read = ports_.readers.read([&](store::Database& database) -> Result<void> {
        ASSIGN_OR_RETURN(const std::vector<store::SessionRow> rows,
                         store::list_sessions(database, town_, session->person.id, ports_.now(),
                                              sessions_shown));
        answer = to_answer(rows, session->token_hash);
        return {};
    });
    if (!read.ok()) return respond(failure(read.error(), "sessions"));
    respond(json_response(200, codec::encode(answer)));
}

void Api::revoke_session(const Request& request, Respond respond) {
    const auto session = required_session(request, respond);
    if (!session) return;
    const auto decoded = codec::decode_revoke_session_request(request.body);
    if (!decoded.ok()) return respond(refuse_body(decoded.error()));
    struct Revocation {
        std::string hash;  ///< Empty: no session of this person has the id.
        codec::SessionsAnswer left;
    };
    auto revoked = std::make_shared<Revocation>();
    write({.work = [this, revoked, session = *session,
                    id = decoded.value().id](store::Database& database) -> Result<void> {
               ASSIGN_OR_RETURN(std::vector<store::SessionRow> rows,
                                store::list_sessions(database, town_, session.person.id,
                                                     ports_.now(), sessions_shown));
               const auto found = std::find_if(rows.begin(), rows.end(),
                                               [&](const auto& row) { return row.id == id; });
               if (found != rows.end()) {
                   revoked->hash = found->token_hash;
                   rows.erase(found);
                   RETURN_IF_ERROR(store::remove_session(database, town_, revoked->hash));
               }
               revoked->left = to_answer(rows, session.token_hash);
               return {};
           },
           .done =
               [this, revoked, respond](const Result<void>& written) {
                   if (!written.ok()) return respond(failure(written.error(), "revoke_session"));
                   if (revoked->hash.empty()) {
                       return respond(refuse(404, "session_unknown", "No session has this id."));
                   }
                   ports_.pokes.end_session(revoked->hash);
                   respond(json_response(200, codec::encode(revoked->left)));
               }},
          respond);
}

void Api::note_seen(const Session& session, TimeMs now) {
    std::string today = format_date(to_local(now).date);
    if (session.last_seen == today) return;
    // When too many changes wait, another request of the day will note it.
    (void)ports_.writer.submit(
        {.work =
             [this, hash = session.token_hash, today](store::Database& database) {
                 return store::note_session_seen(database, town_, hash, today);
             },
         .done = [](const Result<void>&) {}});
}

}  // namespace yg::server
