#include "server/api/pull.hpp"

#include <algorithm>
#include <utility>

#include "engine/rows.hpp"
#include "engine/town_authority.hpp"
#include "store/client_store.hpp"
#include "store/consent_store.hpp"
#include "store/feed_store.hpp"

namespace yg::server {

namespace {

struct Page {
    store::Database& database;
    const TownId& town;
    std::optional<engine::Actor> actor;
    const PullLimits& limits;
    std::size_t bytes = 0;
    codec::PullAnswer answer;

    [[nodiscard]] bool full() const {
        return answer.rows.size() >= static_cast<std::size_t>(limits.rows) || bytes >= limits.bytes;
    }
};

Result<void> add_row(Page& page, const std::string& scope, const store::FeedRow& change) {
    codec::PulledRow row{
        .scope = scope, .entity = change.entity, .id = change.id, .removed = true, .data = {}};
    if (!change.removed) {
        ASSIGN_OR_RETURN(std::optional<std::string> data,
                         engine::project_row(page.database, page.town, change.entity, change.id,
                                             page.actor ? &*page.actor : nullptr));
        // What the person may no longer see leaves the phone, whatever the feed says.
        row.removed = !data.has_value();
        row.data = std::move(data).value_or(std::string());
    }
    page.bytes += row.scope.size() + row.entity.size() + row.id.size() + row.data.size();
    page.answer.rows.push_back(std::move(row));
    return {};
}

/// Adds the changes of one scope and notes in the cookie how far they go.
Result<void> add_scope(Page& page, const std::string& scope, store::FeedVersion after,
                       store::FeedVersion current) {
    store::FeedVersion& reached = page.answer.cookie[scope];
    reached = after;
    const int room = page.limits.rows - static_cast<int>(page.answer.rows.size());
    if (page.full()) {
        page.answer.more = true;
        return {};
    }
    ASSIGN_OR_RETURN(const std::vector<store::FeedRow> changes,
                     store::changes_since(page.database, page.town, scope, after, room));
    for (const store::FeedRow& change : changes) {
        if (page.full()) {
            page.answer.more = true;
            return {};
        }
        RETURN_IF_ERROR(add_row(page, scope, change));
        reached = change.version;
    }
    if (changes.size() < static_cast<std::size_t>(room)) {
        reached = current;
    } else {
        page.answer.more = true;
    }
    return {};
}

Result<void> add_outcomes(Page& page, const domain::Person& person,
                          const codec::PullRequest& request) {
    ASSIGN_OR_RETURN(const std::optional<store::Client> client,
                     store::find_client(page.database, page.town, request.client_id));
    if (!client || client->person != person.id) return {};
    page.answer.last_n = client->last_n;
    ASSIGN_OR_RETURN(const std::vector<store::Outcome> outcomes,
                     store::list_outcomes(page.database, page.town, request.client_id,
                                          request.outcomes_after, page.limits.outcomes));
    for (const store::Outcome& outcome : outcomes) {
        page.answer.outcomes.push_back({.n = outcome.n, .refusal = outcome.refusal});
    }
    if (outcomes.size() >= static_cast<std::size_t>(page.limits.outcomes)) {
        // Past the last one told, the phone must not take anything as decided.
        page.answer.last_n = outcomes.back().n;
        page.answer.more = page.answer.more || client->last_n > page.answer.last_n;
    }
    return {};
}

}  // namespace

std::vector<std::string> held_scopes(const std::optional<domain::Person>& person) {
    std::vector<std::string> scopes{std::string(engine::public_scope)};
    if (person) scopes.push_back(engine::user_scope(person->id));
    return scopes;
}

Result<codec::PullAnswer> answer_pull(store::Database& database, const TownId& town,
                                      const std::optional<domain::Person>& person,
                                      const codec::PullRequest& request, const PullLimits& limits) {
    Page page{.database = database,
              .town = town,
              .actor = std::nullopt,
              .limits = limits,
              .bytes = 0,
              .answer = {}};
    page.answer.town = town;
    if (person) {
        page.actor = engine::actor_of(*person);
        page.answer.person = person->id;
        RETURN_IF_ERROR(add_outcomes(page, *person, request));
        const domain::ConsentText& text = domain::personal_data_text();
        ASSIGN_OR_RETURN(const bool agreed,
                         store::has_consent(database, town, person->id, text.id, text.version));
        page.answer.consent_needed = agreed ? 0 : text.version;
    }

    ASSIGN_OR_RETURN(const store::FeedVersion current, store::current_feed_version(database, town));
    const std::vector<std::string> held = held_scopes(person);
    const auto is_held = [&](const std::string& scope) {
        return std::find(held.begin(), held.end(), scope) != held.end();
    };
    // Rows look different to different people: what the phone has through scopes that stay was
    // shown to somebody who also held the others. All of it goes.
    const bool saw_as_another =
        std::any_of(request.cookie.begin(), request.cookie.end(),
                    [&](const auto& known) { return !is_held(known.first); });
    // A version from the future means that the server's database is older than what the phone saw.
    for (const auto& [scope, version] : request.cookie) {
        if (saw_as_another || version > current) page.answer.reset.push_back(scope);
    }
    for (const std::string& scope : held) {
        const auto known = request.cookie.find(scope);
        const bool usable =
            !saw_as_another && known != request.cookie.end() && known->second <= current;
        RETURN_IF_ERROR(add_scope(page, scope, usable ? known->second : 0, current));
    }
    return std::move(page.answer);
}

}  // namespace yg::server
