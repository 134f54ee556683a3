#include "codec/concern_codec.hpp"

#include "codec/json_archive.hpp"
#include "codec/photo_fields.hpp"

namespace yg::codec {
namespace {

constexpr std::size_t name_max = 80;
constexpr std::size_t words_max = 5000;
constexpr std::size_t event_id_max = max_id_bytes;

constexpr auto describe_category = [](auto& archive, auto& category) {
    archive.id("id", category.id);
    archive.text("name", category.name, name_max);
    archive.choice("kind", category.kind, domain::CategoryKind::conduct,
                   domain::CategoryKind::facility);
    archive.flag("urgent", category.urgent);
    archive.number("order", category.order, 0, 1'000'000);
};

constexpr auto describe_concern = [](auto& archive, auto& concern) {
    archive.id("id", concern.id);
    archive.text("number", concern.number, 20);
    archive.choice("type", concern.type, domain::ConcernType::inquiry,
                   domain::ConcernType::suggestion);
    archive.id("category", concern.category);
    archive.id("grid", concern.grid);
    archive.text("compound", concern.compound, name_max);
    archive.text("words", concern.words, words_max);
    archive.id_or_none("reporter", concern.reporter);
    archive.text("contact", concern.contact, 40);
    archive.flag("on_behalf", concern.on_behalf);
    archive.flag("released", concern.released);
    archive.choice("state", concern.state, domain::ConcernState::submitted,
                   domain::ConcernState::reopened);
    archive.choice("level", concern.level, domain::Level::member_household, domain::Level::joint);
    archive.id_or_none("lead_unit", concern.lead_unit);
    archive.text("answer", concern.answer, words_max);
    archive.number("rating", concern.rating, 0, 5);
    archive.moment("created_at", concern.created_at);
    archive.moment("step_started_at", concern.step_started_at);
    archive.moment("due_at", concern.due_at);
};

constexpr auto describe_event = [](auto& archive, auto& event) {
    archive.text("id", event.id, event_id_max);
    archive.id("concern", event.concern);
    archive.moment("at", event.at);
    archive.choice("state", event.state, domain::ConcernState::submitted,
                   domain::ConcernState::reopened);
    archive.choice("level", event.level, domain::Level::member_household, domain::Level::joint);
    archive.text("actor", event.actor, name_max);
    archive.text("remark", event.remark, words_max);
};

constexpr auto describe_photo = [](auto& archive, auto& photo) {
    archive.id("id", photo.id);
    archive.id("concern", photo.concern);
    archive.number("position", photo.position, 0, photos_max);
    photo_hash(archive, photo.sha256);
    archive.number("bytes", photo.bytes, 0, photo_bytes_max);
    archive.moment("arrived_at", photo.arrived_at);
};

}  // namespace

std::string encode(const domain::Category& category) {
    return encode_with(category, describe_category);
}
Result<domain::Category> decode_category(std::string_view json) {
    return decode_text_with<domain::Category>(json, "category", describe_category);
}

std::string encode(const domain::Concern& concern) {
    return encode_with(concern, describe_concern);
}
Result<domain::Concern> decode_concern(std::string_view json) {
    return decode_text_with<domain::Concern>(json, "concern", describe_concern);
}

std::string encode(const domain::ConcernEvent& event) {
    return encode_with(event, describe_event);
}
Result<domain::ConcernEvent> decode_concern_event(std::string_view json) {
    ASSIGN_OR_RETURN(auto event,
                     decode_text_with<domain::ConcernEvent>(json, "concern_event", describe_event));
    if (!is_valid_id(event.id)) {
        return Error{ErrorKind::invalid_input, "concern_event.id is not an identifier"};
    }
    return event;
}

std::string encode(const domain::Photo& photo) {
    return encode_with(photo, describe_photo);
}
Result<domain::Photo> decode_photo(std::string_view json) {
    return decode_text_with<domain::Photo>(json, "photo", describe_photo);
}

}  // namespace yg::codec
