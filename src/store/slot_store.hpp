// Server only. Owns the constraint behind "no double booking": a seat of a room at a slot belongs
// to one booking, whatever the rules above it thought. Must not know the rules of booking.
#pragma once

#include <span>

#include "domain/room/room.hpp"
#include "store/database.hpp"

namespace yg::store {

/// Takes the seats a booking needs in every slot it touches: the whole of an exclusive room, the
/// lowest free seats of a room with seats. False when one is missing; then undo the savepoint.
Result<bool> claim_slots(Database& database, const TownId& town, const domain::Room& room,
                         const domain::Booking& booking);
Result<void> release_slots(Database& database, const TownId& town, const BookingId& booking);

}  // namespace yg::store
