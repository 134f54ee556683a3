// Rooms and bookings as JSON. Must not know who may see what: see public_projection.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/room/room.hpp"

namespace yg::codec {

std::string encode(const domain::Room& room);
Result<domain::Room> decode_room(std::string_view json);

std::string encode(const domain::Booking& booking);
Result<domain::Booking> decode_booking(std::string_view json);

}  // namespace yg::codec
