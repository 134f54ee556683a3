// Owns the server's authority over one town: numbers, slots, and the feed's scopes.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "engine/authority.hpp"
#include "store/feed_store.hpp"

namespace yg::engine {

inline constexpr std::string_view public_scope = "public";
/// "user:<id>"
std::string user_scope(const PersonId& person);

/// Lives for one command, inside its savepoint: all rows it publishes share one feed version, taken
/// when the first is published, and given back when the savepoint is undone.
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
                         const domain::Booking& booking) override;
    Result<void> publish(store::Database& database, const TownId& town,
                         const domain::Activity& activity) override;
    Result<void> publish(store::Database& database, const TownId& town,
                         const domain::SignUp& sign_up) override;

    /// For rows without commands of their own yet (places, rooms, persons).
    Result<void> touch(store::Database& database, const TownId& town, std::string_view scope,
                       std::string_view entity, std::string_view id, bool removed = false);

    /// Scopes touched so far, for poking whoever listens after the commit.
    [[nodiscard]] const std::set<std::string>& touched_scopes() const { return touched_scopes_; }
    /// The version those rows carry; 0 when nothing was published.
    [[nodiscard]] store::FeedVersion version() const { return version_; }

private:
    store::FeedVersion version_ = 0;
    std::set<std::string> touched_scopes_;
};

}  // namespace yg::engine
