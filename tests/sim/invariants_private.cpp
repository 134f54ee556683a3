#include "sim/invariants_private.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "codec/command_codec.hpp"
#include "domain/command.hpp"
#include "sim/portal_probe.hpp"
#include "sim/storm_pictures.hpp"
#include "sim/storm_town.hpp"
#include "store/erasure_store.hpp"
#include "store/pending_store.hpp"

namespace yg::sim {
namespace {

using app::PortalProbe;
namespace fs = std::filesystem;

// ---- Photos ------------------------------------------------------------------------------------

struct PhotoRow {
    std::string id;
    std::string concern;
    std::string reporter;  ///< Empty: nobody's any more.
    std::string file;      ///< Empty: it has not arrived.
};

std::vector<PhotoRow> list_photos(store::Database& server) {
    return store::query_all(
               server,
               "SELECT p.id, p.concern_id, coalesce(c.reporter_id, ''), coalesce(f.file, '') "
               "FROM photo p "
               "LEFT JOIN concern c ON c.town_id = p.town_id AND c.id = p.concern_id "
               "LEFT JOIN photo_file f ON f.town_id = p.town_id AND f.photo_id = p.id "
               "AND p.arrived_at > 0 ORDER BY p.concern_id, p.position",
               {},
               [](const store::Row& row) {
                   return PhotoRow{row.string(0), row.string(1), row.string(2), row.string(3)};
               })
        .value();
}

Violation judge_photo(StormServer& server, const Sky& sky, const PhotoRow& photo) {
    const std::string name = "photo " + photo.id + " of " + photo.concern;
    if (photo.reporter.empty()) return name + " is nobody's";
    if (photo.file.empty()) return name + " has not arrived";
    const server::Reencoded& kept = kept_picture(sky.motifs.at(photo.id));
    const auto whole = server.photos().read(photo.file, server::PhotoSize::whole);
    const auto small = server.photos().read(photo.file, server::PhotoSize::small);
    const bool there = whole.ok() && small.ok();
    if (!there) return name + " has no file";
    const bool same = whole.value() == kept.whole.bytes && small.value() == kept.small.bytes;
    return same ? Violation() : name + " is another picture";
}

using PhotoIds = std::vector<std::string>;

/// Of every form that was sent under the concern's id.
std::vector<PhotoIds> photos_sent_with(const Sky& sky, const std::string& concern) {
    std::vector<PhotoIds> sent;
    for (const KeptCommand& one : sky.submitted) {
        if (one.id != concern) continue;
        const auto decoded = codec::decode_command(one.name, one.args);
        PhotoIds photos;
        for (const auto& photo :
             std::get<domain::SubmitConcern>(std::get<domain::Command>(decoded)).photos) {
            photos.push_back(photo.id.text());
        }
        sent.push_back(std::move(photos));
    }
    return sent;
}

Violation judge_concerns(store::Database& server, const Sky& sky,
                         const std::vector<PhotoRow>& photos) {
    std::map<std::string, PhotoIds> found;
    for (const PhotoRow& photo : photos) found[photo.concern].push_back(photo.id);
    const auto concerns = store::query_all(server, "SELECT id FROM concern WHERE reporter_id <> ''",
                                           {}, [](const store::Row& row) { return row.string(0); });
    for (const std::string& concern : concerns.value()) {
        const auto sent = photos_sent_with(sky, concern);
        const bool as_sent = std::ranges::find(sent, found[concern]) != sent.end();
        if (!sent.empty() && !as_sent) return "concern " + concern + " has other photos than sent";
    }
    return {};
}

}  // namespace

Violation every_photo_arrived(StormServer& server, const Sky& sky) {
    const std::vector<PhotoRow> photos = list_photos(server.database());
    for (const PhotoRow& photo : photos) {
        Violation found = judge_photo(server, sky, photo);
        if (!found.empty()) return found;
    }
    return judge_concerns(server.database(), sky, photos);
}

Violation no_photo_came_damaged(const StormServer& server) {
    const bool damaged = server.refused_photos() > 0 && !server.lost_bytes();
    return damaged ? "a photo came damaged" : "";
}

Violation no_photo_stays_behind(const StormPhone& phone, store::Database& server) {
    for (const auto& [id, kept] : phone.disk.photos) {
        const auto rows = store::query_integer(
            server, "SELECT COUNT(*) FROM photo WHERE id = ?1 AND arrived_at > 0", {id});
        if (rows.value() == 0) continue;
        return "phone " + std::to_string(phone.disk.device) + " still keeps photo " + id;
    }
    return {};
}

Violation photos_are_shown_to_their_reporter_only(StormPhone& phone, StormServer& server) {
    const auto& me = PortalProbe::me(phone.pages[0]->portal());
    for (const PhotoRow& photo : list_photos(server.database())) {
        if (photo.file.empty()) continue;
        const int status = server.ask_for("/api/v1/photos/" + photo.id + "?small=1", phone.cookie);
        const bool mine = me && me->id.text() == photo.reporter;
        if ((status == 200) == mine) continue;
        return "photo " + photo.id + " of " + photo.reporter + " is answered " +
               std::to_string(status) + " to " + (me ? me->id.text() : "nobody");
    }
    return {};
}

Violation every_file_is_a_photos(StormServer& server) {
    std::set<std::string> known;
    for (const PhotoRow& photo : list_photos(server.database())) known.insert(photo.file);
    const std::string& folder = server.photos().folder();
    for (const auto& file : fs::directory_iterator(server::incoming_photos_path(folder))) {
        return "something of a photo is still coming in: " + file.path().filename().string();
    }
    for (const auto& file : fs::directory_iterator(folder)) {
        const std::string name = file.path().filename().string();
        if (!file.is_regular_file() || known.contains(server::photo_name_of(name))) continue;
        return "the file " + name + " is no photo's";
    }
    return {};
}

Violation every_kept_photo_is_named(StormPhone& phone) {
    std::string named = phone.preferences.get(app::draft_key("photos"));
    for (const auto& page : phone.pages) {
        sync::Replica& replica = PortalProbe::replica(page->portal());
        const auto refused = store::list_refused(replica.database(), replica.town());
        for (const auto& command : refused.value()) named += command.args;
    }
    for (const auto& [id, kept] : phone.disk.photos) {
        if (named.find(id) != std::string::npos) continue;
        return "phone " + std::to_string(phone.disk.device) + " keeps photo " + id +
               " that nothing names";
    }
    return {};
}

// ---- People who are gone -----------------------------------------------------------------------

namespace {

/// Numbers that the town's people sign in with.
const std::map<std::string, std::string, std::less<>>& first_numbers() {
    static const std::map<std::string, std::string, std::less<>> all = [] {
        std::map<std::string, std::string, std::less<>> made;
        for (const auto& person : storm_town().persons) made[person.id.text()] = person.phone;
        return made;
    }();
    return all;
}

bool is_somebody_elses(store::Database& server, const std::string& number) {
    const auto count = [&](std::string_view sql) {
        return store::query_integer(server, sql, {number}).value();
    };
    return count("SELECT COUNT(*) FROM person WHERE phone = ?1") > 0 ||
           count("SELECT COUNT(*) FROM sign_in_request WHERE phone = ?1") > 0;
}

struct Table {
    std::string name;
    std::string query;  ///< Gives each of its rows as one text.
};

std::vector<Table> list_tables(store::Database& database) {
    return store::query_all(database,
                            "SELECT m.name, (SELECT group_concat('quote(' || p.name || ')', '||') "
                            "FROM pragma_table_info(m.name) AS p) FROM sqlite_schema AS m "
                            "WHERE m.type = 'table' AND m.name <> 'erased_person' ORDER BY m.name",
                            {},
                            [](const store::Row& row) {
                                const std::string name = row.string(0);
                                const std::string_view which =
                                    name == "feed" ? " WHERE removed = 0" : "";
                                return Table{.name = name,
                                             .query = "SELECT " + row.string(1) + " FROM " + name +
                                                      std::string(which)};
                            })
        .value();
}

}  // namespace

std::vector<Mark> marks_of_erased(store::Database& server, const TownId& town,
                                  const std::map<std::string, std::vector<std::string>>& contacts) {
    std::vector<Mark> marks;
    for (const PersonId& person : store::list_erased_persons(server, town).value()) {
        Mark mark{.person = person.text(), .texts = {private_mark(person.text())}};
        const auto number = first_numbers().find(person.text());
        if (number != first_numbers().end() && !is_somebody_elses(server, number->second)) {
            mark.texts.push_back(number->second);
        }
        const auto given = contacts.find(person.text());
        if (given != contacts.end()) {
            mark.texts.insert(mark.texts.end(), given->second.begin(), given->second.end());
        }
        marks.push_back(std::move(mark));
    }
    return marks;
}

Violation nothing_is_left_of_the_erased(store::Database& database, const std::vector<Mark>& marks) {
    for (const Table& table : list_tables(database)) {
        const auto rows = store::query_all(database, table.query, {},
                                           [](const store::Row& row) { return row.string(0); });
        for (const std::string& row : rows.value()) {
            for (const Mark& mark : marks) {
                for (const std::string& text : mark.texts) {
                    if (row.find(text) == std::string::npos) continue;
                    return "something is left of " + mark.person + " in " + table.name + ": " + row;
                }
            }
        }
    }
    return {};
}

}  // namespace yg::sim
