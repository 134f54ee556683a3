// What only the server may do to make a command's effects final. A phone has no authority and
// skips all of it; its effects are replaced by the server's at the next pull.
#pragma once

#include <string>

#include "base/ids.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "domain/activity/activity.hpp"
#include "domain/concern/concern.hpp"
#include "domain/concern/photo.hpp"
#include "domain/person/person.hpp"
#include "domain/room/room.hpp"
#include "store/database.hpp"

namespace yg::engine {

class Authority {
public:
    virtual ~Authority() = default;

    /// The next public number of a concern in `grid`: "XC-1124-0007".
    virtual Result<std::string> number_concern(store::Database& database, const TownId& town,
                                               const GridId& grid, TimeMs now) = 0;

    /// False when somebody else holds one of the slots.
    virtual Result<bool> claim_slots(store::Database& database, const TownId& town,
                                     const domain::Room& room, const domain::Booking& booking) = 0;
    virtual Result<void> release_slots(store::Database& database, const TownId& town,
                                       const BookingId& booking) = 0;

    // Each tells everyone who may see a row that it changed.
    virtual Result<void> publish(store::Database& database, const TownId& town,
                                 const domain::Concern& concern) = 0;
    virtual Result<void> publish(store::Database& database, const TownId& town,
                                 const domain::Concern& concern,
                                 const domain::ConcernEvent& event) = 0;
    virtual Result<void> publish(store::Database& database, const TownId& town,
                                 const domain::Concern& concern, const domain::Photo& photo) = 0;
    virtual Result<void> publish(store::Database& database, const TownId& town,
                                 const domain::Booking& booking) = 0;
    virtual Result<void> publish(store::Database& database, const TownId& town,
                                 const domain::Activity& activity) = 0;
    virtual Result<void> publish(store::Database& database, const TownId& town,
                                 const domain::SignUp& sign_up) = 0;
    virtual Result<void> publish(store::Database& database, const TownId& town,
                                 const domain::Person& person) = 0;
};

}  // namespace yg::engine
