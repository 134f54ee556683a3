#include "codec/activity_codec.hpp"

#include "codec/json_archive.hpp"

namespace yg::codec {
namespace {

constexpr std::size_t name_max = 80;
constexpr std::size_t summary_max = 2000;
constexpr int max_people = 1'000'000;
constexpr int max_age = 150;

constexpr auto describe_activity = [](auto& archive, auto& activity) {
    archive.id("id", activity.id);
    archive.id_or_none("series", activity.series);
    archive.text("title", activity.title, name_max);
    archive.choice("kind", activity.kind, domain::ActivityKind::volunteer,
                   domain::ActivityKind::service);
    archive.text("summary", activity.summary, summary_max);
    archive.id_or_none("room", activity.room);
    archive.text("place", activity.place, name_max);
    archive.id_or_none("community", activity.community);
    archive.text("organiser", activity.organiser, name_max);
    archive.text("contact", activity.contact, name_max);
    archive.moment("start", activity.when.start);
    archive.moment("end", activity.when.end);
    archive.number("capacity", activity.capacity, 0, max_people);
    archive.number("minimum", activity.minimum, 0, max_people);
    archive.moment("sign_up_opens", activity.sign_up_opens);
    archive.moment("sign_up_closes", activity.sign_up_closes);
    archive.number("age_min", activity.age_min, 0, max_age);
    archive.number("age_max", activity.age_max, 0, max_age);
    archive.number("granted_minutes", activity.granted_minutes, 0, 7 * 24 * 60);
    archive.number("signed_up", activity.signed_up, 0, max_people);
    archive.choice("state", activity.state, domain::ActivityState::planned,
                   domain::ActivityState::cancelled);
    archive.flag("placeholder", activity.placeholder);
};

constexpr auto describe_sign_up = [](auto& archive, auto& sign_up) {
    archive.id("id", sign_up.id);
    archive.id("activity", sign_up.activity);
    archive.id("person", sign_up.person);
    archive.choice("state", sign_up.state, domain::SignUpState::confirmed,
                   domain::SignUpState::cancelled);
    archive.moment("created_at", sign_up.created_at);
};

}  // namespace

std::string encode(const domain::Activity& activity) {
    return encode_with(activity, describe_activity);
}
Result<domain::Activity> decode_activity(std::string_view json) {
    return decode_text_with<domain::Activity>(json, "activity", describe_activity);
}

std::string encode(const domain::SignUp& sign_up) {
    return encode_with(sign_up, describe_sign_up);
}
Result<domain::SignUp> decode_sign_up(std::string_view json) {
    return decode_text_with<domain::SignUp>(json, "sign_up", describe_sign_up);
}

}  // namespace yg::codec
