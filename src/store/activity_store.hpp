// Owns the rows of activities and sign-ups. Must not know the rules of signing up.
#pragma once

#include <optional>
#include <vector>

#include "domain/activity/activity.hpp"
#include "store/database.hpp"

namespace yg::store {

Result<std::optional<domain::Activity>> find_activity(Database& database, const TownId& town,
                                                      const ActivityId& id);
Result<void> put_activity(Database& database, const TownId& town, const domain::Activity& activity);
Result<void> remove_activity(Database& database, const TownId& town, const ActivityId& id);
/// Activities that overlap `when`, by start.
Result<std::vector<domain::Activity>> list_activities(Database& database, const TownId& town,
                                                      const Interval& when, int limit);
Result<void> add_to_signed_up(Database& database, const TownId& town, const ActivityId& id,
                              int change);

Result<std::optional<domain::SignUp>> find_sign_up(Database& database, const TownId& town,
                                                   const SignUpId& id);
/// The person's sign-up that isn't cancelled, if any.
Result<std::optional<domain::SignUp>> find_active_sign_up(Database& database, const TownId& town,
                                                          const ActivityId& activity,
                                                          const PersonId& person);
Result<void> put_sign_up(Database& database, const TownId& town, const domain::SignUp& sign_up);
Result<void> remove_sign_up(Database& database, const TownId& town, const SignUpId& id);
/// Sign-ups that aren't cancelled, first come first.
Result<std::vector<domain::SignUp>> list_sign_ups_of_activity(Database& database,
                                                              const TownId& town,
                                                              const ActivityId& activity,
                                                              int limit);

/// Cancelled ones too, newest first.
Result<std::vector<domain::SignUp>> list_every_sign_up_of_person(Database& database,
                                                                 const TownId& town,
                                                                 const PersonId& person, int limit);

/// A person's sign-up with the activity it is for.
struct OwnSignUp {
    domain::SignUp sign_up;
    domain::Activity activity;
};
/// Not cancelled, for activities that end after `after`, soonest first.
Result<std::vector<OwnSignUp>> list_sign_ups_of_person(Database& database, const TownId& town,
                                                       const PersonId& person, TimeMs after,
                                                       int limit);
/// When activities a person holds a place in overlap `when`.
Result<std::vector<Interval>> list_own_activity_times(Database& database, const TownId& town,
                                                      const PersonId& person, const Interval& when);

}  // namespace yg::store
