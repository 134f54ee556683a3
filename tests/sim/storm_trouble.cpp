// What goes wrong in the storm, beside what happens to messages: time, phones, tabs, the server.
#include "server/admin/accounts.hpp"
#include "sim/storm.hpp"
#include "sim/storm_town.hpp"
#include "store/person_store.hpp"

namespace yg::sim {

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

void Storm::crash_server() {
    const bool power_lost = chance(50);
    note(power_lost ? "the server loses power" : "the server crashes");
    server_.crash(power_lost);
    see_crash();
}

/// What the phones see of it: streams end.
void Storm::see_crash() {
    ++report_.crashes;
    for (const auto& phone : phones_) {
        for (const auto& page : phone->pages) {
            if (page->events().is_open()) page->events().lose();
        }
    }
}

void Storm::change_disk(StormPhone& phone) {
    bool* const faults[] = {&phone.disk.refuses_outbox, &phone.disk.refuses_image,
                            &phone.disk.aborts_drops, &phone.disk.refuses_photos};
    static constexpr std::string_view names[] = {"appending", "images", "drops", "photos"};
    const std::size_t which = random_.below(4);
    *faults[which] = !*faults[which];
    note("phone " + std::to_string(phone.disk.device) + "'s disk " +
         (*faults[which] ? "refuses " : "takes ") + std::string(names[which]));
}

void Storm::turn_to_tab() {
    const auto [phone, page] = any_page([](StormPage& one) { return one.is_at_work(); });
    if (page == nullptr) return;
    note(page_name(*phone, *page) + " is looked at");
    page->tabs().come_forward();
    page->portal().on_visible();
}

void Storm::hide_tab() {
    const auto [phone, page] = any_page([](StormPage& one) { return one.is_at_work(); });
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
    const std::vector<std::string> accounts = server_.accounts();
    const PersonId id = PersonId::trusted(accounts[random_.below(accounts.size())]);
    auto& database = server_.database();
    const auto before = store::find_person(database, server_.town, id).value();
    auto after = *before;
    const bool another_role = chance(50);
    if (another_role) {
        after.role = before->role == domain::Role::resident ? domain::Role::volunteer
                                                            : domain::Role::resident;
    } else {
        after.name = "Name " + std::to_string(++words_) + " of " + private_mark(id.text());
    }
    note("the operator changes the " + std::string(another_role ? "role" : "name") + " of " +
         id.text());
    auto transaction = store::Transaction::writing(database);
    CHECK(server::save_account(database, server_.town, before, after).ok());
    CHECK(transaction.value().commit().ok());
}

}  // namespace yg::sim
