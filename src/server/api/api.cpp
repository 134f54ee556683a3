#include "server/api/api.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <utility>
#include <variant>

#include "codec/photo_answer.hpp"
#include "server/api/answers.hpp"
#include "server/api/pull.hpp"
#include "server/api/push.hpp"
#include "server/auth/secrets.hpp"
#include "server/auth/sessions.hpp"
#include "server/network.hpp"
#include "store/feed_store.hpp"
#include "store/person_store.hpp"
#include "store/session_store.hpp"

namespace yg::server {

namespace {

constexpr int demo_accounts_max = 100;

Response push_without_session() {
    return refuse(401, "not_signed_in", "Commands need a session.");
}

Response refuse_push(const PushRejection& rejection) {
    switch (rejection.reason) {
        case PushRejection::Reason::client_of_another_person:
            return refuse(403, "client_of_another_person", rejection.detail);
        case PushRejection::Reason::conflicting_replay:
            return refuse(409, "conflicting_replay", rejection.detail);
        case PushRejection::Reason::out_of_order:
            return refuse(409, "out_of_order", rejection.detail);
        case PushRejection::Reason::consent_needed:
            return refuse(403, std::string(domain::name_of(domain::Refusal::consent_needed)),
                          rejection.detail);
    }
    check_failed(__FILE__, __LINE__, "every reason has an answer");
}

bool is_json(std::string_view content_type) {
    constexpr std::string_view json = "application/json";
    return content_type.starts_with(json) &&
           (content_type.size() == json.size() || content_type[json.size()] == ';');
}

}  // namespace

struct Api::Route {
    std::string_view path;
    Method method;
    void (Api::*answer)(const Request&, Respond);
    std::size_t body_bytes = 0;
    bool demo_only = false;
    Traffic traffic = Traffic::other;
    BodyKind body = BodyKind::json;

    /// A star in `path` stands for one part between slashes.
    [[nodiscard]] bool fits(std::string_view asked) const {
        const std::size_t star = path.find('*');
        if (star == std::string_view::npos) return path == asked;
        const std::string_view end = path.substr(star + 1);
        if (asked.size() < path.size() || !asked.starts_with(path.substr(0, star)) ||
            !asked.ends_with(end)) {
            return false;
        }
        const std::string_view part = asked.substr(star, asked.size() - star - end.size());
        return part.find('/') == std::string_view::npos;
    }
};

std::span<const Api::Route> Api::routes() {
    static constexpr std::array all = {
        Route{"/api/v1/push", Method::post, &Api::push, codec::max_request_bytes, false,
              Traffic::push},
        Route{"/api/v1/pull", Method::post, &Api::pull, 16 * 1024, false, Traffic::pull},
        Route{"/api/v1/poke", Method::get, &Api::poke},
        Route{"/api/v1/session", Method::get, &Api::session},
        Route{"/api/v1/sign_out", Method::post, &Api::sign_out, 1024},
        Route{"/api/v1/sign_in/start", Method::post, &Api::start_sign_in, 1024, false,
              Traffic::sign_in},
        Route{"/api/v1/sign_in/finish", Method::post, &Api::finish_sign_in, 1024, false,
              Traffic::sign_in},
        Route{"/api/v1/sessions", Method::get, &Api::sessions},
        Route{"/api/v1/sessions/revoke", Method::post, &Api::revoke_session, 1024},
        Route{"/api/v1/consent", Method::post, &Api::agree, 1024},
        Route{"/api/v1/my_data", Method::get, &Api::my_data, 0, false, Traffic::my_data},
        Route{"/api/v1/my_data/delete", Method::post, &Api::erase_my_account, 1024},
        Route{"/api/v1/my_data/erased", Method::post, &Api::is_erased, 1024},
        Route{"/api/v1/photos/*", Method::get, &Api::photo, 0, false, Traffic::photo},
        Route{"/api/v1/photos/*", Method::post, &Api::send_photo, codec::photo_piece_bytes, false,
              Traffic::photo, BodyKind::bytes},
        Route{"/api/v1/photos/*/received", Method::get, &Api::photo_received, 0, false,
              Traffic::photo},
        Route{"/api/v1/demo/accounts", Method::get, &Api::demo_accounts, 0, true},
        Route{"/api/v1/demo/sign_in", Method::post, &Api::demo_sign_in, 1024, true,
              Traffic::sign_in},
        Route{"/healthz", Method::get, &Api::health},
        Route{"/metrics", Method::get, &Api::metrics},
    };
    return all;
}

const Api::Route* Api::find_route(std::string_view path, Method method, bool& path_known) {
    const Method asked = method == Method::head ? Method::get : method;
    path_known = false;
    for (const Route& route : routes()) {
        if (!route.fits(path)) continue;
        path_known = true;
        if (route.method == asked) return &route;
    }
    return nullptr;
}

bool Api::owns(std::string_view path) {
    return path.starts_with("/api/") || path == "/api" || path == "/healthz" || path == "/metrics";
}

const Api::Route* Api::find_route(std::string_view path) {
    bool path_known = false;
    for (const Method method : {Method::get, Method::post}) {
        if (const Route* route = find_route(path, method, path_known)) return route;
    }
    return nullptr;
}

std::string_view Api::route_name(std::string_view path) {
    const Route* route = find_route(path);
    return route == nullptr ? std::string_view() : route->path;
}

std::vector<std::string_view> Api::route_names() {
    std::vector<std::string_view> names;
    for (const Route& route : routes()) {
        // The methods of one path stand beside each other.
        if (names.empty() || names.back() != route.path) names.push_back(route.path);
    }
    return names;
}

std::vector<std::string_view> Api::timed_route_names() {
    return {"/api/v1/push", "/api/v1/pull"};
}

std::size_t Api::body_limit(Method method, std::string_view path) {
    bool path_known = false;
    const Route* route = find_route(path, method, path_known);
    return route == nullptr ? 0 : route->body_bytes;
}

Traffic Api::traffic(std::string_view path) {
    const Route* route = find_route(path);
    return route == nullptr ? Traffic::other : route->traffic;
}

void Api::handle(Request request, Respond respond) {
    bool path_known = false;
    const Route* route = find_route(request.path, request.method, path_known);
    if (!path_known || (route != nullptr && route->demo_only && !options_.demo)) {
        return respond(refuse(404, "no_such_route", "There is nothing at this path."));
    }
    if (route == nullptr) {
        Response response = refuse(405, "method_not_allowed", "This path takes another method.");
        response.headers.push_back(
            {"Allow", request.method == Method::post ? "GET, HEAD" : "POST"});
        return respond(std::move(response));
    }
    if (request.body.size() > route->body_bytes) {
        return respond(
            refuse(413, "too_large",
                   "At most " + std::to_string(route->body_bytes) + " bytes are taken here."));
    }
    if (route->method == Method::post) {
        if (route->body == BodyKind::json && !is_json(request.content_type)) {
            return respond(refuse(415, "not_json", "Content-Type must be application/json."));
        }
        if (route->body == BodyKind::bytes && request.content_type != "application/octet-stream") {
            return respond(
                refuse(415, "not_bytes", "Content-Type must be application/octet-stream."));
        }
        if (!is_same_origin(request)) {
            return respond(refuse(403, "wrong_origin", "Origin must be this server's own."));
        }
    }
    (this->*route->answer)(request, std::move(respond));
}

void Api::push(const Request& request, Respond respond) {
    const auto person = signed_in(request, Traffic::push, respond);
    if (!person) return;
    if (!*person) return respond(push_without_session());
    auto decoded = codec::decode_push_request(request.body);
    if (!decoded.ok()) return respond(refuse_body(decoded.error()));
    // The request itself has paid for one of them.
    const std::size_t commands = decoded.value().commands.size();
    if (commands > 1) {
        const auto wait_ms = ports_.rates.take_for_account((*person)->id.text(), Traffic::push,
                                                           ports_.now(), commands - 1);
        if (wait_ms) return respond(too_many_requests(*wait_ms));
    }

    struct Push {
        codec::PushRequest request;
        PersonId person;
        std::variant<PushEffects, PushRejection> outcome;
        bool rejected = false;
        bool account_gone = false;
    };
    auto push = std::make_shared<Push>(
        Push{std::move(decoded).value(), (*person)->id, PushEffects{}, false, false});
    write({.work = [this, push](store::Database& database) -> Result<void> {
               // As the account is now: it may have been deleted while the commands waited here.
               ASSIGN_OR_RETURN(const auto account,
                                store::find_person(database, town_, push->person));
               push->account_gone = !account;
               if (!account) return Error{ErrorKind::denied, "the account is gone"};
               ASSIGN_OR_RETURN(push->outcome,
                                apply_push(database, town_, *account, push->request, ports_.now()));
               push->rejected = std::holds_alternative<PushRejection>(push->outcome);
               if (push->rejected) return Error{ErrorKind::denied, "push rejected"};
               return {};
           },
           .done =
               [this, push, respond](const Result<void>& written) {
                   if (push->account_gone) return respond(push_without_session());
                   if (push->rejected) {
                       return respond(refuse_push(std::get<PushRejection>(push->outcome)));
                   }
                   if (!written.ok()) return respond(failure(written.error(), "push"));
                   const auto& effects = std::get<PushEffects>(push->outcome);
                   ports_.metrics.count_commands(effects.applied, effects.refused);
                   for (const Error& error : effects.errors) {
                       ports_.metrics.count_command_error();
                       ports_.log("command_refused_by_error", {{"detail", error.detail}});
                   }
                   ports_.pokes.publish(effects.touched);
                   respond(json_response(200, codec::encode(effects.answer)));
               }},
          respond);
}

void Api::pull(const Request& request, Respond respond) {
    const auto decoded = codec::decode_pull_request(request.body);
    if (!decoded.ok()) return respond(refuse_body(decoded.error()));
    codec::PullAnswer answer;
    std::optional<DurationMs> wait_ms;
    std::optional<Session> session;
    const TimeMs now = ports_.now();
    const Result<void> read = ports_.readers.read([&](store::Database& database) -> Result<void> {
        ASSIGN_OR_RETURN(session, find_session(database, town_, request, now));
        std::optional<domain::Person> person;
        if (session) person = session->person;
        if (person) wait_ms = ports_.rates.take_for_account(person->id.text(), Traffic::pull, now);
        if (wait_ms) return {};
        ASSIGN_OR_RETURN(answer, answer_pull(database, town_, person, decoded.value()));
        return {};
    });
    if (!read.ok()) return respond(failure(read.error(), "pull"));
    if (wait_ms) return respond(too_many_requests(*wait_ms));
    if (session) note_seen(*session, now);
    answer.now = now;
    respond(json_response(200, codec::encode(answer)));
}

void Api::poke(const Request& request, Respond respond) {
    const auto person = signed_in(request, Traffic::other, respond);
    if (!person) return;
    const std::string token = session_token(request);
    auto opened = ports_.pokes.open({.owner = *person ? "account " + (*person)->id.text()
                                                      : "address " + network_of(request.peer),
                                     .signed_in = person->has_value(),
                                     .session = token.empty() ? std::string() : hash_token(token),
                                     .scopes = held_scopes(*person)});
    if (const auto* refusal = std::get_if<PokeRefusal>(&opened)) {
        Response response =
            *refusal == PokeRefusal::too_many
                ? refuse(503, "busy", "Too many listen. Pull instead.")
                : refuse(429, "too_many_streams", "Too many of yours are open. Pull instead.");
        response.headers.push_back({"Retry-After", "60"});
        return respond(std::move(response));
    }
    // Only now, so that no change falls between this look and the stream's beginning.
    const Result<void> greeted = greet_listeners(held_scopes(*person));
    if (!greeted.ok()) return respond(failure(greeted.error(), "poke"));
    respond({.status = 200,
             .headers = {{"Content-Type", "text/event-stream"},
                         {"Cache-Control", "no-store"},
                         {"X-Accel-Buffering", "no"}},  // Some proxies would keep the events back.
             .body = {},
             .stream = std::get<std::shared_ptr<BodyStream>>(std::move(opened))});
}

Result<void> Api::greet_listeners(const std::vector<std::string>& scopes) {
    std::map<std::string, store::FeedVersion> newest;
    RETURN_IF_ERROR(ports_.readers.read([&](store::Database& database) -> Result<void> {
        for (const std::string& scope : scopes) {
            ASSIGN_OR_RETURN(const store::FeedVersion version,
                             store::newest_version(database, town_, scope));
            if (version > 0) newest[scope] = version;
        }
        return {};
    }));
    ports_.pokes.publish(newest);
    return {};
}

void Api::session(const Request& request, Respond respond) {
    const auto person = signed_in(request, Traffic::other, respond);
    if (!person) return;
    respond(json_response(
        200, codec::encode(codec::SessionAnswer{.person = *person, .demo = options_.demo})));
}

void Api::sign_out(const Request& request, Respond respond) {
    Response response = json_response(
        200, codec::encode(codec::SessionAnswer{.person = std::nullopt, .demo = options_.demo}));
    response.headers.push_back({"Set-Cookie", session_cookie(request, "")});
    const std::string token = session_token(request);
    if (token.empty()) return respond(std::move(response));
    write({.work =
               [this, hash = hash_token(token)](store::Database& database) {
                   return store::remove_session(database, town_, hash);
               },
           .done =
               [this, respond, hash = hash_token(token),
                response = std::move(response)](const Result<void>& written) {
                   if (written.ok()) ports_.pokes.end_session(hash);
                   respond(written.ok() ? response : failure(written.error(), "sign_out"));
               }},
          respond);
}

void Api::demo_accounts(const Request&, Respond respond) {
    codec::DemoAccountsAnswer answer;
    const Result<void> read = ports_.readers.read([&](store::Database& database) -> Result<void> {
        ASSIGN_OR_RETURN(const std::vector<domain::Person> persons,
                         store::list_persons(database, town_, demo_accounts_max));
        for (const domain::Person& person : persons) {
            answer.accounts.push_back(
                {.account = person.id.text(), .name = person.name, .role = person.role});
        }
        return {};
    });
    if (!read.ok()) return respond(failure(read.error(), "demo_accounts"));
    respond(json_response(200, codec::encode(answer)));
}

void Api::demo_sign_in(const Request& request, Respond respond) {
    const auto decoded = codec::decode_sign_in_request(request.body);
    if (!decoded.ok()) return respond(refuse_body(decoded.error()));
    const auto account = PersonId::parse(decoded.value().account);
    if (!account) return respond(refuse(400, "malformed", "account is not an identifier."));
    if (const auto wait_ms =
            ports_.rates.take_for_account(account->text(), Traffic::sign_in, ports_.now())) {
        return respond(too_many_requests(*wait_ms));
    }

    struct SignIn {
        std::optional<domain::Person> person;
        std::string token;
    };
    const std::string old_token = session_token(request);
    const std::string old_hash = old_token.empty() ? std::string() : hash_token(old_token);
    auto made = std::make_shared<SignIn>();
    write({.work = [this, made, account = *account,
                    old_hash](store::Database& database) -> Result<void> {
               ASSIGN_OR_RETURN(made->person, store::find_person(database, town_, account));
               if (!made->person) return Error{ErrorKind::not_found, "no such account"};
               RETURN_IF_ERROR(note_consent(database, town_, account, ports_.now()));
               ASSIGN_OR_RETURN(made->token, replace_session(database, town_, account, old_hash,
                                                             ports_.random, ports_.now()));
               return {};
           },
           .done =
               [this, made, respond, old_hash, request](const Result<void>& written) {
                   if (!written.ok()) {
                       if (written.error().kind == ErrorKind::not_found) {
                           return respond(
                               refuse(404, "account_unknown", "There is no such account."));
                       }
                       return respond(failure(written.error(), "sign_in"));
                   }
                   if (!old_hash.empty()) ports_.pokes.end_session(old_hash);
                   Response response = json_response(
                       200,
                       codec::encode(codec::SessionAnswer{.person = made->person, .demo = true}));
                   response.headers.push_back({"Set-Cookie", session_cookie(request, made->token)});
                   respond(std::move(response));
               }},
          respond);
}

void Api::health(const Request&, Respond respond) {
    // Through the writer's queue: a server that can read but not write is not well.
    write({.work = [this](store::Database& database) { return prove_writing(database); },
           .done =
               [this, respond](const Result<void>& written) {
                   if (!written.ok()) {
                       proved_writing_at_.reset();
                       return respond(failure(written.error(), "health"));
                   }
                   respond(json_response(200, R"({"status":"ok"})"));
               }},
          respond);
}

Result<void> Api::prove_writing(store::Database& database) {
    constexpr DurationMs pause_ms = 10 * second_ms;
    const TimeMs now = ports_.now();
    RETURN_IF_ERROR(store::current_feed_version(database, town_));
    const bool is_fresh =
        proved_writing_at_ && now >= *proved_writing_at_ && now - *proved_writing_at_ < pause_ms;
    if (is_fresh) return {};
    // A transaction that changes nothing is committed on a full disk, too. The version lies on the
    // first page, which is written even if it stays the same.
    ASSIGN_OR_RETURN(const int version, database.schema_version());
    RETURN_IF_ERROR(database.set_schema_version(version));
    proved_writing_at_ = now;
    return {};
}

void Api::metrics(const Request& request, Respond respond) {
    // Nothing that a proxy hands on is local, whether it is named as one of ours or not.
    const bool is_local =
        is_loopback(request.peer) && request.forwarded_for.empty() && request.proxy.empty();
    const auto& readers = options_.metrics_readers;
    // One that doesn't say for whom it asks is no reader either.
    const bool is_reader = request.peer != request.proxy &&
                           std::find(readers.begin(), readers.end(), request.peer) != readers.end();
    if (!is_local && !is_reader) {
        return respond(refuse(403, "address_not_allowed", "Metrics are for the operator."));
    }
    respond(
        {.status = 200,
         .headers = {{"Content-Type", "text/plain; version=0.0.4"}, {"Cache-Control", "no-store"}},
         .body = ports_.metrics.text(),
         .shared_body = nullptr});
}

std::optional<std::optional<domain::Person>> Api::signed_in(const Request& request, Traffic traffic,
                                                            const Respond& respond) {
    const TimeMs now = ports_.now();
    std::optional<Session> session;
    const Result<void> read = ports_.readers.read([&](store::Database& database) -> Result<void> {
        ASSIGN_OR_RETURN(session, find_session(database, town_, request, now));
        return {};
    });
    if (!read.ok()) {
        respond(failure(read.error(), "session"));
        return std::nullopt;
    }
    std::optional<domain::Person> person;
    if (!session) return person;
    note_seen(*session, now);
    person = std::move(session->person);
    if (const auto wait_ms = ports_.rates.take_for_account(person->id.text(), traffic, now)) {
        respond(too_many_requests(*wait_ms));
        return std::nullopt;
    }
    return person;
}

void Api::write(WriteJob job, const Respond& respond) {
    if (ports_.writer.submit(std::move(job))) return;
    Response response = refuse(503, "busy", "Too many changes wait. Try again shortly.");
    response.headers.push_back({"Retry-After", "2"});
    respond(std::move(response));
}

Response Api::failure(const Error& error, std::string_view doing) const {
    ports_.log("failure", {{"doing", std::string(doing)}, {"detail", error.detail}});
    Response response =
        refuse(503, "unavailable", "The server can't do this now; nothing changed.");
    response.headers.push_back({"Retry-After", "5"});
    return response;
}

}  // namespace yg::server
