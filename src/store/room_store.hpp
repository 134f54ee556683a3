// Owns the rows of rooms, with their hours and closures. Must not know bookings.
#pragma once

#include <optional>
#include <vector>

#include "domain/room/room.hpp"
#include "store/database.hpp"

namespace yg::store {

Result<std::optional<domain::Room>> find_room(Database& database, const TownId& town,
                                              const RoomId& id);
/// In the town's order.
Result<std::vector<domain::Room>> list_rooms(Database& database, const TownId& town);
Result<void> put_room(Database& database, const TownId& town, const domain::Room& room);
Result<void> remove_room(Database& database, const TownId& town, const RoomId& id);

}  // namespace yg::store
