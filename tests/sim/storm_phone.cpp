#include "sim/storm_phone.hpp"

#include <algorithm>

#include "server/auth/secrets.hpp"
#include "sim/portal_probe.hpp"
#include "sim/wire.hpp"

namespace yg::sim {

using app::PortalProbe;

void Sky::note_kept(int device, const std::string& client, std::int64_t n, const std::string& id) {
    const bool known = std::ranges::any_of(
        kept, [&](const KeptCommand& one) { return one.client == client && one.n == n; });
    if (known) return;
    const auto found = std::ranges::find_if(
        submitted, [&](const KeptCommand& one) { return one.device == device && one.id == id; });
    CHECK(found != submitted.end());
    kept.push_back(*found);
    kept.back().client = client;
    kept.back().n = n;
}

// ---- Phone -------------------------------------------------------------------------------------

StormPhone::StormPhone(Sky& the_sky, int device, std::string whose, std::uint64_t seed)
    : random(seed), usual_person(std::move(whose)), sky(the_sky) {
    disk.device = device;
}

void StormPhone::open_page() {
    // Its person finds them there, whether the page before heard of it or not.
    for (const auto& record : disk.outbox) {
        sky.note_kept(disk.device, disk.client_id, record.n, record.id);
    }
    pages.push_back(std::make_unique<StormPage>(*this));
}

void StormPhone::kill_page(std::size_t index, int finished) {
    const std::unique_ptr<StormPage> page = std::move(pages[index]);
    pages.erase(pages.begin() + static_cast<std::ptrdiff_t>(index));
    page->die();
    for (; finished > 0 && !page->disk_tasks().empty(); --finished) page->disk_tasks().run_one();
}

void StormPhone::set_online(bool online) {
    online_ = online;
    if (online_) return;
    for (const auto& page : pages) {
        if (page->events().is_open()) page->events().lose();
    }
}

// ---- Storage -----------------------------------------------------------------------------------

void StormStorage::append_outbox(platform::OutboxRecord record,
                                 std::function<void(Result<std::int64_t>)> done) {
    const auto& me = PortalProbe::me(page_.portal());
    phone_.sky.submitted.push_back({.device = phone_.disk.device,
                                    .client = {},
                                    .id = record.id,
                                    .name = record.name,
                                    .args = record.args,
                                    .person = me ? me->id.text() : std::string()});
    HeadlessStorage::append_outbox(
        record, [&phone = phone_, id = record.id,
                 done = std::move(done)](const Result<std::int64_t>& appended) {
            if (appended.ok()) {
                phone.sky.note_kept(phone.disk.device, phone.disk.client_id, appended.value(), id);
            }
            done(appended);
        });
}

// ---- Page --------------------------------------------------------------------------------------

StormPage::StormPage(StormPhone& phone)
    : phone_(phone),
      storage_(std::make_unique<StormStorage>(phone, *this, disk_tasks_)),
      photos_(phone.disk, disk_tasks_,
              [this](std::string path, const std::string& body, auto done) {
                  send({.path = std::move(path), .body = body.substr(0, phone_.sky.piece_bytes)},
                       std::move(done));
              }),
      events_(std::make_unique<PhoneEvents>(
          event_tasks_,
          [&phone](const std::string& path) -> std::shared_ptr<server::BodyStream> {
              if (!phone.online()) return nullptr;
              return phone.sky.ask_at_once(wire_request({.path = path, .body = {}}, phone.cookie))
                  .stream;
          })),
      tabs_(std::make_unique<platform::HeadlessTabs>(phone.browser, event_tasks_)),
      portal_(std::make_unique<app::Portal>(app::Ports{.http = *this,
                                                       .events = *events_,
                                                       .clock = phone.clock,
                                                       .random = phone.random,
                                                       .storage = *storage_,
                                                       .preferences = phone.preferences,
                                                       .photos = photos_,
                                                       .tabs = *tabs_})) {
    events_->allowed = true;
    portal_->start([] {});
}

StormPage::~StormPage() = default;

void StormPage::die() {
    portal_.reset();
    events_.reset();
    tabs_.reset();
}

bool StormPage::is_quiet() {
    return PortalProbe::is_open(*portal_) && disk_tasks_.empty() && event_tasks_.empty() &&
           !PortalProbe::exchange(*portal_).state().running;
}

bool StormPage::is_at_work() {
    if (is_frozen()) return false;
    return PortalProbe::is_open(*portal_) && portal_->phase() == app::Phase::ready;
}

bool StormPage::is_for(std::string_view who) {
    const auto& me = PortalProbe::me(*portal_);
    return who.empty() || (me && me->id.text() == who);
}

platform::KeptPhoto StormPage::keep_photo(const std::string& jpeg) {
    return {.id = make_uuid_v7(phone_.clock.now(), phone_.random),
            .sha256 = server::sha256_hex(jpeg),
            .bytes = static_cast<int>(jpeg.size()),
            .kept_at = phone_.clock.now()};
}

void StormPage::note_notices() {
    for (const app::Notice& notice : portal_->take_notices()) {
        if (notice.kind != app::Notice::Kind::refused) continue;
        // Another tab may hear of it before the one that appended it knows that it is kept.
        for (auto* commands : {&phone_.sky.submitted, &phone_.sky.kept}) {
            for (KeptCommand& one : *commands) one.told |= one.id == notice.command_id;
        }
    }
}

void StormPage::send(platform::HttpRequest request, std::function<void(platform::HttpReply)> done) {
    auto flight = std::make_shared<Flight>();
    flight->number = ++phone_.sky.flights_made;
    flight->phone = &phone_;
    flight->page_frozen = frozen_;
    flight->request = std::move(request);
    flight->cookie = phone_.cookie;
    flight->done = std::move(done);
    phone_.sky.flights.push_back(std::move(flight));
}

std::string page_name(const StormPhone& phone, const StormPage& page) {
    std::size_t at = 0;
    while (phone.pages[at].get() != &page) ++at;
    return "phone " + std::to_string(phone.disk.device) + (at == 0 ? "" : " tab 2");
}

}  // namespace yg::sim
