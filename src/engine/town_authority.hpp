// Owns the server's authority over one town: numbers, slots, and the feed's scopes.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/authority.hpp"
#include "store/feed_store.hpp"

namespace yg::engine {

inline constexpr std::string_view public_scope = "public";
/// "user:<id>"
std::string user_scope(const PersonId& person);

/// Lives for one writing transaction.
class TownAuthority final : public Authority {
public:
    Result<std::string> number_concern(store::Database& database, const TownId& town,
                                       const GridId& grid, TimeMs now) override;
    Result<bool> claim_slots(store::Database& database, const TownId& town,
                             const domain::Room& room, const domain::Booking& booking) override;
    Result<void> release_slots(store::Database& database, const TownId& town,
                               const BookingId& booking) override;
    Result<void> publish(store::Database& database, const TownId& town,
                         const domain::Concern& concern) override;
    Result<void> publish(store::Database& database, const TownId& town,
                         const domain::Concern& concern,
                         const domain::ConcernEvent& event) override;
    Result<void> publish(store::Database& database, const TownId& town,
                         const domain::Concern& concern, const domain::Photo& photo) override;
    Result<void> publish(store::Database& database, const TownId& town,
                         const domain::Booking& booking) override;
    Result<void> publish(store::Database& database, const TownId& town,
                         const domain::Activity& activity) override;
    Result<void> publish(store::Database& database, const TownId& town,
                         const domain::SignUp& sign_up) override;
    Result<void> publish(store::Database& database, const TownId& town,
                         const domain::Person& person) override;

    /// For rows without commands of their own yet (places, rooms).
    Result<void> touch(store::Database& database, const TownId& town, std::string_view scope,
                       std::string_view entity, std::string_view id, bool removed = false);

    /// The newest version of each scope touched so far, for poking whoever listens after the
    /// commit. (A command undone by its savepoint may have left a scope in it: such a poke is
    /// harmless.)
    [[nodiscard]] const std::map<std::string, store::FeedVersion>& touched_scopes() const {
        return touched_scopes_;
    }

private:
    /// The public scope gains, keeps or loses a row.
    Result<void> touch_if_shown(store::Database& database, const TownId& town,
                                std::string_view entity, std::string_view id, bool shown);

    std::map<std::string, store::FeedVersion> touched_scopes_;
};

}  // namespace yg::engine
