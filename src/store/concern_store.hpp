// Owns the rows of concerns, their timelines and categories. Must not know who may see them.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "domain/concern/concern.hpp"
#include "store/database.hpp"

namespace yg::store {

Result<std::optional<domain::Category>> find_category(Database& database, const TownId& town,
                                                      const CategoryId& id);
/// In the town's order.
Result<std::vector<domain::Category>> list_categories(Database& database, const TownId& town);
Result<void> put_category(Database& database, const TownId& town, const domain::Category& category);
Result<void> remove_category(Database& database, const TownId& town, const CategoryId& id);

Result<std::optional<domain::Concern>> find_concern(Database& database, const TownId& town,
                                                    const ConcernId& id);
Result<void> put_concern(Database& database, const TownId& town, const domain::Concern& concern);
Result<void> remove_concern(Database& database, const TownId& town, const ConcernId& id);

/// Newest first. On a phone only one's own concerns have a reporter.
Result<std::vector<domain::Concern>> list_concerns_of_reporter(Database& database,
                                                               const TownId& town,
                                                               const PersonId& reporter, int limit);
/// How many of a person's concerns were raised at `since` or later; `most` when there are more.
Result<int> count_concerns_of_reporter(Database& database, const TownId& town,
                                       const PersonId& reporter, TimeMs since, int most);
/// The ids of a person's concerns that contain `words` (empty: all) in what is shown of them,
/// newest first.
Result<std::vector<ConcernId>> find_concerns_of_reporter(Database& database, const TownId& town,
                                                         const PersonId& reporter,
                                                         std::string_view words);
/// The same of everybody's, but neither 举报 nor those of `except` (empty: nobody).
Result<std::vector<ConcernId>> find_public_concerns(Database& database, const TownId& town,
                                                    const PersonId& except, std::string_view words);
struct StateCount {
    domain::ConcernState state = domain::ConcernState::submitted;
    int count = 0;
};
/// All public concerns, counted by state.
Result<std::vector<StateCount>> count_public_concerns_by_state(Database& database,
                                                               const TownId& town);
/// Open ones in a grid, newest first.
Result<std::vector<domain::Concern>> list_open_concerns_of_grid(Database& database,
                                                                const TownId& town,
                                                                const GridId& grid, int limit);
struct GridCount {
    GridId grid;
    int count = 0;
};
/// Open public concerns per grid, for the map.
Result<std::vector<GridCount>> count_open_concerns_by_grid(Database& database, const TownId& town);

Result<std::optional<domain::ConcernEvent>> find_concern_event(Database& database,
                                                               const TownId& town,
                                                               std::string_view id);
Result<void> put_concern_event(Database& database, const TownId& town,
                               const domain::ConcernEvent& event);
Result<void> remove_concern_events_of(Database& database, const TownId& town,
                                      const ConcernId& concern);
Result<void> remove_concern_event(Database& database, const TownId& town, std::string_view id);
struct AnswerToConcern {
    domain::ConcernEvent event;
    std::string words;  ///< The concern's.
};
/// What became of the person's concerns after they raised them, newest first.
Result<std::vector<AnswerToConcern>> list_answers_to(Database& database, const TownId& town,
                                                     const PersonId& reporter, int limit);
/// A concern's timeline, oldest first.
Result<std::vector<domain::ConcernEvent>> list_concern_events(Database& database,
                                                              const TownId& town,
                                                              const ConcernId& concern);

/// Server only: the next number of a community on a day (1, 2, 3 …), inside the transaction that
/// writes the concern.
Result<int> next_concern_count(Database& database, const TownId& town, const CommunityId& community,
                               LocalDate date);

}  // namespace yg::store
