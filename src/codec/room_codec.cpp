#include "codec/room_codec.hpp"

#include "codec/json_archive.hpp"

namespace yg::codec {
namespace {

constexpr std::size_t name_max = 80;
constexpr std::size_t line_max = 200;
constexpr std::size_t max_closures = 200;
constexpr std::size_t max_equipment = 50;
constexpr int minutes_of_day = 24 * 60;
constexpr int max_minutes = 366 * minutes_of_day;

constexpr auto describe_closure = [](auto& archive, auto& closure) {
    archive.moment("start", closure.when.start);
    archive.moment("end", closure.when.end);
    archive.text("reason", closure.reason, line_max);
};

constexpr auto describe_room = [](auto& archive, auto& room) {
    archive.id("id", room.id);
    archive.number("order", room.order, 0, 1'000'000);
    archive.text("name", room.name, name_max);
    archive.text("purpose", room.purpose, line_max);
    archive.text("icon", room.icon, name_max);
    archive.choice("mode", room.mode, domain::RoomMode::exclusive, domain::RoomMode::seats);
    archive.choice("audience", room.audience, domain::Audience::everyone,
                   domain::Audience::preferential_first);
    archive.number("capacity", room.capacity, 1, 10'000);
    archive.number("slot_minutes", room.slot_minutes, 1, minutes_of_day);
    archive.number("longest_minutes", room.longest_minutes, 1, minutes_of_day);
    archive.number("notice_minutes", room.notice_minutes, 0, max_minutes);
    archive.number("ahead_days", room.ahead_days, 0, 366);
    archive.number("buffer_minutes", room.buffer_minutes, 0, minutes_of_day);
    archive.flag("needs_approval", room.needs_approval);
    archive.list("hours", room.hours, 7, [](auto& day_archive, auto& day) {
        day_archive.number("opens", day[0].opens, 0, minutes_of_day);
        day_archive.number("closes", day[0].closes, 0, minutes_of_day);
        day_archive.number("reopens", day[1].opens, 0, minutes_of_day);
        day_archive.number("recloses", day[1].closes, 0, minutes_of_day);
    });
    archive.list("closures", room.closures, max_closures, describe_closure);
    archive.texts("equipment", room.equipment, max_equipment, name_max);
    archive.flag("placeholder", room.placeholder);
};

constexpr auto describe_booking = [](auto& archive, auto& booking) {
    archive.id("id", booking.id);
    archive.id("room", booking.room);
    archive.id_or_none("person", booking.person);
    archive.id_or_none("activity", booking.activity);
    archive.moment("start", booking.when.start);
    archive.moment("end", booking.when.end);
    archive.number("seats", booking.seats, 1, 10'000);
    archive.text("purpose", booking.purpose, line_max);
    archive.choice("state", booking.state, domain::BookingState::pending,
                   domain::BookingState::no_show);
    archive.moment("created_at", booking.created_at);
};

}  // namespace

std::string encode(const domain::Room& room) {
    return encode_with(room, describe_room);
}
Result<domain::Room> decode_room(std::string_view json) {
    return decode_text_with<domain::Room>(json, "room", describe_room);
}

std::string encode(const domain::Booking& booking) {
    return encode_with(booking, describe_booking);
}
Result<domain::Booking> decode_booking(std::string_view json) {
    return decode_text_with<domain::Booking>(json, "booking", describe_booking);
}

}  // namespace yg::codec
