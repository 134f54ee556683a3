#include "server/privacy/my_data.hpp"

#include "store/activity_store.hpp"
#include "store/booking_store.hpp"
#include "store/client_store.hpp"
#include "store/concern_store.hpp"
#include "store/consent_store.hpp"
#include "store/identity_view_store.hpp"
#include "store/photo_store.hpp"
#include "store/session_store.hpp"
#include "store/sign_in_store.hpp"

namespace yg::server {
namespace {

struct Gathering {
    store::Database& database;
    const TownId& town;
    const PersonId& person;
    int rows = 0;
    codec::MyData data;

    /// As many as were asked for: there may be more.
    template <class Items>
    Items all_of(Items items) {
        if (items.size() >= static_cast<std::size_t>(rows)) data.complete = false;
        return items;
    }
};

Result<void> add_concerns(Gathering& gathering) {
    ASSIGN_OR_RETURN(auto concerns,
                     store::list_concerns_of_reporter(gathering.database, gathering.town,
                                                      gathering.person, gathering.rows));
    for (const domain::Concern& concern : concerns) {
        ASSIGN_OR_RETURN(const auto events, store::list_concern_events(gathering.database,
                                                                       gathering.town, concern.id));
        auto& all = gathering.data.concern_events;
        all.insert(all.end(), events.begin(), events.end());
        ASSIGN_OR_RETURN(const auto photos, store::list_photos_of_concern(
                                                gathering.database, gathering.town, concern.id));
        gathering.data.photos.insert(gathering.data.photos.end(), photos.begin(), photos.end());
    }
    gathering.data.concerns = gathering.all_of(std::move(concerns));
    return {};
}

Result<void> add_plans(Gathering& gathering) {
    ASSIGN_OR_RETURN(auto bookings,
                     store::list_bookings_of_person(gathering.database, gathering.town,
                                                    gathering.person, gathering.rows));
    gathering.data.bookings = gathering.all_of(std::move(bookings));
    ASSIGN_OR_RETURN(auto sign_ups,
                     store::list_every_sign_up_of_person(gathering.database, gathering.town,
                                                         gathering.person, gathering.rows));
    for (const domain::SignUp& sign_up : gathering.all_of(std::move(sign_ups))) {
        ASSIGN_OR_RETURN(
            const auto activity,
            store::find_activity(gathering.database, gathering.town, sign_up.activity));
        gathering.data.sign_ups.push_back({sign_up, activity ? activity->title : std::string()});
    }
    return {};
}

Result<void> add_sessions(Gathering& gathering, std::string_view current, TimeMs now) {
    ASSIGN_OR_RETURN(auto sessions, store::list_sessions(gathering.database, gathering.town,
                                                         gathering.person, now, gathering.rows));
    for (const store::SessionRow& row : gathering.all_of(std::move(sessions))) {
        gathering.data.sessions.push_back({.id = row.id,
                                           .created_at = row.created_at,
                                           .last_seen = row.last_seen,
                                           .current = row.token_hash == current});
    }
    return {};
}

Result<void> add_phones(Gathering& gathering) {
    ASSIGN_OR_RETURN(auto clients, store::list_clients_of(gathering.database, gathering.town,
                                                          gathering.person, gathering.rows));
    for (const store::Client& client : gathering.all_of(std::move(clients))) {
        codec::MyData::Phone phone{.id = client.id, .commands = {}};
        ASSIGN_OR_RETURN(auto outcomes, store::list_outcomes(gathering.database, gathering.town,
                                                             client.id, 0, gathering.rows));
        for (const store::Outcome& outcome : gathering.all_of(std::move(outcomes))) {
            phone.commands.push_back({outcome.n, outcome.command, outcome.refusal, outcome.at});
        }
        gathering.data.phones.push_back(std::move(phone));
    }
    return {};
}

}  // namespace

Result<codec::MyData> collect_my_data(store::Database& database, const TownId& town,
                                      const domain::Person& person, std::string_view session,
                                      TimeMs now, int rows) {
    Gathering gathering{database, town, person.id, rows, {}};
    gathering.data.at = now;
    gathering.data.account = person;
    ASSIGN_OR_RETURN(const auto totp, store::find_totp(database, town, person.id));
    gathering.data.second_step = totp.has_value();
    ASSIGN_OR_RETURN(gathering.data.consents, store::list_consents(database, town, person.id));
    RETURN_IF_ERROR(add_concerns(gathering));
    RETURN_IF_ERROR(add_plans(gathering));
    RETURN_IF_ERROR(add_sessions(gathering, session, now));
    ASSIGN_OR_RETURN(auto views, store::list_identity_views(database, town, person.id, rows));
    gathering.data.views = gathering.all_of(std::move(views));
    RETURN_IF_ERROR(add_phones(gathering));
    return std::move(gathering.data);
}

}  // namespace yg::server
