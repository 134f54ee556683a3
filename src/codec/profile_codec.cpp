#include "codec/profile_codec.hpp"

#include "codec/json_archive.hpp"

namespace yg::codec {
namespace {

constexpr std::size_t name_max = 80;
constexpr std::size_t max_telephones = 50;
constexpr std::int64_t max_setting = 366 * day_ms;

constexpr auto describe_telephone = [](auto& archive, auto& telephone) {
    archive.text("name", telephone.name, name_max);
    archive.text("number", telephone.number, 20);
    archive.flag("placeholder", telephone.placeholder);
};

constexpr auto describe_settings = [](auto& archive, auto& settings) {
    domain::visit_settings(settings, [&](const char* name, auto& value) {
        archive.number(name, value, 0, max_setting);
    });
};

constexpr auto describe_profile = [](auto& archive, auto& profile) {
    archive.id("id", profile.id);
    archive.text("name", profile.name, name_max);
    archive.text("service_centre", profile.service_centre, name_max);
    archive.list("telephones", profile.telephones, max_telephones, describe_telephone);
    archive.part("settings", profile.settings, describe_settings);
};

constexpr auto describe_calendar_day = [](auto& archive, auto& day) {
    archive.date("date", day.date);
    archive.text("name", day.name, name_max);
    archive.flag("workday", day.workday);
    archive.flag("placeholder", day.placeholder);
};

}  // namespace

std::string encode(const domain::TownProfile& profile) {
    return encode_with(profile, describe_profile);
}
Result<domain::TownProfile> decode_town_profile(std::string_view json) {
    return decode_text_with<domain::TownProfile>(json, "town", describe_profile);
}

std::string encode(const domain::CalendarDay& day) {
    return encode_with(day, describe_calendar_day);
}
Result<domain::CalendarDay> decode_calendar_day(std::string_view json) {
    return decode_text_with<domain::CalendarDay>(json, "calendar_day", describe_calendar_day);
}

}  // namespace yg::codec
