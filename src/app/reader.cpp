#include "app/reader.hpp"

#include <algorithm>

#include "codec/command_codec.hpp"
#include "store/activity_store.hpp"
#include "store/booking_store.hpp"

namespace yg::app {
namespace {

/// Names a command's subject; one overload a command.
struct SubjectNamer {
    const Reader& reader;

    Subject operator()(const domain::SubmitConcern& command) const {
        return {.title = command.words, .route = "/concerns"};
    }
    Subject operator()(const domain::BookRoom& command) const {
        return {.title = room_name(reader, command.room), .route = "/rooms/" + command.room.text()};
    }
    Subject operator()(const domain::CancelBooking& command) const {
        const auto booking =
            or_empty(store::find_booking(reader.database, reader.town, command.booking));
        return {.title = booking ? room_name(reader, booking->room) : std::string(),
                .route = "/me"};
    }
    Subject operator()(const domain::JoinActivity& command) const {
        return activity(command.activity);
    }
    Subject operator()(const domain::LeaveActivity& command) const {
        const auto sign_up =
            or_empty(store::find_sign_up(reader.database, reader.town, command.sign_up));
        return sign_up ? activity(sign_up->activity) : Subject{.title = {}, .route = "/activities"};
    }

    Subject operator()(const domain::CorrectPerson& command) const {
        return {.title = command.called, .route = "/me/data"};
    }

    [[nodiscard]] Subject activity(const ActivityId& id) const {
        const auto found = or_empty(store::find_activity(reader.database, reader.town, id));
        return {.title = found ? found->title : std::string(), .route = "/activities/" + id.text()};
    }
};

}  // namespace

PersonId my_id(const Reader& reader) {
    return reader.me ? reader.me->id : PersonId();
}

Delivery delivery_of(const Reader& reader, std::string_view command_id) {
    const bool waiting = std::any_of(reader.unanswered.begin(), reader.unanswered.end(),
                                     [&](const auto& record) { return record.id == command_id; });
    return waiting ? Delivery::on_phone : Delivery::delivered;
}

Subject subject_of(const Reader& reader, std::string_view command, std::string_view args) {
    const auto decoded = codec::decode_command(command, args);
    const auto* readable = std::get_if<domain::Command>(&decoded);
    return readable ? std::visit(SubjectNamer{reader}, *readable) : Subject{};
}

std::vector<RefusedItem> load_refused(const Reader& reader) {
    std::vector<RefusedItem> items;
    for (const auto& refused : or_empty(store::list_refused(reader.database, reader.town))) {
        Subject subject = subject_of(reader, refused.name, refused.args);
        items.push_back({.id = refused.command_id,
                         .command = refused.name,
                         .refusal = refused.refusal,
                         .title = std::move(subject.title),
                         .route = std::move(subject.route),
                         .at = refused.at});
    }
    return items;
}

}  // namespace yg::app
