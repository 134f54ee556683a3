#include "store/room_store.hpp"

#include "store/compact_text.hpp"

namespace yg::store {
namespace {

#define ROOM_COLUMNS                                                                       \
    "id, position, name, purpose, icon, mode, audience, capacity, slot_minutes, "          \
    "longest_minutes, notice_minutes, ahead_days, buffer_minutes, needs_approval, hours, " \
    "closures, equipment, placeholder"

/// "480-720,840-1080;…": seven days from Monday, two spans each.
std::string pack_hours(const decltype(domain::Room::hours)& hours) {
    std::vector<std::string> days;
    for (const auto& spans : hours) {
        std::vector<std::string> packed;
        for (const domain::OpenHours& span : spans) {
            packed.push_back(std::to_string(span.opens) + "-" + std::to_string(span.closes));
        }
        days.push_back(join(packed, ','));
    }
    return join(days, ';');
}

decltype(domain::Room::hours) unpack_hours(std::string_view text) {
    decltype(domain::Room::hours) hours{};
    const auto days = split(text, ';');
    for (std::size_t day = 0; day < days.size() && day < hours.size(); ++day) {
        const auto spans = split(days[day], ',');
        for (std::size_t i = 0; i < spans.size() && i < hours[day].size(); ++i) {
            const auto minutes = split(spans[i], '-');
            if (minutes.size() != 2) continue;
            hours[day][i] = {static_cast<int>(to_integer(minutes[0])),
                             static_cast<int>(to_integer(minutes[1]))};
        }
    }
    return hours;
}

std::string pack_closures(const std::vector<domain::Closure>& closures) {
    std::vector<std::string> records;
    for (const domain::Closure& closure : closures) {
        records.push_back(join(
            {std::to_string(closure.when.start), std::to_string(closure.when.end), closure.reason},
            field_separator));
    }
    return join(records, record_separator);
}

std::vector<domain::Closure> unpack_closures(std::string_view text) {
    std::vector<domain::Closure> closures;
    for (const std::string& record : split(text, record_separator)) {
        const auto fields = split(record, field_separator);
        if (fields.size() != 3) continue;
        closures.push_back({{to_integer(fields[0]), to_integer(fields[1])}, fields[2]});
    }
    return closures;
}

domain::Room read_room(const Row& row) {
    domain::Room room;
    room.id = row.id<RoomId>(0);
    room.order = row.number(1);
    room.name = row.string(2);
    room.purpose = row.string(3);
    room.icon = row.string(4);
    room.mode = row.enumeration<domain::RoomMode>(5);
    room.audience = row.enumeration<domain::Audience>(6);
    room.capacity = row.number(7);
    room.slot_minutes = row.number(8);
    room.longest_minutes = row.number(9);
    room.notice_minutes = row.number(10);
    room.ahead_days = row.number(11);
    room.buffer_minutes = row.number(12);
    room.needs_approval = row.flag(13);
    room.hours = unpack_hours(row.text(14));
    room.closures = unpack_closures(row.text(15));
    room.equipment = split(row.text(16), field_separator);
    room.placeholder = row.flag(17);
    return room;
}

}  // namespace

Result<std::optional<domain::Room>> find_room(Database& database, const TownId& town,
                                              const RoomId& id) {
    return query_one(database, "SELECT " ROOM_COLUMNS " FROM room WHERE town_id = ?1 AND id = ?2",
                     {town, id}, read_room);
}

Result<std::vector<domain::Room>> list_rooms(Database& database, const TownId& town) {
    return query_all(database,
                     "SELECT " ROOM_COLUMNS " FROM room WHERE town_id = ?1 ORDER BY position, id",
                     {town}, read_room);
}

Result<void> put_room(Database& database, const TownId& town, const domain::Room& room) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO room (town_id, " ROOM_COLUMNS
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
        "?18, ?19) ON CONFLICT (town_id, id) DO UPDATE SET position = excluded.position, "
        "name = excluded.name, purpose = excluded.purpose, icon = excluded.icon, "
        "mode = excluded.mode, audience = excluded.audience, capacity = excluded.capacity, "
        "slot_minutes = excluded.slot_minutes, longest_minutes = excluded.longest_minutes, "
        "notice_minutes = excluded.notice_minutes, ahead_days = excluded.ahead_days, "
        "buffer_minutes = excluded.buffer_minutes, needs_approval = excluded.needs_approval, "
        "hours = excluded.hours, closures = excluded.closures, equipment = excluded.equipment, "
        "placeholder = excluded.placeholder",
        {town, room.id, room.order, room.name, room.purpose, room.icon, room.mode, room.audience,
         room.capacity, room.slot_minutes, room.longest_minutes, room.notice_minutes,
         room.ahead_days, room.buffer_minutes, room.needs_approval, pack_hours(room.hours),
         pack_closures(room.closures), join(room.equipment, field_separator), room.placeholder}));
    return {};
}

Result<void> remove_room(Database& database, const TownId& town, const RoomId& id) {
    RETURN_IF_ERROR(database.run("DELETE FROM room WHERE town_id = ?1 AND id = ?2", {town, id}));
    return {};
}

}  // namespace yg::store
