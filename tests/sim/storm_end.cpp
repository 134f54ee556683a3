// How a storm ends: everything comes to rest, everybody comes home, and what must hold is looked
// at.
#include <algorithm>

#include "sim/portal_probe.hpp"
#include "sim/storm.hpp"

namespace yg::sim {
namespace {

using app::PortalProbe;
using Stage = Flight::Stage;

/// Enough for a phone to send all it has several times over.
constexpr int settling_events_max = 20'000;
constexpr int rounds_max = 8;
/// A phone that the server asked to wait doesn't hear before that whose its session is.
constexpr DurationMs longest_hold_ms = 10 * minute_ms;
/// More than a page ever asks of its disk at once.
constexpr int all_tasks = 1000;
/// A week, and what a phone's clock may have been set back by.
constexpr DurationMs photos_forgotten_after_ms = 10 * day_ms;

}  // namespace

void Storm::calm() {
    roughness_ = 0;
    for (const auto& phone : phones_) {
        phone->disk.refuses_outbox = false;
        phone->disk.refuses_image = false;
        phone->disk.aborts_drops = false;
        phone->disk.refuses_photos = false;
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
        if (server_.has_background_work()) {
            server_.run_background_work();
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

void Storm::sign_in_all(const std::vector<std::string>& persons) {
    for (std::size_t i = 0; i < phones_.size(); ++i) {
        StormPage& page = *phones_[i]->pages[0];
        if (page.is_for(persons[i])) continue;
        note("phone " + std::to_string(phones_[i]->disk.device) + " is for " + persons[i]);
        page.portal().sign_in(PersonId::trusted(persons[i]));
    }
    settle();
    for (const auto& phone : phones_) {
        for (const auto& page : phone->pages) page->portal().sync_now();
    }
    settle();
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
    for (const auto& phone : phones_) awaited.push_back(person_awaited(*phone));
    sign_in_all(awaited);
    for (std::size_t i = 0; i < phones_.size(); ++i) {
        for (const auto& page : phones_[i]->pages) {
            if (page->is_for(awaited[i])) continue;
            violate(page_name(*phones_[i], *page) + " can't sign in as " + awaited[i]);
        }
    }
}

bool Storm::has_photos_to_send(const StormPhone& phone) {
    return std::ranges::any_of(phone.disk.photos, [this](const auto& kept) {
        return server_.awaits_photo(PhotoId::trusted(kept.first));
    });
}

/// Whose work waits on the phone, or else whose phone it is. When that account is gone, another
/// one's, or nobody's (an empty text): what is on the phone stays as it is.
std::string Storm::person_awaited(StormPhone& phone) {
    const std::vector<std::string> accounts = server_.accounts();
    const auto exists = [&](const std::string& who) {
        return std::ranges::find(accounts, who) != accounts.end();
    };
    const std::string owner = phone.preferences.get(app::owner_key);
    const bool waits = !phone.disk.outbox.empty() || has_photos_to_send(phone);
    if (waits && exists(owner)) return owner;
    if (exists(phone.usual_person)) return phone.usual_person;
    if (accounts.empty() || (phone.disk.outbox.empty() && chance(50))) return {};
    return accounts[random_.below(accounts.size())];
}

void Storm::let_time_pass(DurationMs by) {
    server_.clock.advance(by);
    for (const auto& phone : phones_) phone->clock.advance(by);
}

void Storm::sync_all() {
    const auto has_drained = [this](const auto& phone) {
        return phone->disk.outbox.empty() && !has_photos_to_send(*phone);
    };
    for (int round = 0; round < rounds_max; ++round) {
        // When nothing waits any more, this round brings what the last commands of others changed.
        const bool last = std::ranges::all_of(phones_, has_drained);
        sync_once();
        if (last || !report_.violation.empty()) return;
        for (const auto& phone : phones_) {
            if (round > 0) restart_if_drop_was_aborted(*phone);
            restart_if_photo_was_refused(*phone);
        }
    }
}

void Storm::sync_once() {
    let_time_pass(2 * minute_ms);
    for (const auto& phone : phones_) {
        for (const auto& page : phone->pages) {
            page->portal().sync_now();
            page->portal().tick();  // What a page tries again by itself.
        }
    }
    settle();
}

/// Records whose removal was aborted go after the next start's first pull.
void Storm::restart_if_drop_was_aborted(StormPhone& phone) {
    const bool sent = PortalProbe::exchange(phone.pages[0]->portal()).outbox().empty();
    if (phone.disk.outbox.empty() || !sent) return;
    restart(phone);
}

/// What came damaged twice is sent again by the next page only.
void Storm::restart_if_photo_was_refused(StormPhone& phone) {
    const bool refused = std::ranges::any_of(phone.disk.photos, [&](const auto& kept) {
        const PhotoId id = PhotoId::trusted(kept.first);
        return server_.awaits_photo(id) && std::ranges::any_of(phone.pages, [&](const auto& page) {
                   return PortalProbe::photo_queue(page->portal()).is_refused(id);
               });
    });
    if (refused) restart(phone);
}

void Storm::restart(StormPhone& phone) {
    note("phone " + std::to_string(phone.disk.device) + " starts anew");
    while (!phone.pages.empty()) phone.kill_page(0, 0);
    phone.open_page();
}

void Storm::judge_end() {
    note_refused_lists();
    check_server();
    for (const auto& phone : phones_) violate(outbox_is_empty(*phone));
    violate(nothing_kept_is_lost(server_.database(), server_.town, sky_.kept));
    violate(every_photo_arrived(server_, sky_));
    for (const auto& phone : phones_) {
        violate(no_photo_stays_behind(*phone, server_.database()));
        violate(photos_are_shown_to_their_reporter_only(*phone, server_));
        for (const auto& page : phone->pages) {
            const Violation found = phone_equals_server(*page, server_.database(), server_.town);
            if (!found.empty()) violate(page_name(*phone, *page) + ": " + found);
            check_page(*page);
        }
    }
    judge_erasures();
    judge_leftovers();
}

void Storm::judge_erasures() {
    const std::vector<Mark> marks = marks_of_erased(server_.database(), server_.town, contacts_);
    if (marks.empty()) return;
    report_.erased += marks.size();
    violate(nothing_is_left_of_the_erased(server_.database(), marks));
    for (const auto& phone : phones_) {
        for (const auto& page : phone->pages) {
            const Violation found = nothing_is_left_of_the_erased(
                PortalProbe::replica(page->portal()).database(), marks);
            if (!found.empty()) violate(page_name(*phone, *page) + ": " + found);
        }
    }
}

/// What nothing needs goes when its time is over.
void Storm::judge_leftovers() {
    server_.tidy_photos();
    violate(every_file_is_a_photos(server_));
    if (std::ranges::all_of(phones_,
                            [](const auto& phone) { return phone->disk.photos.empty(); })) {
        return;
    }
    let_time_pass(photos_forgotten_after_ms);
    for (const auto& phone : phones_) restart(*phone);
    sync_once();
    if (!report_.violation.empty()) return;
    for (const auto& phone : phones_) violate(every_kept_photo_is_named(*phone));
}

}  // namespace yg::sim
