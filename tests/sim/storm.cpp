#include "sim/storm.hpp"

#include <algorithm>
#include <utility>

#include "server/admin/accounts.hpp"
#include "sim/portal_probe.hpp"
#include "sim/storm_town.hpp"
#include "sim/wire.hpp"
#include "store/activity_store.hpp"
#include "store/booking_store.hpp"
#include "store/pending_store.hpp"
#include "store/person_store.hpp"
#include "store/session_store.hpp"

namespace yg::sim {
namespace {

using app::PortalProbe;
using Stage = Flight::Stage;

constexpr int steps_min = 60;
constexpr int steps_more = 140;
/// Enough for a phone to send all it has several times over.
constexpr int settling_events_max = 20'000;
constexpr int rounds_max = 8;
/// A phone that the server asked to wait doesn't hear before that whose its session is.
constexpr DurationMs longest_hold_ms = 10 * minute_ms;
/// More than a page ever asks of its disk at once.
constexpr int all_tasks = 1000;

std::string page_name(const StormPhone& phone, const StormPage& page) {
    std::size_t at = 0;
    while (phone.pages[at].get() != &page) ++at;
    return "phone " + std::to_string(phone.disk.device) + (at == 0 ? "" : " tab 2");
}

std::string flight_name(const Flight& flight) {
    return "request " + std::to_string(flight.number) + " " + flight.request.path + " of phone " +
           std::to_string(flight.phone->disk.device);
}

/// Whose work waits on the phone, or else whose phone it is.
std::string person_awaited(StormPhone& phone) {
    return phone.disk.outbox.empty() ? phone.usual_person : phone.preferences.get(app::owner_key);
}

bool is_signed_in(StormPage& page, std::string_view who) {
    const auto& me = PortalProbe::me(page.portal());
    return me && me->id.text() == who;
}

bool is_at_work(StormPage& page) {
    if (page.is_frozen()) return false;
    return PortalProbe::is_open(page.portal()) && page.portal().phase() == app::Phase::ready;
}

}  // namespace

// ---- The beginning -----------------------------------------------------------------------------

const StormStart& StormStart::get() {
    static const StormStart start = [] {
        // The first resident has two phones.
        const std::vector<std::string> owners = {"p1", "p1", "p2", "w1", "s1"};
        StormStart made;
        made.database = StormServer::new_town();
        for (std::size_t i = 0; i < owners.size(); ++i) {
            made.phones.push_back(
                {.person = owners[i], .disk = {}, .preferences = {}, .cookie = {}});
            made.phones.back().disk.device = static_cast<int>(i) + 1;
        }
        Storm storm(made, 1);
        storm.calm();
        storm.settle();
        storm.bring_everybody_home();
        made.database = storm.server_.copy_database();
        for (std::size_t i = 0; i < owners.size(); ++i) {
            made.phones[i].disk = storm.phones_[i]->disk;
            made.phones[i].preferences = storm.phones_[i]->preferences;
            made.phones[i].cookie = storm.phones_[i]->cookie;
        }
        return made;
    }();
    return start;
}

Storm::Storm(const StormStart& start, std::uint64_t seed, Trace trace)
    : random_(seed),
      trace_(std::move(trace)),
      roughness_(static_cast<int>(random_.below(30))),
      server_(start.database, random_.next()) {
    report_.seed = seed;
    sky_.ask_at_once = [this](const server::Request& request) {
        server::Response answer;
        server_.handle(request, [&](server::Response response) { answer = std::move(response); });
        return answer;
    };
    for (const StormStart::Phone& kept : start.phones) {
        phones_.push_back(
            std::make_unique<StormPhone>(sky_, kept.disk.device, kept.person, random_.next()));
        StormPhone& phone = *phones_.back();
        phone.disk = kept.disk;
        phone.preferences = kept.preferences;
        phone.cookie = kept.cookie;
        phone.clock.set_now(storm_start());
        phone.browser.elects = !chance(20);
        if (chance(20)) {
            phone.clock.set_now(storm_start() - day_ms +
                                static_cast<TimeMs>(random_.below(2 * day_ms)));
        }
        phone.open_page();
    }
}

Storm::~Storm() {
    // Streams and answers point back to pages.
    sky_.flights.clear();
    for (const auto& phone : phones_) {
        while (!phone->pages.empty()) phone->kill_page(0, 0);
    }
}

StormReport Storm::run() {
    const std::uint64_t steps = steps_min + random_.below(steps_more);
    note("seed " + std::to_string(report_.seed) + ", " + std::to_string(steps) + " steps, " +
         std::to_string(roughness_) + " % rough");
    while (report_.steps < steps && report_.violation.empty()) step();
    if (!report_.violation.empty()) return report_;
    note("-- the storm is over");
    calm();
    settle();
    bring_everybody_home();
    sync_all();
    judge_end();
    report_.kept = sky_.kept.size();
    report_.refused = static_cast<std::uint64_t>(
        store::query_integer(server_.database(), "SELECT COUNT(*) FROM outcome WHERE refusal <> 0",
                             {})
            .value());
    return report_;
}

// ---- Choosing ----------------------------------------------------------------------------------

struct Storm::Move {
    std::uint64_t weight;
    std::function<void(Storm&)> happens;
};

void Storm::step() {
    ++report_.steps;
    static const std::vector<Move> moves = {
        {30, [](Storm& storm) { storm.run_page_task(&StormPage::disk_tasks, "disk"); }},
        {8, [](Storm& storm) { storm.run_page_task(&StormPage::event_tasks, "event"); }},
        {34, &Storm::move_flight},
        {12, &Storm::commit},
        {12, &Storm::act},
        {5, &Storm::pass_time},
        {4, &Storm::go_wrong},
    };
    std::uint64_t at = random_.below(105);
    for (const Move& move : moves) {
        if (at < move.weight) {
            move.happens(*this);
            break;
        }
        at -= move.weight;
    }
    note_notices();
    if (!chance(10)) return;
    const auto [phone, page] = any_page([](StormPage& one) { return one.is_quiet(); });
    if (page != nullptr) check_page(*page);
}

template <class Fits>
std::pair<StormPhone*, StormPage*> Storm::any_page(Fits fits) {
    std::vector<std::pair<StormPhone*, StormPage*>> fitting;
    for (const auto& phone : phones_) {
        for (const auto& page : phone->pages) {
            if (fits(*page)) fitting.emplace_back(phone.get(), page.get());
        }
    }
    if (fitting.empty()) return {nullptr, nullptr};
    return fitting[random_.below(fitting.size())];
}

void Storm::run_page_task(platform::HeadlessLoop& (StormPage::*tasks)(), std::string_view what) {
    const auto [phone, page] =
        any_page([&](StormPage& one) { return !one.is_frozen() && !(one.*tasks)().empty(); });
    if (page == nullptr) return;
    note(page_name(*phone, *page) + ": next " + std::string(what) + " task");
    (page->*tasks)().run_one();
}

// ---- Requests ----------------------------------------------------------------------------------

void Storm::move_flight() {
    if (sky_.flights.empty()) return;
    // A copy: what lands may send the next one.
    const std::shared_ptr<Flight> flight = sky_.flights[random_.below(sky_.flights.size())];
    if (*flight->page_frozen) return;
    switch (flight->stage) {
        case Stage::outgoing:
            if (!flight->phone->online() || chance(roughness_)) return fail(flight, false);
            return launch(flight);
        case Stage::at_server:
            // The phone waits only so long; the server's answer may still be on its way.
            if (flight->server_life != server_.life() || chance(roughness_ / 4)) {
                return fail(flight, false);
            }
            return;
        case Stage::returning:
            if (!flight->phone->online()) return fail(flight, false);
            if (chance(roughness_)) return fail(flight, chance(50));
            return land(flight);
    }
}

void Storm::launch(const std::shared_ptr<Flight>& flight) {
    if (chance(roughness_ / 2)) {
        note(flight_name(*flight) + " also arrives a second time");
        server_.handle(wire_request(flight->request, flight->cookie), [](server::Response) {});
    }
    arrive_at_server(flight);
}

void Storm::arrive_at_server(const std::shared_ptr<Flight>& flight) {
    note(flight_name(*flight) + " arrives");
    flight->stage = Stage::at_server;
    flight->server_life = server_.life();
    server_.handle(wire_request(flight->request, flight->cookie),
                   [flight](server::Response response) {
                       flight->stage = Stage::returning;
                       flight->response = std::move(response);
                   });
}

void Storm::land(const std::shared_ptr<Flight>& flight) {
    note(flight_name(*flight) + " is answered " + std::to_string(flight->response.status));
    std::erase(sky_.flights, flight);
    flight->phone->cookie = cookie_after(flight->response, flight->phone->cookie);
    flight->done(wire_reply(flight->response));
}

void Storm::fail(const std::shared_ptr<Flight>& flight, bool cookie_came) {
    note(flight_name(*flight) + (cookie_came ? " fails after its header" : " fails"));
    std::erase(sky_.flights, flight);
    if (cookie_came) {
        flight->phone->cookie = cookie_after(flight->response, flight->phone->cookie);
    }
    flight->done({});
}

void Storm::commit() {
    if (!server_.has_jobs()) return;
    StormServer::Commit how = StormServer::Commit::completes;
    if (chance(roughness_ / 2)) {
        how = static_cast<StormServer::Commit>(1 + random_.below(3));
    }
    static constexpr std::string_view words[] = {"", ", which fails", ", and crashes before it",
                                                 ", and crashes after it"};
    note("the server commits " + std::to_string(server_.count_jobs()) + " jobs" +
         std::string(words[static_cast<std::size_t>(how)]));
    const int life = server_.life();
    server_.commit(how);
    if (life != server_.life()) crash_server();
    check_server();
}

// ---- People ------------------------------------------------------------------------------------

void Storm::act() {
    const auto [phone, page] = any_page(is_at_work);
    if (page == nullptr) return;
    switch (random_.below(20)) {
        case 0:
        case 1:
        case 2:
        case 3:
            return raise_concern(*page);
        case 4:
        case 5:
        case 6:
        case 7:
            return book_room(*page);
        case 8:
        case 9:
            return cancel_booking(*page);
        case 10:
        case 11:
        case 12:
            return join_activity(*page);
        case 13:
        case 14:
            return leave_activity(*page);
        case 15:
            note(page_name(*phone, *page) + ": signs out");
            return page->portal().sign_out();
        case 16:
        case 17:
            return sign_in(*phone, *page);
        default:
            note(page_name(*phone, *page) + ": pulls down");
            return page->portal().sync_now();
    }
}

void Storm::raise_concern(StormPage& page) {
    app::Raise& raise = page.portal().raise();
    raise.words = "words " + std::to_string(++words_);
    raise.type = chance(50) ? domain::ConcernType::report : domain::ConcernType::help;
    raise.category = CategoryId::trusted("c1");
    raise.grid = GridId::trusted("g1");
    note("a concern: " + raise.words);
    page.portal().submit_concern();
}

void Storm::book_room(StormPage& page) {
    const RoomId room = RoomId::trusted(storm_rooms[random_.below(storm_rooms.size())]);
    if (page.portal().room_day(room) == nullptr) return;
    const LocalDate date = add_days(to_local(storm_start()).date, 1 + (chance(50) ? 1 : 0));
    const int start = 9 * 60 + 30 * static_cast<int>(random_.below(4));
    const int end = start + 30 * (1 + static_cast<int>(random_.below(2)));
    note("books " + room.text() + " " + format_date(date) + " at " + std::to_string(start));
    page.portal().select_time(room, {to_moment(date, start), to_moment(date, end)});
    page.portal().book(room);
}

void Storm::cancel_booking(StormPage& page) {
    const auto& me = PortalProbe::me(page.portal());
    if (!me) return;
    constexpr int most = 10;
    const auto own = store::list_active_bookings(PortalProbe::replica(page.portal()).database(),
                                                 server_.town, me->id, 0, most);
    if (!own.ok() || own.value().empty()) return;
    const BookingId id = own.value()[random_.below(own.value().size())].id;
    note("cancels booking " + id.text());
    page.portal().cancel_booking(id);
}

void Storm::join_activity(StormPage& page) {
    const auto id = ActivityId::trusted(storm_activities[random_.below(storm_activities.size())]);
    note("joins " + id.text());
    page.portal().join_activity(id);
}

void Storm::leave_activity(StormPage& page) {
    const auto id = ActivityId::trusted(storm_activities[random_.below(storm_activities.size())]);
    note("leaves " + id.text());
    page.portal().leave_activity(id);
}

void Storm::sign_in(StormPhone& phone, StormPage& page) {
    std::string who = phone.usual_person;
    if (chance(30)) who = storm_persons[random_.below(storm_persons.size())];
    note(page_name(phone, page) + ": signs in as " + who);
    page.portal().sign_in(PersonId::trusted(who));
}

void Storm::pass_time() {
    const auto by = static_cast<DurationMs>(random_.below(chance(10) ? 20 * minute_ms : minute_ms));
    note("time passes: " + std::to_string(by / second_ms) + " s");
    let_time_pass(by);
    for (const auto& phone : phones_) {
        for (const auto& page : phone->pages) {
            if (!page->is_frozen()) page->portal().tick();
        }
    }
}

// ---- What goes wrong ---------------------------------------------------------------------------

void Storm::go_wrong() {
    StormPhone& phone = any_phone();
    const std::string name = "phone " + std::to_string(phone.disk.device);
    switch (random_.below(24)) {
        case 0:
        case 1:
        case 2:
            note(name + (phone.online() ? " loses the network" : " has network again"));
            phone.set_online(!phone.online());
            if (phone.online()) {
                for (const auto& page : phone.pages) {
                    if (!page->is_frozen()) page->portal().on_online();
                }
            }
            return;
        case 3:
        case 4:
        case 5:
        case 6:
        case 7:
            return crash_page();
        case 8:
        case 9:
        case 10:
            if (phone.pages.size() > 1) return;
            note(name + " opens a tab");
            return phone.open_page();
        case 11:
        case 12:
            return change_disk(phone);
        case 13:
            note("the server crashes");
            server_.crash();
            return crash_server();
        case 14:
            return change_account();
        case 15:
            phone.clock.set_now(server_.clock.now() - day_ms +
                                static_cast<TimeMs>(random_.below(2 * day_ms)));
            return note(name + "'s clock is set");
        case 16:
        case 17:
            return turn_to_tab();
        case 18:
            return hide_tab();
        case 19:
        case 20:
        case 21:
            return freeze_or_thaw_tab();
        default:
            for (const auto& page : phone.pages) {
                if (page->events().is_open()) page->events().lose();
            }
            return note(name + " loses its streams");
    }
}

void Storm::crash_page() {
    StormPhone& phone = any_phone();
    if (phone.pages.empty()) return phone.open_page();
    const std::size_t which = random_.below(phone.pages.size());
    const auto finished = static_cast<int>(random_.below(4));
    note(page_name(phone, *phone.pages[which]) + ": dies, " + std::to_string(finished) +
         " disk tasks finish");
    ++report_.crashes;
    phone.kill_page(which, finished);
    if (chance(80) && phone.pages.empty()) {
        note("and is opened again");
        phone.open_page();
    }
}

/// What the phones see of it: streams end.
void Storm::crash_server() {
    ++report_.crashes;
    for (const auto& phone : phones_) {
        for (const auto& page : phone->pages) {
            if (page->events().is_open()) page->events().lose();
        }
    }
}

void Storm::change_disk(StormPhone& phone) {
    bool* const faults[] = {&phone.disk.refuses_outbox, &phone.disk.refuses_image,
                            &phone.disk.aborts_drops};
    static constexpr std::string_view names[] = {"appending", "images", "drops"};
    const std::size_t which = random_.below(3);
    *faults[which] = !*faults[which];
    note("phone " + std::to_string(phone.disk.device) + "'s disk " +
         (*faults[which] ? "refuses " : "takes ") + std::string(names[which]));
}

void Storm::turn_to_tab() {
    const auto [phone, page] = any_page(is_at_work);
    if (page == nullptr) return;
    note(page_name(*phone, *page) + " is looked at");
    page->tabs().come_forward();
    page->portal().on_visible();
}

void Storm::hide_tab() {
    const auto [phone, page] = any_page(is_at_work);
    if (page == nullptr) return;
    note(page_name(*phone, *page) + " is hidden");
    page->tabs().hide();
}

void Storm::freeze_or_thaw_tab() {
    const auto [phone, page] = any_page([](StormPage&) { return true; });
    if (page == nullptr) return;
    page->set_frozen(!page->is_frozen());
    note(page_name(*phone, *page) + (page->is_frozen() ? " is frozen" : " thaws"));
}

void Storm::change_account() {
    const PersonId id = PersonId::trusted(storm_persons[random_.below(storm_persons.size())]);
    auto& database = server_.database();
    const auto before = store::find_person(database, server_.town, id).value();
    auto after = *before;
    const bool another_role = chance(50);
    if (another_role) {
        after.role = before->role == domain::Role::resident ? domain::Role::volunteer
                                                            : domain::Role::resident;
    } else {
        after.name = "Name " + std::to_string(++words_);
    }
    note("the operator changes the " + std::string(another_role ? "role" : "name") + " of " +
         id.text());
    auto transaction = store::Transaction::writing(database);
    CHECK(server::save_account(database, server_.town, before, after).ok());
    CHECK(transaction.value().commit().ok());
}

// ---- Afterwards --------------------------------------------------------------------------------

void Storm::calm() {
    roughness_ = 0;
    for (const auto& phone : phones_) {
        phone->disk.refuses_outbox = false;
        phone->disk.refuses_image = false;
        phone->disk.aborts_drops = false;
        phone->set_online(true);
        if (phone->pages.empty()) phone->open_page();
        for (const auto& page : phone->pages) page->set_frozen(false);
    }
}

/// Everything that is under way comes to its end, first come first served.
void Storm::settle() {
    for (int events = 0; events < settling_events_max; ++events) {
        bool moved = false;
        for (const auto& phone : phones_) {
            for (const auto& page : phone->pages) {
                for (auto* tasks : {&page->disk_tasks(), &page->event_tasks()}) {
                    if (tasks->empty()) continue;
                    tasks->run_one();
                    moved = true;
                }
            }
        }
        const auto flights = sky_.flights;
        for (const auto& flight : flights) {
            if (flight->stage == Stage::outgoing) arrive_at_server(flight);
            if (flight->stage == Stage::returning) land(flight);
            if (flight->stage == Stage::at_server && flight->server_life != server_.life()) {
                fail(flight, false);
            }
            moved = true;
        }
        if (server_.has_jobs()) {
            server_.commit(StormServer::Commit::completes);
            moved = true;
        }
        note_notices();
        if (!moved) return;
    }
    violate("phones and server don't come to rest");
}

/// On every phone the person signs in whose work waits there.
void Storm::bring_everybody_home() {
    let_time_pass(longest_hold_ms);
    for (const auto& phone : phones_) {
        for (std::size_t i = phone->pages.size(); i-- > 0;) {
            app::Portal& portal = phone->pages[i]->portal();
            portal.sync_now();  // It may not know yet that its session ended.
            if (!PortalProbe::exchange(portal).state().not_saved) continue;
            phone->kill_page(i, all_tasks);
            phone->open_page();
        }
    }
    settle();
    std::vector<std::string> awaited;
    for (const auto& phone : phones_) {
        awaited.push_back(person_awaited(*phone));
        StormPage& page = *phone->pages[0];
        if (is_signed_in(page, awaited.back())) continue;
        note("phone " + std::to_string(phone->disk.device) + " is for " + awaited.back());
        page.portal().sign_in(PersonId::trusted(awaited.back()));
    }
    settle();
    for (const auto& phone : phones_) {
        for (const auto& page : phone->pages) page->portal().sync_now();
    }
    settle();
    for (std::size_t i = 0; i < phones_.size(); ++i) {
        for (const auto& page : phones_[i]->pages) {
            if (is_signed_in(*page, awaited[i])) continue;
            violate(page_name(*phones_[i], *page) + " can't sign in as " + awaited[i]);
        }
    }
}

void Storm::let_time_pass(DurationMs by) {
    server_.clock.advance(by);
    for (const auto& phone : phones_) phone->clock.advance(by);
}

void Storm::sync_all() {
    const auto has_drained = [](const auto& phone) { return phone->disk.outbox.empty(); };
    for (int round = 0; round < rounds_max; ++round) {
        // When nothing waits any more, this round brings what the last commands of others changed.
        const bool last = std::ranges::all_of(phones_, has_drained);
        let_time_pass(2 * minute_ms);
        for (const auto& phone : phones_) {
            for (const auto& page : phone->pages) page->portal().sync_now();
        }
        settle();
        if (last) return;
        for (const auto& phone : phones_) {
            if (round > 0) restart_if_drop_was_aborted(*phone);
        }
    }
}

/// Records whose removal was aborted go after the next start's first pull.
void Storm::restart_if_drop_was_aborted(StormPhone& phone) {
    const bool sent = PortalProbe::exchange(phone.pages[0]->portal()).outbox().empty();
    if (phone.disk.outbox.empty() || !sent) return;
    while (!phone.pages.empty()) phone.kill_page(0, 0);
    phone.open_page();
}

void Storm::judge_end() {
    note_refused_lists();
    check_server();
    for (const auto& phone : phones_) violate(outbox_is_empty(*phone));
    violate(nothing_kept_is_lost(server_.database(), server_.town, sky_.kept));
    for (const auto& phone : phones_) {
        for (const auto& page : phone->pages) {
            const Violation found = phone_equals_server(*page, server_.database(), server_.town);
            if (!found.empty()) violate(page_name(*phone, *page) + ": " + found);
            check_page(*page);
        }
    }
}

// ---- Watching ----------------------------------------------------------------------------------

void Storm::check_server() {
    auto& database = server_.database();
    violate(no_double_booking(database));
    violate(no_more_people_than_places(database));
    violate(counts_match_sign_ups(database));
    violate(each_command_applied_once(database));
}

void Storm::check_page(StormPage& page) {
    if (PortalProbe::exchange(page.portal()).state().last_pull_at == 0) return;
    violate(no_row_of_another_person(page));
}

void Storm::violate(const Violation& violation) {
    if (violation.empty() || !report_.violation.empty()) return;
    report_.violation = violation;
    note("VIOLATION: " + violation);
}

void Storm::note(std::string what) {
    if (trace_) trace_(std::to_string(report_.steps) + " " + std::move(what));
}

void Storm::note_notices() {
    for (const auto& phone : phones_) {
        for (const auto& page : phone->pages) page->note_notices();
    }
}

void Storm::note_refused_lists() {
    for (const auto& phone : phones_) {
        for (const auto& page : phone->pages) {
            const auto refused =
                store::list_refused(PortalProbe::replica(page->portal()).database(), server_.town);
            for (const auto& one : refused.value()) {
                for (KeptCommand& kept : sky_.kept) kept.told |= kept.id == one.command_id;
            }
        }
    }
}

StormReport run_storm(std::uint64_t seed) {
    StormReport report = Storm(StormStart::get(), seed).run();
    if (report.violation.empty()) return report;
    std::string trace;
    const StormReport again = Storm(StormStart::get(), seed, [&](const std::string& line) {
                                  trace += line + "\n";
                              }).run();
    if (again.violation != report.violation) trace += "(the second run went another way!)\n";
    report.violation = "seed " + std::to_string(seed) + ": " + report.violation + "\n" + trace;
    return report;
}

}  // namespace yg::sim
