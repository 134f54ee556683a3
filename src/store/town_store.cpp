#include "store/town_store.hpp"

#include <type_traits>

#include "store/compact_text.hpp"

namespace yg::store {
namespace {

std::string pack_telephones(const std::vector<domain::Telephone>& telephones) {
    std::vector<std::string> records;
    for (const auto& telephone : telephones) {
        records.push_back(
            join({telephone.name, telephone.number, telephone.placeholder ? "1" : "0"},
                 field_separator));
    }
    return join(records, record_separator);
}

std::vector<domain::Telephone> unpack_telephones(std::string_view text) {
    std::vector<domain::Telephone> telephones;
    for (const std::string& record : split(text, record_separator)) {
        const auto fields = split(record, field_separator);
        if (fields.size() == 3) telephones.push_back({fields[0], fields[1], fields[2] == "1"});
    }
    return telephones;
}

std::string pack_date(LocalDate date) {
    return format_date(date);
}

LocalDate unpack_date(std::string_view text) {
    const auto parts = split(text, '-');
    if (parts.size() != 3) return {};
    return {static_cast<int>(to_integer(parts[0])), static_cast<int>(to_integer(parts[1])),
            static_cast<int>(to_integer(parts[2]))};
}

domain::CalendarDay read_calendar_day(const Row& row) {
    return {unpack_date(row.text(0)), row.string(1), row.flag(2), row.flag(3)};
}

}  // namespace

Result<std::optional<TownId>> find_only_town(Database& database) {
    ASSIGN_OR_RETURN(const auto towns,
                     query_all(database, "SELECT town_id FROM town ORDER BY town_id LIMIT 2", {},
                               [](const Row& row) { return row.id<TownId>(0); }));
    return towns.size() == 1 ? std::optional(towns.front()) : std::nullopt;
}

Result<std::optional<domain::TownProfile>> find_town(Database& database, const TownId& town) {
    ASSIGN_OR_RETURN(
        auto profile,
        query_one(database, "SELECT name, service_centre, telephones FROM town WHERE town_id = ?1",
                  {town}, [&](const Row& row) {
                      domain::TownProfile found;
                      found.id = town;
                      found.name = row.string(0);
                      found.service_centre = row.string(1);
                      found.telephones = unpack_telephones(row.text(2));
                      return found;
                  }));
    if (!profile) return profile;
    ASSIGN_OR_RETURN(profile->settings, load_settings(database, town));
    return profile;
}

Result<void> put_town(Database& database, const domain::TownProfile& profile) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO town (town_id, name, service_centre, telephones) VALUES (?1, ?2, ?3, ?4) "
        "ON CONFLICT (town_id) DO UPDATE SET name = excluded.name, "
        "service_centre = excluded.service_centre, telephones = excluded.telephones",
        {profile.id, profile.name, profile.service_centre, pack_telephones(profile.telephones)}));
    Result<void> written;
    domain::visit_settings(profile.settings, [&](std::string_view name, std::int64_t value) {
        if (!written.ok()) return;
        const auto put = database.run(
            "INSERT INTO setting (town_id, name, value) VALUES (?1, ?2, ?3) "
            "ON CONFLICT (town_id, name) DO UPDATE SET value = excluded.value",
            {profile.id, name, value});
        if (!put.ok()) written = put.error();
    });
    return written;
}

Result<void> remove_town(Database& database, const TownId& town) {
    RETURN_IF_ERROR(database.run("DELETE FROM setting WHERE town_id = ?1", {town}));
    RETURN_IF_ERROR(database.run("DELETE FROM town WHERE town_id = ?1", {town}));
    return {};
}

Result<domain::TownSettings> load_settings(Database& database, const TownId& town) {
    domain::TownSettings settings;
    auto read = [&](const Row& row) {
        domain::visit_settings(settings, [&](std::string_view name, auto& value) {
            using Number = std::remove_reference_t<decltype(value)>;
            if (row.text(0) == name) value = static_cast<Number>(row.integer(1));
        });
    };
    RETURN_IF_ERROR(
        database.query("SELECT name, value FROM setting WHERE town_id = ?1", {town}, read));
    return settings;
}

Result<void> put_calendar_day(Database& database, const TownId& town,
                              const domain::CalendarDay& day) {
    RETURN_IF_ERROR(database.run(
        "INSERT INTO calendar_day (town_id, date, name, workday, placeholder) "
        "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (town_id, date) DO UPDATE SET "
        "name = excluded.name, workday = excluded.workday, placeholder = excluded.placeholder",
        {town, pack_date(day.date), day.name, day.workday, day.placeholder}));
    return {};
}

Result<std::optional<domain::CalendarDay>> find_calendar_day(Database& database, const TownId& town,
                                                             std::string_view date) {
    return query_one(database,
                     "SELECT date, name, workday, placeholder FROM calendar_day "
                     "WHERE town_id = ?1 AND date = ?2",
                     {town, date}, read_calendar_day);
}

Result<void> remove_calendar_day(Database& database, const TownId& town, std::string_view date) {
    RETURN_IF_ERROR(
        database.run("DELETE FROM calendar_day WHERE town_id = ?1 AND date = ?2", {town, date}));
    return {};
}

Result<std::vector<domain::CalendarDay>> list_calendar_days(Database& database, const TownId& town,
                                                            LocalDate first, LocalDate last) {
    return query_all(database,
                     "SELECT date, name, workday, placeholder FROM calendar_day "
                     "WHERE town_id = ?1 AND date >= ?2 AND date <= ?3 ORDER BY date",
                     {town, pack_date(first), pack_date(last)}, read_calendar_day);
}

}  // namespace yg::store
