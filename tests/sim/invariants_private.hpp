// What must hold of what is a person's alone: photos, and everything of somebody who is gone. In
// the end, when the network is back and everybody has synced, unless it says otherwise.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sim/invariants.hpp"
#include "sim/storm_server.hpp"

namespace yg::sim {

/// Every photo of a concern that was applied, and whose owner has an account, is on the server as
/// the picture that was taken, and a concern has the photos that it was sent with.
Violation every_photo_arrived(StormServer& server, const Sky& sky);
/// However its pieces come, a photo is put together as it was, unless the power took some of
/// it. At any time.
Violation no_photo_came_damaged(const StormServer& server);
/// Once the server has a photo, the phone lets go of it.
Violation no_photo_stays_behind(const StormPhone& phone, store::Database& server);
/// The server shows each photo to whoever is signed in on the phone if it is theirs, and else
/// nothing.
Violation photos_are_shown_to_their_reporter_only(StormPhone& phone, StormServer& server);
/// After tidying up, the server has files of photos that arrived, and no others.
Violation every_file_is_a_photos(StormServer& server);
/// After a week, a page opened then keeps photos of its draft and of refused concerns, and no
/// others.
Violation every_kept_photo_is_named(StormPhone& phone);

/// By which somebody's data is found.
struct Mark {
    std::string person;
    std::vector<std::string> texts;
};
/// `contacts`: the numbers that people gave, by person. A number that somebody else has now is left
/// out.
std::vector<Mark> marks_of_erased(store::Database& server, const TownId& town,
                                  const std::map<std::string, std::vector<std::string>>& contacts);
/// Neither name, number, words nor identifier, in any table of a server or a phone; the list of who
/// was erased and the feed's news of it are what stays.
Violation nothing_is_left_of_the_erased(store::Database& database, const std::vector<Mark>& marks);

}  // namespace yg::sim
