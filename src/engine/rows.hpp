// Owns the way between rows as they travel (JSON by entity name) and rows as they are stored, and
// who may see which of them. Must not know scopes, cookies or transport.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/execute.hpp"

namespace yg::engine {

/// Puts a pulled row. Errors: invalid_input (unknown entity, malformed JSON, another id inside).
Result<void> apply_row(store::Database& database, const TownId& town, std::string_view entity,
                       std::string_view id, std::string_view json);
Result<void> remove_row(store::Database& database, const TownId& town, std::string_view entity,
                        std::string_view id);

/// The row as `actor` (null: nobody signed in) may see it: whole for its owner, otherwise its
/// public projection; nothing when it is gone or the actor may not see it.
Result<std::optional<std::string>> project_row(store::Database& database, const TownId& town,
                                               std::string_view entity, std::string_view id,
                                               const Actor* actor);

}  // namespace yg::engine
