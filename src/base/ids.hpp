// Identifiers: typed, printable, bounded; and UUIDv7 (RFC 9562) for what phones create.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/time.hpp"

namespace yg {

/// Longest identifier: a UUID in text form.
inline constexpr std::size_t max_id_bytes = 36;

/// True for 1–36 characters of [a-z0-9-].
bool is_valid_id(std::string_view text);

/// An identifier of one kind of thing. Different tags don't mix. Empty means "none".
template <class Tag>
class EntityId {
public:
    EntityId() = default;

    /// Nothing when `text` is not a valid identifier.
    static std::optional<EntityId> parse(std::string_view text) {
        if (!is_valid_id(text)) return std::nullopt;
        return EntityId(std::string(text));
    }
    /// For identifiers already known to be valid (from our own database, a literal).
    static EntityId trusted(std::string_view text) { return EntityId(std::string(text)); }

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }
    auto operator<=>(const EntityId&) const = default;

private:
    explicit EntityId(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

using TownId = EntityId<struct TownTag>;
using CommunityId = EntityId<struct CommunityTag>;
using GridId = EntityId<struct GridTag>;
using CompoundId = EntityId<struct CompoundTag>;
using UnitId = EntityId<struct UnitTag>;
using PersonId = EntityId<struct PersonTag>;
using CategoryId = EntityId<struct CategoryTag>;
using ConcernId = EntityId<struct ConcernTag>;
using PhotoId = EntityId<struct PhotoTag>;
using RoomId = EntityId<struct RoomTag>;
using BookingId = EntityId<struct BookingTag>;
using ActivityId = EntityId<struct ActivityTag>;
using SeriesId = EntityId<struct SeriesTag>;
using SignUpId = EntityId<struct SignUpTag>;
using CommandId = EntityId<struct CommandTag>;
/// One installation of the portal in one browser.
using ClientId = EntityId<struct ClientTag>;

/// A new UUIDv7 in lower-case text form. Sorts by `now` to the millisecond.
std::string make_uuid_v7(TimeMs now, RandomSource& random);
/// True for the canonical lower-case text form of a version 7 UUID.
bool is_uuid_v7(std::string_view text);

}  // namespace yg
