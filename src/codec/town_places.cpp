// town.json, grids.json, units.json and holidays.json.
#include <set>

#include "codec/town_reader.hpp"

namespace yg::codec {
namespace {

using domain::UnitKind;

constexpr std::size_t longest_name = 40;

constexpr std::array<NamedValue<UnitKind>, 3> unit_kind_names = {{
    {"department", UnitKind::department},
    {"enterprise", UnitKind::enterprise},
    {"property_company", UnitKind::property_company},
}};

domain::TownSettings read_settings(const TownNode& node) {
    domain::TownSettings settings;
    if (!node.exists() ||
        !node.is_object_of({"words_max", "concerns_a_day_max", "intake_clock_minutes",
                            "grid_clock_minutes", "urgent_clock_minutes", "purpose_max",
                            "active_bookings_max", "weekly_booking_max_minutes",
                            "cancel_before_minutes"})) {
        return settings;
    }
    const auto read_number = [&](std::string_view field, int& number, int least, int most) {
        number = node[field].whole_or(number, least, most);
    };
    const auto read_minutes = [&](std::string_view field, DurationMs& span, int least, int most) {
        if (node[field].exists()) span = node[field].whole(least, most) * minute_ms;
    };
    constexpr int month_minutes = 31 * 24 * 60;
    read_number("words_max", settings.words_max, 20, 2000);
    read_number("concerns_a_day_max", settings.concerns_a_day_max, 0, 1000);
    read_minutes("intake_clock_minutes", settings.intake_clock, 1, month_minutes);
    read_minutes("grid_clock_minutes", settings.grid_clock, 1, month_minutes);
    read_minutes("urgent_clock_minutes", settings.urgent_clock, 1, month_minutes);
    read_number("purpose_max", settings.purpose_max, 1, 200);
    read_number("active_bookings_max", settings.active_bookings_max, 1, 50);
    read_minutes("weekly_booking_max_minutes", settings.weekly_booking_max, 30, 7 * 24 * 60);
    read_minutes("cancel_before_minutes", settings.cancel_before, 0, 7 * 24 * 60);
    return settings;
}

domain::Telephone read_telephone(const TownNode& node) {
    domain::Telephone telephone;
    if (!node.is_object_of({"name", "number", "placeholder"})) return telephone;
    telephone.name = node["name"].text(longest_name);
    telephone.number = node["number"].text(20);
    if (telephone.number.find_first_not_of("0123456789-") != std::string::npos) {
        node["number"].fault_of_value("is not a telephone number");
    }
    telephone.placeholder = node["placeholder"].flag();
    return telephone;
}

domain::Community read_community(TownReader& reader, const TownNode& node,
                                 std::set<std::string>& codes) {
    domain::Community community;
    if (!node.is_object_of({"id", "name", "code", "placeholder"})) return community;
    community.id = CommunityId::trusted(reader.communities.add(node["id"]));
    community.name = node["name"].text(longest_name);
    community.code = node["code"].text(2);
    if (community.code.size() != 2 ||
        community.code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string::npos) {
        node["code"].fault_of_value("is not two capital letters");
    } else if (!codes.insert(community.code).second) {
        node["code"].fault_of_value("is there twice");
    }
    community.placeholder = node["placeholder"].flag();
    return community;
}

domain::Polygon read_boundary(const TownNode& node) {
    domain::Polygon boundary;
    for (const TownNode& corner : node.items(3, 64)) {
        const auto numbers = corner.items(2, 2);
        if (numbers.size() != 2) continue;
        boundary.push_back({.longitude_e6 = numbers[0].whole(-180'000'000, 180'000'000),
                            .latitude_e6 = numbers[1].whole(-90'000'000, 90'000'000)});
    }
    return boundary;
}

domain::Grid read_grid(TownReader& reader, const TownNode& node, std::set<int>& numbers) {
    domain::Grid grid;
    if (!node.is_object_of(
            {"id", "community", "number", "name", "compounds", "placeholder", "boundary"})) {
        return grid;
    }
    grid.id = GridId::trusted(reader.grids.add(node["id"]));
    grid.community = reader.refer<CommunityId>(reader.communities, node["community"]);
    grid.number = node["number"].whole(1, 9999);
    if (!numbers.insert(grid.number).second) node["number"].fault_of_value("is there twice");
    grid.name = node["name"].text(longest_name);
    for (const TownNode& compound : node["compounds"].items(0, 20)) {
        grid.compounds.push_back(compound.text(longest_name));
    }
    grid.placeholder = node["placeholder"].flag();
    grid.boundary = read_boundary(node["boundary"]);
    return grid;
}

domain::Unit read_unit(TownReader& reader, const TownNode& node) {
    domain::Unit unit;
    if (!node.is_object_of({"id", "name", "kind", "paired_grid", "members", "placeholder"})) {
        return unit;
    }
    unit.id = UnitId::trusted(reader.units.add(node["id"]));
    unit.name = node["name"].text(longest_name);
    unit.kind = node["kind"].choice<UnitKind>(unit_kind_names);
    unit.paired_grid = reader.refer_if_any<GridId>(reader.grids, node["paired_grid"]);
    unit.members = node["members"].whole(0, 100'000);
    unit.placeholder = node["placeholder"].flag();
    return unit;
}

/// A holiday's free days and the weekend days worked in exchange.
void read_holiday(TownReader& reader, const TownNode& node, std::set<LocalDate>& dates) {
    if (!node.is_object_of({"name", "from", "to", "workdays", "placeholder"})) return;
    const std::string name = node["name"].text(longest_name);
    const bool placeholder = node["placeholder"].flag();
    const auto add = [&](const TownNode& origin, LocalDate date, bool workday) {
        if (!dates.insert(date).second) {
            origin.fault(format_date(date) + " is there twice");
            return;
        }
        reader.town.calendar_days.push_back(
            {.date = date, .name = name, .workday = workday, .placeholder = placeholder});
    };

    const LocalDate from = node["from"].date();
    const LocalDate to = node["to"].date();
    const int days = days_between(from, to);
    if (days < 0 || days > 14) {
        node["to"].fault_of_value("is not within 15 days from " + format_date(from));
    } else {
        for (int i = 0; i <= days; ++i) add(node["to"], add_days(from, i), false);
    }
    for (const TownNode& workday : node["workdays"].items_if_any(10)) {
        const LocalDate date = workday.date();
        if (weekday_of(date) < Weekday::saturday) workday.fault_of_value("is not at a weekend");
        add(workday, date, true);
    }
}

}  // namespace

void read_town(TownReader& reader, const TownNode& file) {
    if (!file.is_object_of(
            {"note", "id", "name", "service_centre", "settings", "telephones", "communities"})) {
        return;
    }
    domain::TownProfile& profile = reader.town.profile;
    profile.id = TownId::trusted(file["id"].id());
    profile.name = file["name"].text(longest_name);
    profile.service_centre = file["service_centre"].text(longest_name);
    profile.settings = read_settings(file["settings"]);
    for (const TownNode& node : file["telephones"].items(0, 30)) {
        profile.telephones.push_back(read_telephone(node));
    }
    std::set<std::string> codes;
    for (const TownNode& node : file["communities"].items(1, 100)) {
        reader.town.communities.push_back(read_community(reader, node, codes));
    }
}

void read_grids(TownReader& reader, const TownNode& file) {
    if (!file.is_object_of({"note", "grids"})) return;
    std::set<int> numbers;
    for (const TownNode& node : file["grids"].items(1, 2000)) {
        reader.town.grids.push_back(read_grid(reader, node, numbers));
    }
    if (!reader.faults.empty()) return;
    const std::string tiling_fault = domain::describe_tiling_fault(reader.town.grids);
    if (!tiling_fault.empty()) file["grids"].fault(tiling_fault);
}

void read_units(TownReader& reader, const TownNode& file) {
    if (!file.is_object_of({"note", "units"})) return;
    for (const TownNode& node : file["units"].items(0, 2000)) {
        reader.town.units.push_back(read_unit(reader, node));
    }
}

void read_holidays(TownReader& reader, const TownNode& file) {
    if (!file.is_object_of({"note", "holidays"})) return;
    std::set<LocalDate> dates;
    for (const TownNode& node : file["holidays"].items(0, 200)) {
        read_holiday(reader, node, dates);
    }
}

}  // namespace yg::codec
