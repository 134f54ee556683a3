// activities.json: what happens in eight weeks around the day of import, and who signed up.
#include <algorithm>

#include "codec/town_reader.hpp"
#include "domain/activity/sign_up.hpp"

namespace yg::codec {
namespace {

using domain::Activity;
using domain::ActivityKind;
using domain::ActivityState;
using domain::SignUp;
using domain::SignUpState;

constexpr std::array<NamedValue<ActivityKind>, 6> kind_names = {{
    {"volunteer", ActivityKind::volunteer},
    {"family", ActivityKind::family},
    {"arts", ActivityKind::arts},
    {"learning", ActivityKind::learning},
    {"safety", ActivityKind::safety},
    {"service", ActivityKind::service},
}};
constexpr std::array<NamedValue<SignUpState>, 3> sign_up_state_names = {{
    {"confirmed", SignUpState::confirmed},
    {"waitlisted", SignUpState::waitlisted},
    {"cancelled", SignUpState::cancelled},
}};

/// An occurrence's id ends in its date: "film-20261127".
constexpr std::size_t date_suffix_bytes = 9;

int read_week(const TownNode& node) {
    return node.whole(-max_weeks_from_today, max_weeks_from_today);
}

/// When something happens: once in one week, or in each of several.
struct Schedule {
    bool series = false;
    std::vector<int> weeks;
    Weekday weekday = Weekday::monday;
    int start_minute = 0;
    int minutes = 0;
};

/// {"week": -2, "weekday": "sat", "time": "08:30", "minutes": 120}, or a series:
/// {"every": "sat", "from_week": -4, "to_week": 4, "skip_weeks": [1], "time": …, "minutes": …}.
Schedule read_schedule(const TownNode& node) {
    Schedule schedule;
    schedule.series = node["every"].exists();
    const bool is_object =
        schedule.series
            ? node.is_object_of({"every", "from_week", "to_week", "skip_weeks", "time", "minutes"})
            : node.is_object_of({"week", "weekday", "time", "minutes"});
    if (!is_object) return schedule;
    schedule.start_minute = node["time"].minute_of_day();
    schedule.minutes = node["minutes"].whole(15, 12 * 60);
    if (!schedule.series) {
        schedule.weeks.push_back(read_week(node["week"]));
        schedule.weekday = read_weekday(node["weekday"]);
        return schedule;
    }
    schedule.weekday = read_weekday(node["every"]);
    const int from = read_week(node["from_week"]);
    const int to = read_week(node["to_week"]);
    if (to < from) node["to_week"].fault_of_value("is before \"from_week\"");
    for (int week = from; week <= to; ++week) schedule.weeks.push_back(week);
    for (const TownNode& skipped : node["skip_weeks"].items_if_any(53)) {
        if (std::erase(schedule.weeks, read_week(skipped)) == 0) {
            skipped.fault_of_value("is not a week of the series");
        }
    }
    return schedule;
}

struct SignUpWindow {
    int opens_days_before = 0;
    int closes_minutes_before = 0;
};

SignUpWindow read_window(const TownNode& node) {
    SignUpWindow window;
    if (!node.is_object_of({"opens_days_before", "closes_minutes_before"})) return window;
    window.opens_days_before = node["opens_days_before"].whole(1, 365);
    window.closes_minutes_before = node["closes_minutes_before"].whole(0, 24 * 60 - 1);
    return window;
}

/// What all occurrences of one entry share; id, times and counts are set for each.
Activity read_shared(TownReader& reader, const TownNode& node) {
    Activity activity;
    activity.title = node["title"].text(40);
    activity.kind = node["kind"].choice<ActivityKind>(kind_names);
    activity.summary = node["summary"].text(200);
    activity.room = reader.refer_if_any<RoomId>(reader.rooms, node["room"]);
    if (node["room"].exists() == node["place"].exists()) {
        node["place"].fault("there must be either \"room\" or \"place\"");
    } else if (const domain::Room* room = reader.find_room(activity.room)) {
        activity.place = room->name;
    } else {
        activity.place = node["place"].text_if_any(40);
    }
    activity.community = reader.refer<CommunityId>(reader.communities, node["community"]);
    activity.organiser = node["organiser"].text(40);
    activity.contact = node["contact"].text(30);
    activity.capacity = node["capacity"].whole(0, 5000);
    activity.minimum = node["minimum"].whole_or(0, 0, 5000);
    activity.age_min = node["age_min"].whole_or(0, 0, 120);
    activity.age_max = node["age_max"].whole_or(0, 0, 120);
    activity.granted_minutes = node["granted_minutes"].whole_or(0, 0, 12 * 60);
    activity.placeholder = node["placeholder"].flag();
    if (activity.capacity > 0 && activity.minimum > activity.capacity) {
        node["minimum"].fault_of_value("is more than \"capacity\"");
    }
    if (activity.age_max > 0 && activity.age_min > activity.age_max) {
        node["age_min"].fault_of_value("is more than \"age_max\"");
    }
    return activity;
}

std::string occurrence_id(const std::string& id, LocalDate date, bool series) {
    if (!series) return id;
    std::string suffix = format_date(date);
    std::erase(suffix, '-');
    return id + "-" + suffix;
}

/// The unnamed people who hold a place, one number an occurrence.
std::vector<int> read_others(const TownNode& node, std::size_t occurrences, int capacity) {
    std::vector<int> others;
    for (const TownNode& number : node.items(occurrences, occurrences)) {
        others.push_back(number.whole(0, capacity > 0 ? capacity : 5000));
    }
    others.resize(occurrences);
    return others;
}

std::vector<int> read_cancelled_weeks(const TownNode& node, const Schedule& schedule) {
    std::vector<int> cancelled;
    for (const TownNode& week : node.items_if_any(53)) {
        cancelled.push_back(read_week(week));
        if (std::ranges::find(schedule.weeks, cancelled.back()) == schedule.weeks.end()) {
            week.fault_of_value("is not a week of this activity");
        }
    }
    return cancelled;
}

/// An activity in a room is a booking of that room, with the activity's own id.
void hold_room(TownReader& reader, const TownNode& node, const Activity& activity) {
    const domain::Room& room = *reader.find_room(activity.room);
    const LocalTime start = to_local(activity.when.start);
    const std::string moment = format_date(start.date) + " " + format_minute(start.minute_of_day);
    if (!domain::is_open(room, activity.when)) {
        node["when"].fault("room \"" + room.id.text() + "\" is closed at " + moment);
    }
    if (activity.capacity > room.capacity) {
        node["capacity"].fault_of_value("is more than room \"" + room.id.text() + "\" holds");
    }
    for (const domain::Booking& other : reader.town.bookings) {
        const domain::Occupancy occupancy{.when = other.when,
                                          .seats = other.seats,
                                          .buffer_minutes = room.buffer_minutes,
                                          .person = {}};
        if (other.room == room.id &&
            domain::collides(activity.when, room.buffer_minutes, occupancy)) {
            node["when"].fault("room \"" + room.id.text() + "\" is held by \"" +
                               other.activity.text() + "\" at " + moment);
        }
    }
    domain::Booking booking;
    booking.id = BookingId::trusted(activity.id.text());
    booking.room = room.id;
    booking.activity = activity.id;
    booking.when = activity.when;
    booking.seats = room.mode == domain::RoomMode::seats ? room.capacity : 1;
    booking.purpose = activity.title;
    booking.created_at = activity.sign_up_opens;
    reader.town.bookings.push_back(std::move(booking));
}

void read_activity(TownReader& reader, const TownNode& node, KnownIds& ids) {
    if (!node.is_object_of({"id", "title", "kind", "summary", "room", "place", "community",
                            "organiser", "contact", "when", "capacity", "minimum", "sign_up",
                            "age_min", "age_max", "granted_minutes", "others", "cancelled_weeks",
                            "placeholder"})) {
        return;
    }
    const std::string id = ids.add(node["id"]);
    const Schedule schedule = read_schedule(node["when"]);
    if (schedule.series && id.size() + date_suffix_bytes > max_id_bytes) {
        node["id"].fault_of_value("is too long for a series");
    }
    const Activity shared = read_shared(reader, node);
    const SignUpWindow window = read_window(node["sign_up"]);
    const auto others = read_others(node["others"], schedule.weeks.size(), shared.capacity);
    const auto cancelled = read_cancelled_weeks(node["cancelled_weeks"], schedule);
    if (!reader.faults.empty()) return;

    for (std::size_t i = 0; i < schedule.weeks.size(); ++i) {
        const int week = schedule.weeks[i];
        const LocalDate date = day_of_week(reader.today, week, schedule.weekday);
        Activity activity = shared;
        activity.id = ActivityId::trusted(occurrence_id(id, date, schedule.series));
        if (schedule.series) {
            activity.series = SeriesId::trusted(id);
            const std::string& own = activity.id.text();
            if (!ids.add(own)) node["id"].fault("\"" + own + "\" is there twice");
        }
        activity.when.start = to_moment(date, schedule.start_minute);
        activity.when.end = activity.when.start + schedule.minutes * minute_ms;
        activity.sign_up_opens = activity.when.start - window.opens_days_before * day_ms;
        activity.sign_up_closes = activity.when.start - window.closes_minutes_before * minute_ms;
        activity.signed_up = others[i];
        if (std::ranges::find(cancelled, week) != cancelled.end()) {
            activity.state = ActivityState::cancelled;
        } else if (!activity.room.empty()) {
            hold_room(reader, node, activity);
        }
        reader.occurrences.emplace(std::pair(id, week), activity.id);
        reader.town.activities.push_back(std::move(activity));
    }
}

SignUp read_sign_up(TownReader& reader, const TownNode& node, KnownIds& ids) {
    SignUp sign_up;
    if (!node.is_object_of({"id", "activity", "week", "person", "state", "created"})) {
        return sign_up;
    }
    sign_up.id = SignUpId::trusted(read_uuid(ids, node["id"]));
    const std::string activity = node["activity"].id();
    const int week = read_week(node["week"]);
    const auto found = reader.occurrences.find({activity, week});
    if (found != reader.occurrences.end()) {
        sign_up.activity = found->second;
    } else if (reader.faults.empty()) {
        node["activity"].fault_of_value("is not an activity of week " + std::to_string(week));
    }
    sign_up.person = reader.refer<PersonId>(reader.persons, node["person"]);
    sign_up.state = node["state"].choice<SignUpState>(sign_up_state_names);
    sign_up.created_at = read_past_moment(reader, node["created"]);
    return sign_up;
}

void check_sign_up(TownReader& reader, const TownNode& node, const SignUp& sign_up) {
    auto& activities = reader.town.activities;
    const auto activity = std::ranges::find(activities, sign_up.activity, &Activity::id);
    const domain::Person* person = reader.find_person(sign_up.person);

    domain::JoinActivityFacts facts;
    facts.now = sign_up.created_at;
    facts.signed_in = true;
    facts.activity = *activity;
    facts.own_commitments = commitments_of(reader, sign_up.person);
    if (person->birth_year > 0) {
        facts.age = to_local(sign_up.created_at).date.year - person->birth_year;
    }
    for (const SignUp& other : reader.town.sign_ups) {
        facts.already_signed_up |= other.activity == sign_up.activity &&
                                   other.person == sign_up.person &&
                                   other.state != SignUpState::cancelled;
    }
    const domain::JoinActivity command{.id = sign_up.id, .activity = sign_up.activity};
    for (const auto& one : domain::apply_rules(domain::join_activity_rules(), command, facts)) {
        node.fault("refused by the rules of signing up: " + std::string(name_of(one.refusal)));
    }
    if (sign_up.state == SignUpState::confirmed) ++activity->signed_up;
}

void read_sign_ups(TownReader& reader, const TownNode& list) {
    KnownIds ids("sign-up");
    std::vector<SignUp> sign_ups;
    const auto nodes = list.items(0, 5000);
    for (const TownNode& node : nodes) sign_ups.push_back(read_sign_up(reader, node, ids));
    if (!reader.faults.empty()) return;
    for (std::size_t i = 0; i < sign_ups.size(); ++i) {
        check_sign_up(reader, nodes[i], sign_ups[i]);
        reader.town.sign_ups.push_back(sign_ups[i]);
    }
}

}  // namespace

void read_activities(TownReader& reader, const TownNode& file) {
    if (!file.is_object_of({"note", "activities", "sign_ups"})) return;
    KnownIds ids("activity");
    for (const TownNode& node : file["activities"].items(0, 1000)) {
        read_activity(reader, node, ids);
    }
    read_sign_ups(reader, file["sign_ups"]);
    std::ranges::sort(reader.town.activities, {}, [](const Activity& activity) {
        return std::pair(activity.when.start, activity.id);
    });
}

}  // namespace yg::codec
