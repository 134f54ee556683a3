#include "sim/storm.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "sim/portal_probe.hpp"
#include "sim/storm_town.hpp"
#include "sim/wire.hpp"
#include "store/pending_store.hpp"

namespace yg::sim {
namespace {

using app::PortalProbe;
using Stage = Flight::Stage;

/// Of the requests that fail on their way out.
constexpr int late_percent = 15;
constexpr int steps_min = 60;
constexpr int steps_more = 140;
/// What a phone gets through in one request: all of a picture, or a part.
constexpr std::array<std::size_t, 4> piece_sizes = {100'000, 100'000, 500, 200};

std::string flight_name(const Flight& flight) {
    return "request " + std::to_string(flight.number) + " " + flight.request.path + " of phone " +
           std::to_string(flight.phone->disk.device);
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
    sky_.piece_bytes = piece_sizes[random_.below(piece_sizes.size())];
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
    if (report_.violation.empty()) note("-- the storm is over");
    for (const auto end : {&Storm::calm, &Storm::settle, &Storm::bring_everybody_home,
                           &Storm::sync_all, &Storm::judge_end}) {
        if (!report_.violation.empty()) return report_;
        (this->*end)();
    }
    report_.kept = sky_.kept.size();
    report_.photos = static_cast<std::uint64_t>(
        store::query_integer(server_.database(), "SELECT COUNT(*) FROM photo_file", {}).value());
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

std::pair<StormPhone*, StormPage*> Storm::any_page(const std::function<bool(StormPage&)>& fits) {
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
    if (!flight->late) {
        flight->phone->cookie = cookie_after(flight->response, flight->phone->cookie);
    }
    flight->done(wire_reply(flight->response));
}

void Storm::fail(const std::shared_ptr<Flight>& flight, bool cookie_came) {
    note(flight_name(*flight) + (cookie_came ? " fails after its header" : " fails"));
    if (flight->stage == Stage::outgoing && !flight->late && chance(late_percent))
        send_late(*flight);
    std::erase(sky_.flights, flight);
    if (cookie_came && !flight->late) {
        flight->phone->cookie = cookie_after(flight->response, flight->phone->cookie);
    }
    flight->done({});
}

/// The phone has given up, but what it sent is still on its way.
void Storm::send_late(const Flight& given_up) {
    auto late = std::make_shared<Flight>(given_up);
    late->number = ++sky_.flights_made;
    late->late = true;
    late->page_frozen = std::make_shared<const bool>(false);
    late->done = [](const platform::HttpReply&) {};
    note("and goes on as request " + std::to_string(late->number));
    sky_.flights.push_back(std::move(late));
}

void Storm::commit() {
    if (server_.has_background_work() && chance(50)) {
        note("the server works in the background");
        server_.run_background_work();
    }
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
    if (life != server_.life()) see_crash();
    check_server();
}

// ---- Watching ----------------------------------------------------------------------------------

void Storm::check_server() {
    auto& database = server_.database();
    violate(no_double_booking(database));
    violate(no_more_people_than_places(database));
    violate(counts_match_sign_ups(database));
    violate(each_command_applied_once(database));
    violate(no_photo_came_damaged(server_));
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
