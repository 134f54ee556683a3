#include "server/api/push.hpp"

#include <algorithm>
#include <utility>

#include "codec/command_codec.hpp"
#include "engine/execute.hpp"
#include "engine/town_authority.hpp"
#include "store/client_store.hpp"
#include "store/consent_store.hpp"

namespace yg::server {

namespace {

using domain::Refusal;

/// True for errors that lie in the command and would come again each time: answering them with a
/// failure would keep it at the head of its queue for ever. A server that is at fault itself, or
/// can't write, must not empty anybody's queue.
bool is_permanent(ErrorKind kind) {
    return kind == ErrorKind::invalid_input || kind == ErrorKind::not_found ||
           kind == ErrorKind::denied || kind == ErrorKind::conflict || kind == ErrorKind::too_large;
}

Result<Refusal> execute_alone(store::Database& database, const engine::Execution& execution,
                              const domain::Command& command, std::vector<Error>& errors) {
    ASSIGN_OR_RETURN(store::Savepoint savepoint, store::Savepoint::open(database));
    const Result<domain::FieldRefusals> refusals = engine::execute(database, execution, command);
    if (!refusals.ok()) {
        if (!is_permanent(refusals.error().kind)) return refusals.error();
        errors.push_back(refusals.error());
        return refusals.error().kind == ErrorKind::conflict ? Refusal::already_exists
                                                            : Refusal::not_allowed;
    }
    if (!refusals.value().empty()) return refusals.value().front().refusal;
    RETURN_IF_ERROR(savepoint.commit());
    return Refusal::none;
}

using Decoded = std::variant<domain::Command, codec::UnreadableCommand>;

bool needs_consent(const Decoded& decoded) {
    const auto* command = std::get_if<domain::Command>(&decoded);
    return command != nullptr && domain::hands_over_personal_data(*command);
}

Result<bool> has_agreed(store::Database& database, const TownId& town, const PersonId& person) {
    const domain::ConsentText& text = domain::personal_data_text();
    return store::has_consent(database, town, person, text.id, text.version);
}

/// Adds the scopes that the command changed to those of `effects`.
Result<Refusal> decide(store::Database& database, const TownId& town, const domain::Person& person,
                       const Decoded& decoded, TimeMs now, PushEffects& effects) {
    if (const auto* unreadable = std::get_if<codec::UnreadableCommand>(&decoded)) {
        return unreadable->refusal;
    }
    engine::TownAuthority authority;
    const engine::Execution execution{
        .town = town, .actor = engine::actor_of(person), .now = now, .authority = &authority};
    ASSIGN_OR_RETURN(
        const Refusal refusal,
        execute_alone(database, execution, std::get<domain::Command>(decoded), effects.errors));
    if (refusal != Refusal::none) return refusal;
    for (const auto& [scope, version] : authority.touched_scopes()) {
        effects.touched[scope] = version;
    }
    return refusal;
}

}  // namespace

Result<std::variant<PushEffects, PushRejection>> apply_push(store::Database& database,
                                                            const TownId& town,
                                                            const domain::Person& person,
                                                            const codec::PushRequest& request,
                                                            TimeMs now) {
    using Outcome = std::variant<PushEffects, PushRejection>;
    const auto reject = [](PushRejection::Reason reason, std::string detail) {
        return Outcome(PushRejection{reason, std::move(detail)});
    };

    if (!request.person.empty() && request.person != person.id) {
        return reject(PushRejection::Reason::client_of_another_person,
                      "These commands are another account's.");
    }
    ASSIGN_OR_RETURN(std::optional<store::Client> client,
                     store::find_client(database, town, request.client_id));
    if (!client) {
        client = store::Client{.id = request.client_id, .person = person.id, .last_n = 0};
        RETURN_IF_ERROR(store::put_client(database, town, *client));
    }
    if (client->person != person.id) {
        return reject(PushRejection::Reason::client_of_another_person,
                      "This client_id belongs to another account.");
    }

    ASSIGN_OR_RETURN(const bool agreed, has_agreed(database, town, person.id));
    const std::int64_t last_n_stored = client->last_n;
    client->last_n = std::max(client->last_n, request.settled_n);

    PushEffects effects;
    codec::PushAnswer& answer = effects.answer;
    for (const codec::PushCommand& command : request.commands) {
        if (command.n > client->last_n + 1) {
            return reject(PushRejection::Reason::out_of_order,
                          "The next n is " + std::to_string(client->last_n + 1) + ".");
        }
        if (command.n <= client->last_n) {
            ASSIGN_OR_RETURN(const std::optional<store::Outcome> stored,
                             store::find_outcome(database, town, client->id, command.n));
            if (!stored || stored->command != command.id) {
                return reject(PushRejection::Reason::conflicting_replay,
                              "n " + std::to_string(command.n) + " was another command.");
            }
            answer.outcomes.push_back({.n = command.n, .refusal = stored->refusal});
            continue;
        }
        const Decoded decoded = codec::decode_command(command.name, command.args);
        if (!agreed && needs_consent(decoded)) {
            if (!answer.outcomes.empty()) break;
            return reject(PushRejection::Reason::consent_needed,
                          "The text on personal data changed: agree to it first.");
        }
        ASSIGN_OR_RETURN(const Refusal refusal,
                         decide(database, town, person, decoded, now, effects));
        ++(refusal == Refusal::none ? effects.applied : effects.refused);
        client->last_n = command.n;
        RETURN_IF_ERROR(store::put_outcome(
            database, town, client->id,
            {.n = command.n, .command = command.id, .refusal = refusal, .at = now}));
        answer.outcomes.push_back({.n = command.n, .refusal = refusal});
    }
    if (client->last_n != last_n_stored) {
        RETURN_IF_ERROR(store::put_client(database, town, *client));
    }
    answer.last_n = client->last_n;
    return Outcome(std::move(effects));
}

}  // namespace yg::server
