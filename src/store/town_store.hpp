// Owns the rows of the town itself: profile, settings and calendar. Must not know who asks.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/town/town.hpp"
#include "store/database.hpp"

namespace yg::store {

/// The town a phone's database holds; nothing before the first pull.
Result<std::optional<TownId>> find_only_town(Database& database);
/// Nothing before the town was imported or pulled.
Result<std::optional<domain::TownProfile>> find_town(Database& database, const TownId& town);
Result<void> put_town(Database& database, const domain::TownProfile& profile);
Result<void> remove_town(Database& database, const TownId& town);

/// The town's own limits; defaults for those never set.
Result<domain::TownSettings> load_settings(Database& database, const TownId& town);

Result<void> put_calendar_day(Database& database, const TownId& town,
                              const domain::CalendarDay& day);
/// `date` as in "2026-10-01".
Result<std::optional<domain::CalendarDay>> find_calendar_day(Database& database, const TownId& town,
                                                             std::string_view date);
Result<void> remove_calendar_day(Database& database, const TownId& town, std::string_view date);
/// Special days from `first` to `last`, both included.
Result<std::vector<domain::CalendarDay>> list_calendar_days(Database& database, const TownId& town,
                                                            LocalDate first, LocalDate last);

}  // namespace yg::store
