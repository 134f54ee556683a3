// What must hold whatever happens to phones, network and server. Each gives what is wrong in words,
// or nothing.
#pragma once

#include <string>
#include <vector>

#include "sim/storm_phone.hpp"
#include "store/database.hpp"

namespace yg::sim {

/// An empty text: it holds.
using Violation = std::string;

// The server's database, after every commit.
Violation no_double_booking(store::Database& server);
Violation no_more_people_than_places(store::Database& server);
Violation counts_match_sign_ups(store::Database& server);
Violation each_command_applied_once(store::Database& server);

/// At any quiet moment: nothing of anybody but who is signed in there.
Violation no_row_of_another_person(StormPage& page);

// In the end, when the network is back and everybody has synced.
Violation outbox_is_empty(StormPhone& phone);
/// Every kept command has one outcome, for the person who gave it; one that was applied is there,
/// and one that was refused, and no other, was told so. Those of deleted accounts are left out.
Violation nothing_kept_is_lost(store::Database& server, const TownId& town,
                               const std::vector<KeptCommand>& kept);
/// The page's rows are the server's, as its person may see them.
Violation phone_equals_server(StormPage& page, store::Database& server, const TownId& town);

}  // namespace yg::sim
