#include "codec/my_data_codec.hpp"

#include "codec/activity_codec.hpp"
#include "codec/concern_codec.hpp"
#include "codec/json_archive.hpp"
#include "codec/person_fields.hpp"
#include "codec/room_codec.hpp"

namespace yg::codec {
namespace {

constexpr std::size_t name_max = 80;
constexpr std::size_t max_items = 100'000;
constexpr std::size_t max_erase_bytes = 1024;
constexpr int indent = 1;

constexpr auto describe_consent = [](auto& archive, auto& consent) {
    archive.text("text", consent.text, name_max);
    archive.number("version", consent.version, 1, std::numeric_limits<int>::max());
    archive.moment("at", consent.at);
};

constexpr auto describe_view = [](auto& archive, auto& view) {
    archive.moment("at", view.at);
    archive.choice("reason", view.reason, domain::ViewReason::account_listed,
                   domain::ViewReason::concern_handled);
    archive.choice("viewer_role", view.viewer_role, domain::Role::resident,
                   domain::Role::operator_);
    archive.text("viewer", view.viewer, name_max);
    archive.id_or_none("concern", view.concern);
};

constexpr auto describe_erased = [](auto& archive, auto& message) {
    archive.flag("erased", message.erased);
};

constexpr auto describe_erase = [](auto& archive, auto& message) {
    archive.id("person", message.person);
};

/// A row as its own codec writes it.
template <class Row>
Json json_of(const Row& row) {
    return Json::parse(encode(row), nullptr, false);
}

template <class Item, class Describe>
Json described(const Item& item, Describe describe) {
    Json json;
    JsonWriter writer(json);
    describe(writer, item);
    return json;
}

template <class Items, class ToJson>
Json array_of(const Items& items, ToJson to_json) {
    Json array = Json::array();
    for (const auto& item : items) array.push_back(to_json(item));
    return array;
}

Json write_sign_up(const MyData::SignUp& own) {
    Json json = json_of(own.sign_up);
    json["activity_title"] = own.activity;
    return json;
}

Json write_session(const SessionRow& session) {
    return {{"id", session.id},
            {"created_at", session.created_at},
            {"last_seen", session.last_seen},
            {"current", session.current}};
}

Json write_phone(const MyData::Phone& phone) {
    const auto write_command = [](const MyData::Command& command) {
        return Json{{"n", command.n},
                    {"id", command.id.text()},
                    {"outcome", domain::name_of(command.refusal)},
                    {"at", command.at}};
    };
    return {{"id", phone.id.text()}, {"commands", array_of(phone.commands, write_command)}};
}

int count_of(JsonReader& reader, const char* name) {
    const Json* found = reader.find_array(name, max_items);
    return found == nullptr ? 0 : static_cast<int>(found->size());
}

}  // namespace

std::string encode(const MyData& data) {
    const auto write_row = [](const auto& row) { return json_of(row); };
    const Json json = {
        {"at", data.at},
        {"complete", data.complete},
        {"account", described(data.account, describe_person)},
        {"second_step", data.second_step},
        {"consents",
         array_of(data.consents, [](const auto& one) { return described(one, describe_consent); })},
        {"concerns", array_of(data.concerns, write_row)},
        {"concern_events", array_of(data.concern_events, write_row)},
        {"photos", array_of(data.photos, write_row)},
        {"bookings", array_of(data.bookings, write_row)},
        {"sign_ups", array_of(data.sign_ups, write_sign_up)},
        {"sessions", array_of(data.sessions, write_session)},
        {"views",
         array_of(data.views, [](const auto& one) { return described(one, describe_view); })},
        {"phones", array_of(data.phones, write_phone)}};
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

Result<MyDataSummary> decode_my_data(std::string_view text) {
    ASSIGN_OR_RETURN(const Json json, parse_json(text, max_answer_bytes));
    return decode_with<MyDataSummary>(
        json, "my_data", [](JsonReader& reader, MyDataSummary& summary) {
            reader.moment("at", summary.at);
            reader.part("account", summary.account, describe_person);
            reader.list("consents", summary.consents, max_items, describe_consent);
            reader.list("views", summary.views, max_items, describe_view);
            summary.concerns = count_of(reader, "concerns");
            summary.bookings = count_of(reader, "bookings");
            summary.sign_ups = count_of(reader, "sign_ups");
            summary.sessions = count_of(reader, "sessions");
        });
}

std::string encode(const EraseAccountRequest& message) {
    return encode_with(message, describe_erase);
}

Result<EraseAccountRequest> decode_erase_account_request(std::string_view text) {
    ASSIGN_OR_RETURN(const Json json, parse_json(text, max_erase_bytes));
    return decode_with<EraseAccountRequest>(json, "message", describe_erase);
}

std::string encode(const ErasedAnswer& message) {
    return encode_with(message, describe_erased);
}

Result<ErasedAnswer> decode_erased_answer(std::string_view text) {
    ASSIGN_OR_RETURN(const Json json, parse_json(text, max_erase_bytes));
    return decode_with<ErasedAnswer>(json, "message", describe_erased);
}

}  // namespace yg::codec
