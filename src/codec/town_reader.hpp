// How decode_town is divided: one function a file, in the order of town_file_names, each adding to
// the same town. Must not be included outside the town's decoder.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "codec/town_codec.hpp"
#include "codec/town_json.hpp"

namespace yg::codec {

/// The identifiers of one kind of thing that are there to be referred to.
class KnownIds {
public:
    /// `what` completes the sentence "… is not a <what>".
    explicit KnownIds(std::string_view what) : what_(what) {}

    /// Reads the identifier of a new thing; a fault when it is taken.
    std::string add(const TownNode& node);
    /// Adds a thing that has no field of its own in the files.
    bool add(const std::string& id) { return ids_.insert(id).second; }
    /// Reads a reference; a fault when there is no such thing. Nothing is looked up when
    /// `check` is false.
    [[nodiscard]] std::string refer(const TownNode& node, bool check) const;

private:
    std::string what_;
    std::set<std::string> ids_;
};

struct TownReader {
    Town town;
    LocalDate today;
    TownFaults faults;

    /// True until a file had a fault: references into a file with faults would only add noise.
    bool references_can_be_checked = true;
    KnownIds communities{"community"};
    KnownIds grids{"grid"};
    KnownIds units{"unit"};
    KnownIds categories{"category"};
    KnownIds rooms{"room"};
    KnownIds persons{"person"};
    /// Activities by the id in the file and the week of the occurrence.
    std::map<std::pair<std::string, int>, ActivityId> occurrences;

    template <class Id>
    Id refer(const KnownIds& known, const TownNode& node) const {
        return Id::trusted(known.refer(node, references_can_be_checked));
    }
    /// Empty when the field is missing.
    template <class Id>
    Id refer_if_any(const KnownIds& known, const TownNode& node) const {
        return node.exists() ? refer<Id>(known, node) : Id();
    }
    [[nodiscard]] const domain::Room* find_room(const RoomId& id) const;
    [[nodiscard]] const domain::Grid* find_grid(const GridId& id) const;
    [[nodiscard]] const domain::Person* find_person(const PersonId& id) const;
    [[nodiscard]] const domain::Activity* find_activity(const ActivityId& id) const;
};

/// Reads the UUIDv7 of something that people create on their phones.
std::string read_uuid(KnownIds& known, const TownNode& node);
/// {"day": -3, "time": "08:30"}: a moment between `first_day` and `last_day` from today.
TimeMs read_moment(const TownReader& reader, const TownNode& node, int first_day, int last_day);
/// The same for what has happened: yesterday at the latest, so that it never lies in the future.
TimeMs read_past_moment(const TownReader& reader, const TownNode& node);
/// The day of `weekday` in the week `week` weeks after that of today.
LocalDate day_of_week(LocalDate today, int week, Weekday weekday);
Weekday read_weekday(const TownNode& node);

/// What holds a slot of `room` so far.
std::vector<domain::Occupancy> occupancies_of(const Town& town, const domain::Room& room);
/// When a person is at a booking or an activity.
std::vector<Interval> commitments_of(const TownReader& reader, const PersonId& person);

/// The furthest that dates in the files may lie from today.
inline constexpr int max_days_from_today = 400;
inline constexpr int max_weeks_from_today = 26;

void read_town(TownReader& reader, const TownNode& file);
void read_grids(TownReader& reader, const TownNode& file);
void read_units(TownReader& reader, const TownNode& file);
void read_categories(TownReader& reader, const TownNode& file);
void read_rooms(TownReader& reader, const TownNode& file);
void read_accounts(TownReader& reader, const TownNode& file);
void read_activities(TownReader& reader, const TownNode& file);
void read_bookings(TownReader& reader, const TownNode& file);
void read_concerns(TownReader& reader, const TownNode& file);
void read_holidays(TownReader& reader, const TownNode& file);

}  // namespace yg::codec
