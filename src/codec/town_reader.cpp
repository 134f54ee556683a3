#include "codec/town_reader.hpp"

#include <algorithm>

namespace yg::codec {
std::string KnownIds::add(const TownNode& node) {
    std::string id = node.id();
    if (!id.empty() && !add(id)) node.fault_of_value("is there twice");
    return id;
}

std::string KnownIds::refer(const TownNode& node, bool check) const {
    std::string id = node.id();
    if (check && !id.empty() && !ids_.contains(id)) node.fault_of_value("is not a " + what_);
    return id;
}

namespace {

template <class Thing, class Id>
const Thing* find_by_id(const std::vector<Thing>& things, const Id& id) {
    const auto found = std::ranges::find(things, id, &Thing::id);
    return found == things.end() ? nullptr : &*found;
}

constexpr std::array<NamedValue<Weekday>, 7> weekday_names = {{
    {"mon", Weekday::monday},
    {"tue", Weekday::tuesday},
    {"wed", Weekday::wednesday},
    {"thu", Weekday::thursday},
    {"fri", Weekday::friday},
    {"sat", Weekday::saturday},
    {"sun", Weekday::sunday},
}};

}  // namespace

const domain::Room* TownReader::find_room(const RoomId& id) const {
    return find_by_id(town.rooms, id);
}
const domain::Grid* TownReader::find_grid(const GridId& id) const {
    return find_by_id(town.grids, id);
}
const domain::Person* TownReader::find_person(const PersonId& id) const {
    return find_by_id(town.persons, id);
}
const domain::Activity* TownReader::find_activity(const ActivityId& id) const {
    return find_by_id(town.activities, id);
}

std::string read_uuid(KnownIds& known, const TownNode& node) {
    std::string id = known.add(node);
    if (!id.empty() && !is_uuid_v7(id)) node.fault_of_value("is not a UUID of version 7");
    return id;
}

TimeMs read_moment(const TownReader& reader, const TownNode& node, int first_day, int last_day) {
    if (!node.is_object_of({"day", "time"})) return 0;
    const int day = node["day"].whole(first_day, last_day);
    return to_moment(add_days(reader.today, day), node["time"].minute_of_day());
}

TimeMs read_past_moment(const TownReader& reader, const TownNode& node) {
    return read_moment(reader, node, -max_days_from_today, -1);
}

LocalDate day_of_week(LocalDate today, int week, Weekday weekday) {
    return add_days(monday_of(today), week * 7 + static_cast<int>(weekday));
}

Weekday read_weekday(const TownNode& node) {
    return node.choice<Weekday>(weekday_names);
}

std::vector<domain::Occupancy> occupancies_of(const Town& town, const domain::Room& room) {
    std::vector<domain::Occupancy> occupancies;
    for (const domain::Booking& booking : town.bookings) {
        if (booking.room != room.id || !domain::holds_slot(booking.state)) continue;
        occupancies.push_back({.when = booking.when,
                               .seats = booking.seats,
                               .buffer_minutes = room.buffer_minutes,
                               .person = booking.person});
    }
    return occupancies;
}

std::vector<Interval> commitments_of(const TownReader& reader, const PersonId& person) {
    std::vector<Interval> commitments;
    for (const domain::Booking& booking : reader.town.bookings) {
        if (booking.person == person && domain::holds_slot(booking.state)) {
            commitments.push_back(booking.when);
        }
    }
    for (const domain::SignUp& sign_up : reader.town.sign_ups) {
        if (sign_up.person != person || sign_up.state != domain::SignUpState::confirmed) continue;
        commitments.push_back(reader.find_activity(sign_up.activity)->when);
    }
    return commitments;
}

}  // namespace yg::codec
