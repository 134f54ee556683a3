#include "codec/command_codec.hpp"

#include "codec/json_archive.hpp"
#include "codec/photo_fields.hpp"

namespace yg::codec {
namespace {

// Bounds of what is read at all. Whether it fits the town's settings is for the rules to say, so
// that the person is told; these only stop what no form of ours could have sent.
constexpr std::size_t words_max = 4000;
constexpr std::size_t line_max = 400;
constexpr int max_seats = 10'000;

/// New things are made by phones: their identifiers are UUIDs, so that they never meet by chance.
template <class Tag>
void new_id(JsonWriter& archive, const EntityId<Tag>& value) {
    archive.id("id", value);
}
template <class Tag>
void new_id(JsonReader& archive, EntityId<Tag>& value) {
    archive.id("id", value);
    if (!value.empty() && !is_uuid_v7(value.text())) archive.fail("id", "is not a version 7 UUID");
}

constexpr auto describe_new_photo = [](auto& archive, auto& photo) {
    new_id(archive, photo.id);
    photo_hash(archive, photo.sha256);
    archive.number("bytes", photo.bytes, 0, photo_bytes_max);
};

/// A phone that was updated with a command in its outbox sends one that knows no photos.
void new_photos(JsonWriter& archive, const std::vector<domain::NewPhoto>& photos) {
    archive.list("photos", photos, photos_max, describe_new_photo);
}
void new_photos(JsonReader& archive, std::vector<domain::NewPhoto>& photos) {
    if (archive.has("photos")) archive.list("photos", photos, photos_max, describe_new_photo);
}

struct DescribeArguments {
    template <class Archive, class T>
        requires std::same_as<std::remove_const_t<T>, domain::SubmitConcern>
    void operator()(Archive& archive, T& command) const {
        new_id(archive, command.id);
        archive.choice("type", command.type, domain::ConcernType::inquiry,
                       domain::ConcernType::suggestion);
        archive.id("category", command.category);
        archive.id("grid", command.grid);
        archive.unchecked_text("compound", command.compound, line_max);
        archive.unchecked_text("words", command.words, words_max);
        archive.unchecked_text("contact", command.contact, line_max);
        archive.flag("on_behalf", command.on_behalf);
        new_photos(archive, command.photos);
    }
    template <class Archive, class T>
        requires std::same_as<std::remove_const_t<T>, domain::BookRoom>
    void operator()(Archive& archive, T& command) const {
        new_id(archive, command.id);
        archive.id("room", command.room);
        archive.moment("start", command.when.start);
        archive.moment("end", command.when.end);
        archive.number("seats", command.seats, 1, max_seats);
        archive.unchecked_text("purpose", command.purpose, line_max);
    }
    template <class Archive, class T>
        requires std::same_as<std::remove_const_t<T>, domain::CancelBooking>
    void operator()(Archive& archive, T& command) const {
        archive.id("booking", command.booking);
    }
    template <class Archive, class T>
        requires std::same_as<std::remove_const_t<T>, domain::JoinActivity>
    void operator()(Archive& archive, T& command) const {
        new_id(archive, command.id);
        archive.id("activity", command.activity);
    }
    template <class Archive, class T>
        requires std::same_as<std::remove_const_t<T>, domain::LeaveActivity>
    void operator()(Archive& archive, T& command) const {
        archive.id("sign_up", command.sign_up);
    }
    template <class Archive, class T>
        requires std::same_as<std::remove_const_t<T>, domain::CorrectPerson>
    void operator()(Archive& archive, T& command) const {
        archive.unchecked_text("name", command.called, line_max);
        archive.unchecked_text("contact", command.contact, line_max);
    }
};

using Decoded = std::variant<domain::Command, UnreadableCommand>;

/// Tries the alternatives of domain::Command by their names.
template <std::size_t index = 0>
Decoded decode_alternative(std::string_view name, std::string_view args) {
    if constexpr (index == std::variant_size_v<domain::Command>) {
        return UnreadableCommand{domain::Refusal::unknown_command,
                                 "unknown command " + std::string(name)};
    } else {
        using One = std::variant_alternative_t<index, domain::Command>;
        if (name != One::name) return decode_alternative<index + 1>(name, args);
        const auto json = parse_json(args, max_args_bytes);
        if (!json.ok()) {
            return UnreadableCommand{domain::Refusal::malformed_arguments, json.error().detail};
        }
        auto command = decode_with<One>(json.value(), One::name.data(), DescribeArguments{});
        if (!command.ok()) {
            return UnreadableCommand{domain::Refusal::malformed_arguments, command.error().detail};
        }
        return domain::Command(std::move(command).value());
    }
}

}  // namespace

EncodedCommand encode(const domain::Command& command) {
    return std::visit(
        [](const auto& one) {
            return EncodedCommand{std::string(one.name), encode_with(one, DescribeArguments{})};
        },
        command);
}

std::variant<domain::Command, UnreadableCommand> decode_command(std::string_view name,
                                                                std::string_view args) {
    return decode_alternative(name, args);
}

}  // namespace yg::codec
