// What people do on their phones in the storm: which of it, and with what.
#include <algorithm>
#include <array>

#include "sim/portal_probe.hpp"
#include "sim/storm.hpp"
#include "sim/storm_pictures.hpp"
#include "sim/storm_town.hpp"
#include "store/booking_store.hpp"

namespace yg::sim {
namespace {

using app::PortalProbe;

constexpr std::size_t photos_wanted = 3;
/// Numbers that people sign in with: those of the town's residents, who may be gone, and new ones.
constexpr std::array<std::string_view, 4> numbers = {"13900000001", "13900000002", "13700000001",
                                                     "13700000002"};

bool is_drafting(StormPage& page) {
    return page.is_at_work() && !page.portal().raise().photos.empty();
}

bool was_sent_code(StormPage& page) {
    return page.is_at_work() && page.portal().sign_in_form().step == app::SignInStep::code;
}

}  // namespace

struct Storm::Deed {
    std::uint64_t weight;
    std::function<void(Storm&, StormPhone&, StormPage&)> done;
};

void Storm::act() {
    static const std::vector<Deed> deeds = {
        {10, [](Storm& storm, StormPhone&, StormPage& page) { storm.raise_concern(page); }},
        {8, [](Storm& storm, StormPhone&, StormPage& page) { storm.book_room(page); }},
        {4, [](Storm& storm, StormPhone&, StormPage& page) { storm.cancel_booking(page); }},
        {6, [](Storm& storm, StormPhone&, StormPage& page) { storm.join_activity(page); }},
        {4, [](Storm& storm, StormPhone&, StormPage& page) { storm.leave_activity(page); }},
        {2, [](Storm& storm, StormPhone& phone, StormPage& page) { storm.sign_out(phone, page); }},
        {4, [](Storm& storm, StormPhone& phone, StormPage& page) { storm.sign_in(phone, page); }},
        {1, [](Storm& storm, StormPhone&, StormPage& page) { storm.sign_in_by_number(page); }},
        {2, [](Storm& storm, StormPhone&, StormPage& page) { storm.correct_person(page); }},
        {1, [](Storm& storm, StormPhone&, StormPage& page) { storm.erase_account(page); }},
        {4, [](Storm& storm, StormPhone& phone, StormPage& page) { storm.pull_down(phone, page); }},
    };
    constexpr std::uint64_t all_weights = 46;
    // Who began something often goes on with it.
    if (chance(20) && go_on_with(&is_drafting, &Storm::raise_concern)) return;
    if (chance(20) && go_on_with(&was_sent_code, &Storm::sign_in_by_number)) return;
    const auto [phone, page] = any_page([](StormPage& one) { return one.is_at_work(); });
    if (page == nullptr) return;
    std::uint64_t at = random_.below(all_weights);
    for (const Deed& deed : deeds) {
        if (at < deed.weight) return deed.done(*this, *phone, *page);
        at -= deed.weight;
    }
}

bool Storm::go_on_with(bool (*began)(StormPage&), void (Storm::*how)(StormPage&)) {
    const auto [phone, page] = any_page(began);
    if (page == nullptr) return false;
    (this->*how)(*page);
    return true;
}

std::string Storm::private_words(StormPage& page, std::string_view what) {
    const auto& me = PortalProbe::me(page.portal());
    return std::string(what) + " " + std::to_string(++words_) + " of " +
           (me ? private_mark(me->id.text()) : "nobody");
}

void Storm::raise_concern(StormPage& page) {
    app::Raise& raise = page.portal().raise();
    if (raise.photos.size() < photos_wanted && chance(45)) return add_photo(page);
    if (!raise.photos.empty() && chance(10)) return remove_photo(page);
    raise.words = private_words(page, "words");
    raise.type = chance(50) ? domain::ConcernType::report : domain::ConcernType::help;
    raise.category = CategoryId::trusted("c1");
    raise.grid = GridId::trusted("g1");
    note("a concern: " + raise.words + ", with " + std::to_string(raise.photos.size()) + " photos");
    page.portal().submit_concern();
}

void Storm::add_photo(StormPage& page) {
    Picture picture = take_picture(random_);
    platform::KeptPhoto photo = page.keep_photo(picture.jpeg);
    note("a photo: " + photo.id);
    sky_.motifs[photo.id] = picture.motif;
    page.photos().choose(std::move(photo), std::move(picture.jpeg));
}

void Storm::remove_photo(StormPage& page) {
    const auto& photos = page.portal().raise().photos;
    const PhotoId id = photos[random_.below(photos.size())].id;
    note("removes photo " + id.text());
    page.portal().remove_photo(id);
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
    const std::vector<std::string> accounts = server_.accounts();
    std::string who = phone.usual_person;
    const bool usual = chance(70) && std::ranges::find(accounts, who) != accounts.end();
    if (!usual) who = accounts[random_.below(accounts.size())];
    note(page_name(phone, page) + ": signs in as " + who);
    page.portal().sign_in(PersonId::trusted(who));
}

/// In two steps, as people do: a number, then the code that came.
void Storm::sign_in_by_number(StormPage& page) {
    app::SignIn& form = page.portal().sign_in_form();
    if (form.busy) return;
    if (form.step == app::SignInStep::code && chance(90)) {
        note("signs in with the code for " + form.phone);
        form.code = form.demo_code;
        return page.portal().finish_sign_in();
    }
    form.phone = numbers[random_.below(numbers.size())];
    form.agreed = true;
    note("asks for a code for " + form.phone);
    page.portal().request_code();
}

void Storm::sign_out(StormPhone& phone, StormPage& page) {
    note(page_name(phone, page) + ": signs out");
    page.portal().sign_out();
}

void Storm::correct_person(StormPage& page) {
    const auto& me = PortalProbe::me(page.portal());
    if (!me) return;
    page.portal().begin_correction();
    app::Correction& form = page.portal().correction();
    form.name = private_words(page, "name");
    form.contact = std::to_string(13'800'000'000 + ++words_);
    contacts_[me->id.text()].push_back(form.contact);
    note("is called: " + form.name + ", " + form.contact);
    page.portal().save_correction();
}

void Storm::erase_account(StormPage& page) {
    const auto& me = PortalProbe::me(page.portal());
    if (!me) return;
    note("deletes the account of " + me->id.text());
    page.portal().erase_account();
}

void Storm::pull_down(StormPhone& phone, StormPage& page) {
    note(page_name(phone, page) + ": pulls down");
    page.portal().sync_now();
}

}  // namespace yg::sim
