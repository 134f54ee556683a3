#include "sync/replica.hpp"

#include <algorithm>

#include "codec/command_codec.hpp"
#include "engine/rows.hpp"
#include "store/held_store.hpp"
#include "store/schema.hpp"
#include "store/town_store.hpp"

namespace yg::sync {
namespace {

/// SQLite finds an image by its name; a test has several phones in one process.
std::string new_image_name() {
    static int images = 0;
    return "portal-" + std::to_string(++images);
}

engine::Execution provisional(const TownId& town, const std::optional<domain::Person>& person,
                              TimeMs now) {
    engine::Execution execution{.town = town, .actor = std::nullopt, .now = now};
    if (person) execution.actor = engine::actor_of(*person);
    return execution;
}

}  // namespace

Result<std::unique_ptr<Replica>> Replica::open(const std::vector<platform::ImageBlock>& blocks) {
    std::unique_ptr<Replica> replica(new Replica());
    replica->image_ = std::make_unique<store::Image>(new_image_name());
    RETURN_IF_ERROR(replica->load(blocks));
    return replica;
}

Result<void> Replica::load(const std::vector<platform::ImageBlock>& blocks) {
    database_.reset();
    image_->clear();
    bool usable = true;
    for (const auto& block : blocks) {
        usable = usable && image_->load_block(block.index, block.bytes).ok();
    }
    (void)image_->take_dirty_blocks();  // Only what happens from now on is to be written.
    if (usable && open_database().ok()) return {};
    rebuilt_ = true;
    return start_over();
}

Result<void> Replica::open_database() {
    ASSIGN_OR_RETURN(database_, store::SqliteDatabase::open_image(image_->name()));
    RETURN_IF_ERROR(store::migrate(*database_, store::Side::phone));
    ASSIGN_OR_RETURN(const auto town, store::find_only_town(*database_));
    town_ = town.value_or(TownId());
    return {};
}

Result<void> Replica::start_over() {
    database_.reset();
    image_->clear();
    return open_database();
}

Result<domain::FieldRefusals> Replica::check(const domain::Command& command,
                                             const std::optional<domain::Person>& person,
                                             TimeMs now) {
    return engine::check(*database_, provisional(town_, person, now), command);
}

Result<void> Replica::apply(const platform::OutboxRecord& record,
                            const std::optional<domain::Person>& person, TimeMs now) {
    ASSIGN_OR_RETURN(auto transaction, store::Transaction::writing(*database_));
    RETURN_IF_ERROR(apply_pending({.n = record.n,
                                   .command_id = record.id,
                                   .name = record.name,
                                   .args = record.args,
                                   .changeset = {}},
                                  person, now));
    return transaction.commit();
}

Result<void> Replica::catch_up(const std::vector<platform::OutboxRecord>& outbox,
                               const std::optional<domain::Person>& person, TimeMs now) {
    ASSIGN_OR_RETURN(const auto pending, store::list_pending(*database_, town_));
    for (const auto& record : outbox) {
        const bool known = std::any_of(pending.begin(), pending.end(),
                                       [&](const auto& one) { return one.n == record.n; });
        if (!known) RETURN_IF_ERROR(apply(record, person, now));
    }
    return {};
}

/// Executes one command in a savepoint, recording its effects, and keeps it as pending.
Result<void> Replica::apply_pending(store::PendingCommand command,
                                    const std::optional<domain::Person>& person, TimeMs now) {
    command.changeset.clear();
    const auto decoded = codec::decode_command(command.name, command.args);
    if (const auto* readable = std::get_if<domain::Command>(&decoded)) {
        ASSIGN_OR_RETURN(auto savepoint, store::Savepoint::open(*database_));
        ASSIGN_OR_RETURN(auto recorder, store::ChangeRecorder::start(*database_));
        ASSIGN_OR_RETURN(const auto refusals,
                         engine::execute(*database_, provisional(town_, person, now), *readable));
        ASSIGN_OR_RETURN(auto changeset, recorder.finish());
        if (refusals.empty()) {
            RETURN_IF_ERROR(savepoint.commit());
            command.changeset = std::move(changeset);
        }
    }
    return store::put_pending(*database_, town_, command);
}

Result<void> Replica::undo(const std::vector<store::PendingCommand>& pending) {
    for (auto command = pending.rbegin(); command != pending.rend(); ++command) {
        if (!command->changeset.empty()) {
            RETURN_IF_ERROR(database_->apply_inverted(command->changeset));
        }
    }
    return {};
}

Result<void> Replica::apply_rows(const codec::PullAnswer& answer) {
    auto drop_scope = [&](const std::string& scope) -> Result<void> {
        ASSIGN_OR_RETURN(const auto orphans, store::let_go_of_scope(*database_, town_, scope));
        for (const auto& row : orphans) {
            RETURN_IF_ERROR(engine::remove_row(*database_, town_, row.entity, row.id));
        }
        return store::remove_cookie_entry(*database_, town_, scope);
    };
    for (const auto& scope : answer.reset) RETURN_IF_ERROR(drop_scope(scope));
    for (const auto& row : answer.rows) {
        if (row.removed) {
            ASSIGN_OR_RETURN(const bool orphan, store::let_go_of_row(*database_, town_, row.scope,
                                                                     row.entity, row.id));
            if (orphan) RETURN_IF_ERROR(engine::remove_row(*database_, town_, row.entity, row.id));
        } else {
            RETURN_IF_ERROR(engine::apply_row(*database_, town_, row.entity, row.id, row.data));
            RETURN_IF_ERROR(store::hold_row(*database_, town_, row.scope, row.entity, row.id));
        }
    }
    ASSIGN_OR_RETURN(const auto before, store::load_cookie(*database_, town_));
    for (const auto& [scope, version] : before) {
        // The server no longer speaks of it: not ours any more.
        if (!answer.cookie.contains(scope)) RETURN_IF_ERROR(drop_scope(scope));
    }
    for (const auto& [scope, version] : answer.cookie) {
        RETURN_IF_ERROR(store::save_cookie_entry(*database_, town_, scope, version));
    }
    return {};
}

Result<void> Replica::rebase(const codec::PullAnswer& answer,
                             const std::optional<domain::Person>& person, TimeMs now) {
    const TownId town_before = town_;
    town_ = answer.town;
    auto rebase_in_transaction = [&]() -> Result<void> {
        if (!town_before.empty() && town_before != answer.town) {
            return Error{ErrorKind::conflict, "the server serves another town now"};
        }
        ASSIGN_OR_RETURN(auto transaction, store::Transaction::writing(*database_));
        ASSIGN_OR_RETURN(auto pending, store::list_pending(*database_, town_));
        RETURN_IF_ERROR(undo(pending));
        RETURN_IF_ERROR(apply_rows(answer));
        RETURN_IF_ERROR(write_outcomes(answer.outcomes, now));
        // Rows of an answered command may be on a later page; until then its own effects stay.
        if (!answer.more) {
            RETURN_IF_ERROR(store::remove_pending_through(*database_, town_, answer.last_n));
        }
        for (auto& command : pending) {
            if (!answer.more && command.n <= answer.last_n) continue;
            RETURN_IF_ERROR(apply_pending(std::move(command), person, now));
        }
        return transaction.commit();
    };
    auto result = rebase_in_transaction();
    if (!result.ok()) town_ = town_before;
    return result;
}

Result<void> Replica::note_outcomes(const std::vector<codec::CommandOutcome>& outcomes,
                                    TimeMs now) {
    ASSIGN_OR_RETURN(auto transaction, store::Transaction::writing(*database_));
    RETURN_IF_ERROR(write_outcomes(outcomes, now));
    return transaction.commit();
}

Result<void> Replica::write_outcomes(const std::vector<codec::CommandOutcome>& outcomes,
                                     TimeMs now) {
    ASSIGN_OR_RETURN(auto confirmed_n, store::load_confirmed_n(*database_, town_));
    ASSIGN_OR_RETURN(const auto pending, store::list_pending(*database_, town_));
    for (const auto& outcome : outcomes) {
        if (outcome.n <= confirmed_n) continue;
        confirmed_n = outcome.n;
        if (outcome.refusal == domain::Refusal::none) continue;
        const auto command = std::find_if(pending.begin(), pending.end(),
                                          [&](const auto& one) { return one.n == outcome.n; });
        if (command == pending.end()) continue;
        RETURN_IF_ERROR(store::put_refused(*database_, town_,
                                           {.n = outcome.n,
                                            .command_id = command->command_id,
                                            .name = command->name,
                                            .args = command->args,
                                            .refusal = outcome.refusal,
                                            .at = now}));
    }
    return store::save_confirmed_n(*database_, town_, confirmed_n);
}

Result<codec::PullRequest> Replica::next_pull(const ClientId& client) {
    codec::PullRequest request{.client_id = client, .cookie = {}, .outcomes_after = 0};
    ASSIGN_OR_RETURN(const auto cookie, store::load_cookie(*database_, town_));
    request.cookie = cookie;
    ASSIGN_OR_RETURN(request.outcomes_after, store::load_confirmed_n(*database_, town_));
    return request;
}

}  // namespace yg::sync
