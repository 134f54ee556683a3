// 我的: who I am here, what I have booked, and how the phone stands with the server.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/activities.hpp"
#include "app/rooms.hpp"
#include "domain/person/person.hpp"

namespace yg::app {

struct SampleAccount {
    PersonId id;
    std::string name;
    domain::Role role = domain::Role::resident;
};

struct SyncState {
    bool online = true;  ///< As the last exchange showed.
    bool running = false;
    int waiting = 0;          ///< Outbox records not yet answered.
    TimeMs last_sync_at = 0;  ///< 0: never.
    /// This page and the server no longer understand each other: only loading it anew helps.
    bool reload_needed = false;
    /// The local database could not be used and was built anew from the server.
    bool image_rebuilt = false;
    bool full = false;  ///< The town no longer fits into the phone: nothing new is fetched.
    /// The phone can't keep anything (private mode, disk full): say 未保存.
    bool storage_failed = false;
};

/// Something of mine that the server refused; stays until dismissed.
struct RefusedItem {
    std::string id;       ///< The command's.
    std::string command;  ///< "book_room"
    domain::Refusal refusal = domain::Refusal::none;
    std::string title;  ///< A concern's words, a room's name, an activity's title.
    std::string route;
    TimeMs at = 0;
};

struct Me {
    std::optional<domain::Person> person;
    std::string community;
    int grid_number = 0;
    bool demo = false;
    std::vector<SampleAccount> sample_accounts;  ///< Demo mode, signed out.
    bool accounts_loading = false;
    bool accounts_failed = false;  ///< Whether this is a demo is not known yet.
    Action sign_in;
    Action sign_out;
    int concerns = 0;
    std::vector<BookingRow> bookings;   ///< Not over, soonest first.
    std::vector<ActivityRow> sign_ups;  ///< Not over, soonest first.
    std::vector<RefusedItem> refused;
    SyncState sync;
};

}  // namespace yg::app
