#include "app/portal.hpp"

#include <algorithm>
#include <charconv>

#include "app/portal_state.hpp"
#include "codec/protocol.hpp"
#include "store/activity_store.hpp"
#include "store/concern_store.hpp"
#include "store/pending_store.hpp"
#include "store/person_store.hpp"
#include "store/place_store.hpp"

namespace yg::app {
namespace {

constexpr std::string_view person_key = "person";  ///< Preference: who is signed in here.
/// Preference: the newest protocol for which the page loaded itself anew.
constexpr std::string_view reloaded_key = "reloaded_protocol";
constexpr int counted_concerns = 500;
constexpr int sign_ups_limit = 50;

void fill_me(const Reader& reader, Me& me) {
    me.person = reader.me;
    me.bookings = load_my_bookings(reader);
    me.sign_ups.clear();
    me.refused = load_refused(reader);
    me.community.clear();
    me.grid_number = 0;
    me.concerns = 0;
    if (!reader.me) return;
    if (const auto community =
            or_empty(store::find_community(reader.database, reader.town, reader.me->community))) {
        me.community = community->name;
    }
    if (const auto grid =
            or_empty(store::find_grid(reader.database, reader.town, reader.me->grid))) {
        me.grid_number = grid->number;
    }
    me.concerns =
        static_cast<int>(or_empty(store::list_concerns_of_reporter(reader.database, reader.town,
                                                                   reader.me->id, counted_concerns))
                             .size());
    for (auto& own : or_empty(store::list_sign_ups_of_person(
             reader.database, reader.town, reader.me->id, reader.now, sign_ups_limit))) {
        me.sign_ups.push_back({.activity = std::move(own.activity), .mine = true});
    }
}

}  // namespace

std::optional<std::int64_t> kept_number(platform::Preferences& preferences, std::string_view key) {
    const std::string kept = preferences.get(key);
    std::int64_t number = 0;
    const auto read = std::from_chars(kept.data(), kept.data() + kept.size(), number);
    return read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

// ---- State: lifecycle --------------------------------------------------------------------------

Reader Portal::State::reader() {
    unanswered_ = unanswered();
    return {.database = replica->database(),
            .town = replica->town(),
            .me = me,
            .now = now(),
            .unanswered = unanswered_};
}

std::vector<platform::OutboxRecord> Portal::State::unanswered() const {
    return exchange ? exchange->unanswered() : std::vector<platform::OutboxRecord>();
}

Action Portal::State::action_of(std::string_view key) const {
    const auto found = actions.find(key);
    return found == actions.end() ? Action{} : found->second.action;
}

void Portal::State::changed() {
    ++revision;
    notify();
}

void Portal::State::on_change() {
    update_phase();
    refresh_photos();
    changed();
}

void Portal::State::add_notice(Notice notice) {
    notices.push_back(std::move(notice));
    changed();
}

void Portal::State::open(Result<platform::StoredState> stored) {
    platform::StoredState state;
    if (stored.ok()) {
        state = std::move(stored).value();
    } else {
        // Nothing can be kept on this phone: the portal still works while the network does.
        storage_failed = true;
        state.client_id = make_uuid_v7(now(), ports.random);
    }
    auto opened = sync::Replica::open(state.image);
    CHECK(opened.ok());  // An empty database in memory can always be made.
    replica = std::move(opened).value();
    load_me(PersonId::trusted(ports.preferences.get(person_key)));
    restore_draft();
    start_exchange(ClientId::trusted(state.client_id), std::move(state.outbox));
    exchange->outbox_is_whole();
    (void)replica->catch_up(exchange->outbox(), me, now()).ok();
    drop_kept_draft();
    update_phase();
    changed();
    load_photos();
    exchange->sync_now();
}

void Portal::State::join_tabs() {
    ports.tabs.join({.on_leading = lifetime.guard([this] {
                         if (exchange) exchange->on_leading();
                     }),
                     .on_following = lifetime.guard([this] {
                         if (exchange) exchange->on_following();
                     }),
                     .on_news = lifetime.guard([this](platform::TabNews news) {
                         if (exchange) exchange->on_news(news);
                     })});
}

void Portal::State::on_another_client(platform::StoredState stored) {
    if (forgetting) return;  // It was this page: the answer is on its way.
    const bool was_signed_in = me.has_value();
    me.reset();
    sessions = {};
    my_data = {};
    correcting = false;
    actions.clear();
    open(std::move(stored));
    forget_forms();  // Also a draft that the other page hasn't wiped yet.
    if (was_signed_in && !me) {
        add_notice({.kind = Notice::Kind::signed_out, .refusal = {}, .title = {}});
    }
}

void Portal::State::start_exchange(ClientId client, std::vector<platform::OutboxRecord> outbox) {
    work_owner = ports.preferences.get(owner_key);
    exchange =
        std::make_unique<sync::Exchange>(sync::ExchangePorts{.http = ports.http,
                                                             .events = ports.events,
                                                             .clock = ports.clock,
                                                             .random = ports.random,
                                                             .storage = ports.storage,
                                                             .tabs = ports.tabs},
                                         *replica, *this, std::move(client), std::move(outbox));
}

void Portal::State::update_phase() {
    if (!replica || !exchange) return;
    if (!replica->town().empty()) {
        phase = Phase::ready;
    } else {
        phase = exchange->state().online ? Phase::first_sync : Phase::unreachable;
    }
}

void Portal::State::load_me(const PersonId& id) {
    if (id.empty() || replica->town().empty()) return;
    auto person = or_empty(store::find_person(replica->database(), replica->town(), id));
    if (person) me = std::move(person);
}

void Portal::State::set_me(std::optional<domain::Person> person) {
    ports.preferences.set(person_key, person ? person->id.text() : std::string());
    me = std::move(person);
    sessions = {};
    my_data = {};
    correcting = false;
    if (me) forget_sign_in_form();
    raise.model.refusals.clear();
    changed();
}

std::optional<domain::Person> Portal::State::person() {
    for (const std::string& owner : {ports.preferences.get(owner_key), work_owner}) {
        if (me && !owner.empty() && owner != me->id.text()) return std::nullopt;
    }
    return me;
}

void Portal::State::on_person(const std::optional<PersonId>& person_id) {
    if (!person_id) {
        if (me) set_me(std::nullopt);
        return;
    }
    // The pull that says so also brought the person's own row.
    const auto person =
        or_empty(store::find_person(replica->database(), replica->town(), *person_id));
    if (!person) return;
    if (!me || me->id != *person_id) {
        set_me(*person);
    } else {
        me = *person;
    }
    // A sign-in whose answer was lost on the way, or that another page made, shows here first.
    own_client();
}

void Portal::State::own_client() {
    const std::string owner = ports.preferences.get(owner_key);
    if (owner.empty()) ports.preferences.set(owner_key, me->id.text());
    if (work_owner.empty()) work_owner = me->id.text();
    if (owner.empty() || owner == me->id.text() || forgetting) return;
    if (asking_for_owner) return;
    const auto own = [this, id = me->id.text()](bool forgotten) {
        asking_for_owner = false;
        if (!forgotten) return undo_sign_in();
        ports.preferences.set(owner_key, id);
    };
    if (count_unsent() == 0) return forget_client(own);
    asking_for_owner = true;
    discard_work_of_erased(own);
}

void Portal::State::on_server_time(TimeMs now) {
    if (!clock.learn(now)) return;
    ports.preferences.set(clock_key, std::to_string(clock.correction()));
}

void Portal::State::on_outcome(const platform::OutboxRecord& record, domain::Refusal refusal) {
    for (auto& [key, tracked] : actions) {
        if (tracked.command_id != record.id) continue;
        if (refusal == domain::Refusal::none) {
            tracked.action = {.state = Action::State::done, .refusals = {}};
        } else {
            tracked.action = {.state = Action::State::refused,
                              .refusals = {{domain::Field::form, refusal}}};
        }
    }
    if (refusal == domain::Refusal::room_taken) offer_alternatives();
    Notice notice{.kind = Notice::Kind::refused,
                  .refusal = refusal,
                  .title = subject_of(reader(), record.name, record.args).title,
                  .command_id = record.id};
    if (refusal == domain::Refusal::none) {
        if (record.name == domain::SubmitConcern::name) {
            notice.kind = Notice::Kind::concern_delivered;
        } else if (record.name == domain::BookRoom::name) {
            notice.kind = Notice::Kind::booking_confirmed;
        } else if (record.name == domain::JoinActivity::name) {
            notice.kind = Notice::Kind::sign_up_confirmed;
        } else if (record.name == domain::CorrectPerson::name) {
            notice.kind = Notice::Kind::corrected;
        } else {
            notice.kind = Notice::Kind::cancelled;
        }
    }
    add_notice(std::move(notice));
}

// ---- Portal: lifecycle and models --------------------------------------------------------------

Portal::Portal(Ports ports) : state_(std::make_unique<State>(ports)) {}

Portal::~Portal() = default;

void Portal::start(std::function<void()> on_change) {
    State& state = *state_;
    state.notify = std::move(on_change);
    const LocalDate today = to_local(state.now()).date;
    state.calendar.model.month = first_of_month(today);
    state.calendar.model.selected = today;
    state.join_tabs();
    state.ports.storage.load(state.lifetime.guard(
        [&state](Result<platform::StoredState> stored) { state.open(std::move(stored)); }));
}

void Portal::on_visible() {
    sync_now();
}

void Portal::on_online() {
    state_->photo_queue.retry_now();
    sync_now();
}

double Portal::next_tick_ms() const {
    constexpr double never_ms = 1e15;
    if (!state_->exchange) return never_ms;
    return std::min(state_->exchange->next_tick_ms(), state_->photo_queue.next_tick_ms());
}

void Portal::tick() {
    if (state_->exchange) state_->exchange->tick();
    state_->photo_queue.tick();
}

Phase Portal::phase() const {
    return state_->phase;
}

std::uint64_t Portal::revision() const {
    return state_->revision;
}

std::vector<Notice> Portal::take_notices() {
    return std::exchange(state_->notices, {});
}

const Home& Portal::home() {
    State& state = *state_;
    if (state.replica && state.home.is_stale(state.revision, state.now())) {
        state.home.model = load_home(state.reader());
    }
    return state.home.model;
}

Raise& Portal::raise() {
    State& state = *state_;
    if (state.replica && state.raise.is_stale(state.revision, state.now())) {
        refresh_raise(state.reader(), state.raise.model);
        state.raise.model.submit = state.action_of("raise");
    }
    return state.raise.model;
}

ConcernList& Portal::concerns() {
    State& state = *state_;
    ConcernList& list = state.concerns.model;
    const bool stale = state.concerns.is_stale(state.revision, state.now());
    if (state.replica && (stale || list.search != state.concerns_searched)) {
        state.concerns_searched = list.search;
        refresh_concerns(state.reader(), list);
    }
    return list;
}

const ConcernRow* Portal::concern_row(const ConcernId& id) {
    State& state = *state_;
    if (!state.replica) return nullptr;
    auto& rows = state.concern_rows.model;
    // A person who walks through thousands leaves those behind that are far away.
    constexpr std::size_t kept_max = 500;
    if (state.concern_rows.is_stale(state.revision, state.now()) || rows.size() > kept_max) {
        rows.clear();
    }
    auto found = rows.find(id.text());
    if (found == rows.end()) {
        found = rows.emplace(id.text(), load_concern_row(state.reader(), id)).first;
    }
    return found->second ? &*found->second : nullptr;
}

const ConcernDetail* Portal::concern(const ConcernId& id) {
    State& state = *state_;
    if (!state.replica) return nullptr;
    if (state.concern_id != id) state.concern.revision = 0;
    state.concern_id = id;
    if (state.concern.is_stale(state.revision, state.now())) {
        state.concern.model = load_concern(state.reader(), id);
        if (state.concern.model) state.concern.model->photos = state.photos_of(id);
    }
    return state.concern.model ? &*state.concern.model : nullptr;
}

const RoomList& Portal::rooms() {
    State& state = *state_;
    if (state.replica && state.rooms.is_stale(state.revision, state.now())) {
        state.rooms.model = load_rooms(state.reader());
    }
    return state.rooms.model;
}

RoomDay* Portal::room_day(const RoomId& id) {
    State& state = *state_;
    if (!state.replica) return nullptr;
    if (state.day_room != id) {
        state.day = {};
        state.day_room = id;
        state.day.model.date = to_local(state.now()).date;
        // Who opens a room looks for a free time: late in the day that is tomorrow's.
        if (refresh_room_day(state.reader(), id, state.day.model)) {
            state.day.model.date = first_day_to_book(state.day.model);
        }
    }
    if (state.day.is_stale(state.revision, state.now())) {
        state.day_found = refresh_room_day(state.reader(), id, state.day.model);
        state.day.model.book = state.action_of("book:" + id.text());
        state.check_selection();
    }
    return state.day_found ? &state.day.model : nullptr;
}

const Calendar& Portal::calendar() {
    State& state = *state_;
    if (state.replica && state.calendar.is_stale(state.revision, state.now())) {
        refresh_calendar(state.reader(), state.calendar.model);
    }
    return state.calendar.model;
}

const ActivityDetail* Portal::activity(const ActivityId& id) {
    State& state = *state_;
    if (!state.replica) return nullptr;
    if (state.activity_id != id) state.activity.revision = 0;
    state.activity_id = id;
    if (state.activity.is_stale(state.revision, state.now())) {
        state.activity.model = load_activity(state.reader(), id);
        if (auto& detail = state.activity.model) {
            detail->join = state.action_of("join:" + id.text());
            detail->leave = state.action_of("leave:" + id.text());
            if (!detail->mine) {
                const domain::JoinActivity join{
                    .id = SignUpId::trusted(state.new_command_id().text()), .activity = id};
                detail->refusals = or_empty(state.replica->check(join, state.me, state.now()));
            }
        }
    }
    return state.activity.model ? &*state.activity.model : nullptr;
}

const Me& Portal::me() {
    State& state = *state_;
    if (!state.replica || !state.me_model.is_stale(state.revision, state.now())) {
        return state.me_model.model;
    }
    Me& me = state.me_model.model;
    fill_me(state.reader(), me);
    for (auto& row : me.bookings) row.cancel = state.action_of("cancel:" + row.booking.id.text());
    me.demo = state.demo;
    me.sample_accounts = state.sample_accounts;
    me.accounts_loading = state.accounts_loading;
    me.accounts_failed = state.accounts_failed;
    me.sign_in = state.action_of("sign_in");
    me.sign_out = state.action_of("sign_out");
    me.sync = sync_state();
    return me;
}

bool Portal::claim_reload() {
    State& state = *state_;
    if (!sync_state().reload_needed || state.storage_failed) return false;
    if (!state.sign_in.phone.empty()) return false;  // What is typed there is kept nowhere.
    // Kept where the next page finds it: a page that is as old again must not load itself for ever.
    const std::string version = std::to_string(codec::protocol_version);
    const std::string before = state.ports.preferences.get(reloaded_key);
    if (before.size() > version.size() || (before.size() == version.size() && before >= version)) {
        return false;
    }
    return state.ports.preferences.set(reloaded_key, version);
}

SyncState Portal::sync_state() const {
    SyncState sync;
    if (!state_->exchange) return sync;
    const auto& exchange = state_->exchange->state();
    sync.online = exchange.online;
    sync.running = exchange.running;
    sync.reload_needed = exchange.reload_needed;
    sync.full = exchange.full;
    sync.waiting = state_->count_unsent();
    sync.last_sync_at = exchange.last_pull_at;
    sync.image_rebuilt = state_->replica->was_rebuilt();
    sync.storage_failed = state_->storage_failed;
    return sync;
}

}  // namespace yg::app
