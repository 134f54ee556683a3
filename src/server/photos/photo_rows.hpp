// Owns who may see and who may send a photo, and what its arrival changes. Must not know files,
// pictures or HTTP.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"
#include "domain/concern/photo.hpp"
#include "domain/person/person.hpp"
#include "store/database.hpp"
#include "store/feed_store.hpp"
#include "store/photo_store.hpp"

namespace yg::server {

/// The photo, if `person` may see it: as for its row in a pull.
Result<std::optional<domain::Photo>> find_photo_to_see(store::Database& database,
                                                       const TownId& town, const PhotoId& id,
                                                       const domain::Person& person);
/// The photo, if it is in a concern that `person` raised.
Result<std::optional<domain::Photo>> find_photo_to_send(store::Database& database,
                                                        const TownId& town, const PhotoId& id,
                                                        const domain::Person& person);

/// Notes where a photo lies that arrived, and tells its reporter's phones. Gives the scopes that
/// changed; none when it had arrived before, which stays. Inside the caller's writing transaction.
/// Errors: not_found (its concern went meanwhile).
Result<std::map<std::string, store::FeedVersion>> note_arrival(store::Database& database,
                                                               const TownId& town,
                                                               const store::PhotoFile& file,
                                                               TimeMs now);

}  // namespace yg::server
