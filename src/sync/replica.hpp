// Owns the phone's copy of the town: opens or rebuilds it, applies the person's commands before the
// server has decided, and rebases them on what the server says. Must not know how either travels.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "codec/protocol.hpp"
#include "domain/command.hpp"
#include "domain/person/person.hpp"
#include "engine/execute.hpp"
#include "platform/storage.hpp"
#include "store/pending_store.hpp"
#include "store/sqlite/image_vfs.hpp"
#include "store/sqlite/sqlite_database.hpp"

namespace yg::sync {

class Replica {
public:
    /// Opens the image a phone had stored. A damaged one, or one written by a newer portal, is
    /// dropped: it is only a cache. Fails only when not even an empty database can be made.
    static Result<std::unique_ptr<Replica>> open(const std::vector<platform::ImageBlock>& blocks);

    /// Opens another image in place of this one, in the same way.
    Result<void> load(const std::vector<platform::ImageBlock>& blocks);

    [[nodiscard]] store::Database& database() { return *database_; }
    /// Empty before the first pull.
    [[nodiscard]] const TownId& town() const { return town_; }
    /// True when it found an image it had to drop.
    [[nodiscard]] bool was_rebuilt() const { return rebuilt_; }

    /// What execute would say, without a change; for forms.
    Result<domain::FieldRefusals> check(const domain::Command& command,
                                        const std::optional<domain::Person>& person, TimeMs now);

    /// Applies those of the outbox that the image doesn't know yet, and remembers how to undo them.
    /// One that the rules refuse here stays pending without effect: the server decides.
    Result<void> catch_up(const std::vector<platform::OutboxRecord>& outbox,
                          const std::optional<domain::Person>& person, TimeMs now);

    /// Undoes the pending commands, applies the server's rows, applies again what is still pending.
    /// Any error leaves the replica as it was; `full`: the rows don't fit into it; any other calls
    /// for `start_over`.
    Result<void> rebase(const codec::PullAnswer& answer,
                        const std::optional<domain::Person>& person, TimeMs now);

    /// Keeps what the server decided about commands, for the person to see.
    Result<void> note_outcomes(const std::vector<codec::CommandOutcome>& outcomes, TimeMs now);

    /// Drops everything and begins with an empty database.
    Result<void> start_over();

    [[nodiscard]] Result<codec::PullRequest> next_pull(const ClientId& client);

    [[nodiscard]] bool has_unsaved_changes() const { return image_->has_dirty_blocks(); }
    store::Image::Changes take_unsaved_changes() { return image_->take_dirty_blocks(); }

private:
    Replica() = default;

    Result<void> open_database();
    Result<void> apply(const platform::OutboxRecord& record,
                       const std::optional<domain::Person>& person, TimeMs now);
    Result<void> undo(const std::vector<store::PendingCommand>& pending);
    Result<void> apply_rows(const codec::PullAnswer& answer);
    Result<void> apply_pending(store::PendingCommand command,
                               const std::optional<domain::Person>& person, TimeMs now);
    Result<void> write_outcomes(const std::vector<codec::CommandOutcome>& outcomes, TimeMs now);

    std::unique_ptr<store::Image> image_;  // Outlives the database in it.
    std::unique_ptr<store::SqliteDatabase> database_;
    TownId town_;
    bool rebuilt_ = false;
};

}  // namespace yg::sync
