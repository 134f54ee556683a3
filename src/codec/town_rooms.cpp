// rooms.json and bookings.json.
#include "codec/town_reader.hpp"
#include "domain/room/book_room.hpp"

namespace yg::codec {
namespace {

using domain::Audience;
using domain::Booking;
using domain::BookingState;
using domain::Room;
using domain::RoomMode;

constexpr std::array<NamedValue<RoomMode>, 2> mode_names = {{
    {"exclusive", RoomMode::exclusive},
    {"seats", RoomMode::seats},
}};
constexpr std::array<NamedValue<Audience>, 3> audience_names = {{
    {"everyone", Audience::everyone},
    {"children_with_guardian", Audience::children_with_guardian},
    {"preferential_first", Audience::preferential_first},
}};
constexpr std::array<NamedValue<BookingState>, 5> booking_state_names = {{
    {"pending", BookingState::pending},
    {"confirmed", BookingState::confirmed},
    {"cancelled", BookingState::cancelled},
    {"checked_in", BookingState::checked_in},
    {"no_show", BookingState::no_show},
}};

/// ["08:30", "12:00", "14:30", "18:00"]: opens and closes once or twice; [] is closed all day.
std::array<domain::OpenHours, 2> read_hours_of_day(const TownNode& node) {
    std::array<domain::OpenHours, 2> spans{};
    const auto times = node.items(0, 4);
    if (times.size() % 2 != 0) {
        node.fault("an opening without a closing time");
        return spans;
    }
    int last = -1;
    for (std::size_t i = 0; i < times.size(); ++i) {
        const int minute = times[i].minute_of_day();
        if (minute <= last) times[i].fault_of_value("is not after the time before it");
        last = minute;
        (i % 2 == 0 ? spans[i / 2].opens : spans[i / 2].closes) = minute;
    }
    return spans;
}

std::array<std::array<domain::OpenHours, 2>, 7> read_hours(const TownNode& node) {
    std::array<std::array<domain::OpenHours, 2>, 7> hours{};
    constexpr std::array<std::string_view, 7> days = {"mon", "tue", "wed", "thu",
                                                      "fri", "sat", "sun"};
    // The hours of the real rooms are not known: the files say so beside them.
    if (!node.is_object_of({"mon", "tue", "wed", "thu", "fri", "sat", "sun", "placeholder"})) {
        return hours;
    }
    static_cast<void>(node["placeholder"].flag());
    for (std::size_t i = 0; i < days.size(); ++i) hours[i] = read_hours_of_day(node[days[i]]);
    return hours;
}

domain::Closure read_closure(const TownReader& reader, const TownNode& node) {
    domain::Closure closure;
    if (!node.is_object_of({"from", "to", "reason"})) return closure;
    closure.when.start =
        read_moment(reader, node["from"], -max_days_from_today, max_days_from_today);
    closure.when.end = read_moment(reader, node["to"], -max_days_from_today, max_days_from_today);
    closure.reason = node["reason"].text(60);
    if (closure.when.end <= closure.when.start) node["to"].fault("is not after \"from\"");
    return closure;
}

Room read_room(TownReader& reader, const TownNode& node) {
    Room room;
    if (!node.is_object_of({"id", "name", "purpose", "icon", "mode", "audience", "capacity",
                            "slot_minutes", "longest_minutes", "notice_minutes", "ahead_days",
                            "buffer_minutes", "needs_approval", "hours", "closures", "equipment",
                            "placeholder"})) {
        return room;
    }
    room.id = RoomId::trusted(reader.rooms.add(node["id"]));
    room.name = node["name"].text(20);
    room.purpose = node["purpose"].text(60);
    room.icon = node["icon"].id();
    room.mode = node["mode"].choice<RoomMode>(mode_names);
    room.audience = node["audience"].choice<Audience>(audience_names);
    room.capacity = node["capacity"].whole(1, 1000);
    room.slot_minutes = node["slot_minutes"].whole_or(room.slot_minutes, 5, 240);
    room.longest_minutes =
        node["longest_minutes"].whole_or(room.longest_minutes, room.slot_minutes, 24 * 60);
    room.notice_minutes = node["notice_minutes"].whole_or(room.notice_minutes, 0, 30 * 24 * 60);
    room.ahead_days = node["ahead_days"].whole_or(room.ahead_days, 1, 365);
    room.buffer_minutes = node["buffer_minutes"].whole_or(room.buffer_minutes, 0, 240);
    room.needs_approval = node["needs_approval"].flag();
    room.hours = read_hours(node["hours"]);
    for (const TownNode& closure : node["closures"].items_if_any(50)) {
        room.closures.push_back(read_closure(reader, closure));
    }
    for (const TownNode& item : node["equipment"].items_if_any(30)) {
        room.equipment.push_back(item.text(30));
    }
    room.placeholder = node["placeholder"].flag();
    return room;
}

Interval read_booking_time(const TownReader& reader, const TownNode& node) {
    if (!node.is_object_of({"day", "time", "minutes"})) return {};
    const int day = node["day"].whole(-max_days_from_today, max_days_from_today);
    const TimeMs start = to_moment(add_days(reader.today, day), node["time"].minute_of_day());
    return {start, start + node["minutes"].whole(1, 24 * 60) * minute_ms};
}

Booking read_booking(TownReader& reader, const TownNode& node, KnownIds& booking_ids) {
    Booking booking;
    if (!node.is_object_of(
            {"id", "room", "person", "when", "seats", "purpose", "state", "created"})) {
        return booking;
    }
    booking.id = BookingId::trusted(read_uuid(booking_ids, node["id"]));
    booking.room = reader.refer<RoomId>(reader.rooms, node["room"]);
    booking.person = reader.refer<PersonId>(reader.persons, node["person"]);
    booking.when = read_booking_time(reader, node["when"]);
    booking.seats = node["seats"].whole_or(1, 1, 1000);
    booking.purpose = node["purpose"].text_if_any(60);
    booking.state = node["state"].choice<BookingState>(booking_state_names);
    booking.created_at = read_past_moment(reader, node["created"]);
    return booking;
}

/// Whether people came is known of yesterday's bookings, and only of those.
void check_booking_state(const TownReader& reader, const TownNode& node, const Room& room,
                         const Booking& booking) {
    const bool over = booking.when.start < to_moment(reader.today);
    const bool waits =
        booking.state == BookingState::pending || booking.state == BookingState::confirmed;
    const bool outcome_known =
        booking.state == BookingState::checked_in || booking.state == BookingState::no_show;
    if (over && waits) node.fault_of_value("can't be the state of a booking in the past");
    if (!over && outcome_known) node.fault_of_value("can't be the state before the booking");
    if (booking.state == BookingState::pending && !room.needs_approval) {
        node.fault_of_value("can't be the state in a room without approval");
    }
}

/// What the rules would have known when the booking was made.
domain::BookRoomFacts facts_at_creation(const TownReader& reader, const Room& room,
                                        const Booking& booking) {
    const domain::Person* person = reader.find_person(booking.person);
    const LocalDate monday = monday_of(to_local(booking.when.start).date);
    const Interval week{to_moment(monday), to_moment(add_days(monday, 7))};

    domain::BookRoomFacts facts;
    facts.now = booking.created_at;
    facts.signed_in = true;
    facts.room = room;
    facts.standing = person->standing;
    facts.settings = reader.town.profile.settings;
    facts.occupancies = occupancies_of(reader.town, room);
    facts.own_bookings = commitments_of(reader, booking.person);
    for (const Booking& other : reader.town.bookings) {
        if (other.person != booking.person || !domain::holds_slot(other.state)) continue;
        if (other.when.end > booking.created_at) ++facts.active_bookings;
        if (other.room == room.id && overlaps(other.when, week)) {
            facts.booked_this_week_ms += other.when.end - other.when.start;
        }
    }
    return facts;
}

void check_booking(const TownReader& reader, const TownNode& node, const Booking& booking) {
    const Room& room = *reader.find_room(booking.room);
    check_booking_state(reader, node["state"], room, booking);
    const domain::BookRoom command{.id = booking.id,
                                   .room = booking.room,
                                   .when = booking.when,
                                   .seats = booking.seats,
                                   .purpose = booking.purpose};
    const auto refusals = domain::apply_rules(domain::book_room_rules(), command,
                                              facts_at_creation(reader, room, booking));
    for (const auto& one : refusals) {
        node.fault("refused by the rules of booking: " + std::string(name_of(one.refusal)));
    }
}

}  // namespace

void read_rooms(TownReader& reader, const TownNode& file) {
    if (!file.is_object_of({"note", "rooms"})) return;
    for (const TownNode& node : file["rooms"].items(0, 200)) {
        reader.town.rooms.push_back(read_room(reader, node));
    }
}

void read_bookings(TownReader& reader, const TownNode& file) {
    if (!file.is_object_of({"note", "bookings"})) return;
    KnownIds booking_ids("booking");
    // Activities hold rooms under their own ids.
    for (const Booking& held : reader.town.bookings) booking_ids.add(held.id.text());
    std::vector<Booking> bookings;
    const auto nodes = file["bookings"].items(0, 5000);
    for (const TownNode& node : nodes) {
        bookings.push_back(read_booking(reader, node, booking_ids));
    }
    if (!reader.faults.empty()) return;
    for (std::size_t i = 0; i < bookings.size(); ++i) {
        check_booking(reader, nodes[i], bookings[i]);
        reader.town.bookings.push_back(bookings[i]);
    }
}

}  // namespace yg::codec
