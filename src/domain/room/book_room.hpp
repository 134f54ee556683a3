// The commands that take and give back a room, and their rules.
#pragma once

#include <optional>
#include <span>

#include "domain/person/person.hpp"
#include "domain/refusal.hpp"
#include "domain/room/room.hpp"
#include "domain/rule.hpp"
#include "domain/town/settings.hpp"

namespace yg::domain {

struct BookRoom {
    static constexpr std::string_view name = "book_room";

    BookingId id;
    RoomId room;
    Interval when;
    int seats = 1;
    std::string purpose;
};

struct BookRoomFacts {
    TimeMs now = 0;
    bool signed_in = false;
    bool id_taken = false;
    std::optional<Room> room;
    Standing standing = Standing::none;
    std::vector<Occupancy> occupancies;  ///< Of the room, holding a slot, near `when`.
    int active_bookings = 0;             ///< The person's own, not yet over.
    DurationMs booked_this_week_ms = 0;  ///< In this room, in the week of `when`.
    std::vector<Interval> own_bookings;  ///< The person's bookings and activities near `when`.
    TownSettings settings;
};

std::span<const Rule<BookRoom, BookRoomFacts>> book_room_rules();

struct CancelBooking {
    static constexpr std::string_view name = "cancel_booking";

    BookingId booking;
};

struct CancelBookingFacts {
    TimeMs now = 0;
    PersonId person;
    std::optional<Booking> booking;
    TownSettings settings;
};

std::span<const Rule<CancelBooking, CancelBookingFacts>> cancel_booking_rules();

}  // namespace yg::domain
