#include <algorithm>

#include "app/portal_state.hpp"
#include "codec/command_codec.hpp"
#include "codec/protocol.hpp"
#include "domain/room/alternatives.hpp"
#include "store/activity_store.hpp"
#include "store/concern_store.hpp"
#include "store/pending_store.hpp"
#include "store/room_store.hpp"

namespace yg::app {
namespace {

constexpr std::size_t alternatives_max = 3;

bool is_success(const platform::HttpReply& reply) {
    return reply.status >= 200 && reply.status < 300;
}

RaiseStep step_after(RaiseStep step) {
    return step == RaiseStep::what ? RaiseStep::where : RaiseStep::who;
}

/// The fields a step of the form answers for.
bool belongs_to(RaiseStep step, domain::Field field) {
    switch (step) {
        case RaiseStep::what:
            return field == domain::Field::words || field == domain::Field::category ||
                   field == domain::Field::photos;
        case RaiseStep::where:
            return field == domain::Field::grid;
        case RaiseStep::who:
            return true;
    }
    return true;
}

domain::SubmitConcern command_of(const Raise& raise) {
    return {.id = raise.draft_id,
            .type = raise.type,
            .category = raise.category,
            .grid = raise.grid,
            .compound = raise.compound,
            .words = raise.words,
            .contact = raise.contact,
            .on_behalf = raise.on_behalf,
            .photos = raise.photos};
}

Action failed_action() {
    return {.state = Action::State::not_saved, .refusals = {}};
}

Action unsent_work_action() {
    return {.state = Action::State::refused,
            .refusals = {{domain::Field::form, domain::Refusal::unsent_work}}};
}

}  // namespace

// ---- State: carrying out -----------------------------------------------------------------------

CommandId Portal::State::new_command_id() {
    return CommandId::trusted(make_uuid_v7(now(), ports.random));
}

void Portal::State::perform(const std::string& key, const domain::Command& command, CommandId id,
                            std::string subject) {
    auto& tracked = actions[key];
    if (tracked.action.busy() || !exchange) return;  // A double tap.
    const auto refusals = or_empty(replica->check(command, person(), now()));
    if (!refusals.empty()) {
        tracked = {.action = {.state = Action::State::refused, .refusals = refusals},
                   .command_id = {},
                   .subject = std::move(subject)};
        changed();
        return;
    }
    tracked = {.action = {.state = Action::State::saving, .refusals = {}},
               .command_id = id.text(),
               .subject = std::move(subject)};
    if (domain::hands_over_personal_data(command)) consent_put_off = 0;
    changed();
    exchange->submit(command, id, lifetime.guard([this, key](const Result<std::int64_t>& kept) {
        auto& waiting = actions[key];
        if (kept.ok()) {
            waiting.action.state = Action::State::on_phone;
            if (key == "raise") new_draft();
            // The name stands on every page of one's own.
            if (key == "correct") show_correction();
        } else {
            waiting.action = failed_action();
            add_notice({.kind = Notice::Kind::not_saved,
                        .refusal = domain::Refusal::none,
                        .title = waiting.subject});
        }
        changed();
    }));
}

// ---- 我要说 ------------------------------------------------------------------------------------

/// The sent draft makes room for the next one; the screen still shows what was submitted.
void Portal::State::new_draft() {
    Raise& draft = raise.model;
    draft.submitted = draft.draft_id;
    draft.draft_id = ConcernId::trusted(new_command_id().text());
    draft.words.clear();
    draft.category = {};
    draft.compound.clear();
    draft.contact.clear();
    draft.on_behalf = false;
    draft.photos.clear();
    draft.photo_failure.reset();
    draft.refusals.clear();
    removed_photo.reset();
    keep_draft();
}

void Portal::State::restore_draft() {
    Raise& draft = raise.model;
    const auto kept = [this](std::string_view field) {
        return ports.preferences.get(draft_key(field));
    };
    const std::string id = kept("id");
    draft.draft_id = ConcernId::trusted(is_uuid_v7(id) ? id : new_command_id().text());
    draft.category = CategoryId::parse(kept("category")).value_or(CategoryId());
    draft.grid = GridId::parse(kept("grid")).value_or(GridId());
    draft.compound = kept("compound");
    draft.words = kept("words");
    draft.contact = kept("contact");
    draft.on_behalf = !kept("on_behalf").empty();
    for (const auto type : domain::all_concern_types) {
        if (kept("type") == std::to_string(static_cast<int>(type))) draft.type = type;
    }
}

void Portal::State::drop_kept_draft() {
    const ConcernId& id = raise.model.draft_id;
    const auto& outbox = exchange->outbox();
    const bool waits = std::ranges::any_of(
        outbox, [&](const platform::OutboxRecord& record) { return record.id == id.text(); });
    const bool known =
        or_empty(store::find_concern(replica->database(), replica->town(), id)).has_value();
    if (!waits && !known) return;
    new_draft();
    raise.model.submitted = {};
}

void Portal::State::keep_draft() {
    Raise& draft = raise.model;
    draft.kept = true;
    const auto keep = [&](std::string_view field, std::string_view value) {
        draft.kept &= ports.preferences.set(draft_key(field), value);
    };
    keep("id", draft.draft_id.text());
    keep("type", std::to_string(static_cast<int>(draft.type)));
    keep("category", draft.category.text());
    keep("grid", draft.grid.text());
    keep("compound", draft.compound);
    keep("words", draft.words);
    keep("contact", draft.contact);
    keep("on_behalf", draft.on_behalf ? "1" : "");
    if (!photos_loaded) return;  // Those of the draft are not known yet.
    std::string photos;
    for (const domain::NewPhoto& photo : draft.photos) photos += photo.id.text() + ' ';
    keep("photos", photos);
}

/// A field that was put right stops complaining at once; a new fault waits for the next press.
void Portal::State::drop_mended_refusals() {
    Raise& draft = raise.model;
    if (draft.refusals.empty()) return;
    const auto found = or_empty(replica->check(command_of(draft), me, now()));
    std::erase_if(draft.refusals, [&](const domain::FieldRefusal& refusal) {
        return std::ranges::find(found, refusal) == found.end();
    });
}

void Portal::keep_draft() {
    state_->keep_draft();
    state_->drop_mended_refusals();
}

domain::FieldRefusals Portal::State::wrong_in_step(RaiseStep step) {
    auto found = or_empty(replica->check(command_of(raise.model), me, now()));
    std::erase_if(found, [&](const domain::FieldRefusal& refusal) {
        return refusal.field == domain::Field::form || !belongs_to(step, refusal.field);
    });
    return found;
}

void Portal::raise_next() {
    State& state = *state_;
    Raise& raise = state.raise.model;
    keep_draft();
    raise.refusals = state.wrong_in_step(raise.step);
    if (raise.refusals.empty() && raise.step != RaiseStep::who) raise.step = step_after(raise.step);
    state.changed();
}

void Portal::raise_show(RaiseStep wanted) {
    State& state = *state_;
    Raise& raise = state.raise.model;
    RaiseStep step = RaiseStep::what;
    while (step != wanted && state.wrong_in_step(step).empty()) step = step_after(step);
    if (step == raise.step) return;
    raise.refusals.clear();
    raise.step = step;
    state.changed();
}

bool Portal::pick_grid_at(domain::Point point) {
    Raise& raise = state_->raise.model;
    for (const auto& grid : raise.grids) {
        if (!domain::contains(grid.boundary, point)) continue;
        raise.grid = grid.id;
        raise.compound.clear();
        raise.refusals.clear();
        keep_draft();
        state_->changed();
        return true;
    }
    return false;
}

void Portal::submit_concern() {
    State& state = *state_;
    Raise& raise = state.raise.model;
    keep_draft();
    state.perform("raise", command_of(raise), CommandId::trusted(raise.draft_id.text()),
                  raise.words);
    raise.refusals = state.action_of("raise").refusals;
}

void Portal::raise_another() {
    Raise& raise = state_->raise.model;
    raise.submitted = {};
    raise.step = RaiseStep::what;
    state_->actions.erase("raise");
    state_->changed();
}

// ---- 约场地 ------------------------------------------------------------------------------------

void Portal::State::check_selection() {
    RoomDay& room_day = day.model;
    room_day.refusals.clear();
    if (!room_day.selection || !room_day.signed_in) return;
    const domain::BookRoom command{.id = BookingId::trusted(new_command_id().text()),
                                   .room = day_room,
                                   .when = *room_day.selection,
                                   .seats = 1,
                                   .purpose = room_day.purpose};
    room_day.refusals = or_empty(replica->check(command, me, now()));
}

void Portal::State::offer_alternatives() {
    RoomDay& room_day = day.model;
    if (!room_day.selection) return;
    const auto room = or_empty(store::find_room(replica->database(), replica->town(), day_room));
    if (!room) return;
    room_day.alternatives = domain::nearest_free_times(
        *room, *room_day.selection, coming_occupancies(reader(), *room), now(), alternatives_max);
}

void Portal::show_day(const RoomId& room, LocalDate date) {
    State& state = *state_;
    if (state.day_room != room) return;
    state.day.model.date = date;
    state.day.model.selection.reset();
    state.day.model.alternatives.clear();
    state.actions.erase("book:" + room.text());
    state.changed();
}

void Portal::tap_slot(const RoomId& room, TimeMs slot_start) {
    State& state = *state_;
    RoomDay& day = state.day.model;
    if (state.day_room != room) return;
    const DurationMs slot = day.room.slot_minutes * minute_ms;
    const DurationMs longest = day.room.longest_minutes * minute_ms;
    const Interval tapped{slot_start, slot_start + slot};
    auto& selection = day.selection;
    if (!selection) {
        selection = tapped;
    } else if (overlaps(*selection, tapped)) {
        // A tap inside shortens to what lies before it; on the first slot it clears.
        if (tapped.start == selection->start) {
            selection.reset();
        } else {
            selection->end = tapped.start;
        }
    } else if (tapped.start == selection->end && tapped.end - selection->start <= longest) {
        selection->end = tapped.end;
    } else if (tapped.end == selection->start && selection->end - tapped.start <= longest) {
        selection->start = tapped.start;
    } else {
        selection = tapped;
    }
    day.alternatives.clear();
    state.actions.erase("book:" + room.text());
    state.changed();
}

void Portal::select_time(const RoomId& room, Interval when) {
    State& state = *state_;
    if (state.day_room != room) return;
    show_day(room, to_local(when.start).date);
    state.day.model.selection = when;
    state.changed();
}

void Portal::book(const RoomId& room) {
    State& state = *state_;
    const RoomDay& day = state.day.model;
    if (state.day_room != room || !day.selection) return;
    const CommandId id = state.new_command_id();
    const domain::BookRoom command{.id = BookingId::trusted(id.text()),
                                   .room = room,
                                   .when = *day.selection,
                                   .seats = 1,
                                   .purpose = day.purpose};
    state.perform("book:" + room.text(), command, id, day.room.name);
}

void Portal::cancel_booking(const BookingId& booking) {
    State& state = *state_;
    const domain::CancelBooking command{.booking = booking};
    const CommandId id = state.new_command_id();
    const auto encoded = codec::encode(command);
    state.perform("cancel:" + booking.text(), command, id,
                  subject_of(state.reader(), encoded.name, encoded.args).title);
}

// ---- 看活动 ------------------------------------------------------------------------------------

void Portal::show_month(LocalDate month) {
    Calendar& calendar = state_->calendar.model;
    calendar.month = first_of_month(month);
    const LocalDate today = to_local(state_->now()).date;
    calendar.selected = first_of_month(today) == calendar.month ? today : calendar.month;
    state_->changed();
}

void Portal::select_date(LocalDate date) {
    Calendar& calendar = state_->calendar.model;
    calendar.month = first_of_month(date);
    calendar.selected = date;
    state_->changed();
}

void Portal::set_filter(ActivityFilter filter) {
    state_->calendar.model.filter = filter;
    state_->changed();
}

void Portal::join_activity(const ActivityId& activity) {
    State& state = *state_;
    const CommandId id = state.new_command_id();
    const domain::JoinActivity command{.id = SignUpId::trusted(id.text()), .activity = activity};
    const auto encoded = codec::encode(command);
    state.actions.erase("leave:" + activity.text());
    state.perform("join:" + activity.text(), command, id,
                  subject_of(state.reader(), encoded.name, encoded.args).title);
}

void Portal::leave_activity(const ActivityId& activity) {
    State& state = *state_;
    if (!state.me) return;
    const auto sign_up = or_empty(store::find_active_sign_up(
        state.replica->database(), state.replica->town(), activity, state.me->id));
    if (!sign_up) return;
    const domain::LeaveActivity command{.sign_up = sign_up->id};
    const auto encoded = codec::encode(command);
    state.actions.erase("join:" + activity.text());
    state.perform("leave:" + activity.text(), command, state.new_command_id(),
                  subject_of(state.reader(), encoded.name, encoded.args).title);
}

// ---- 我的 --------------------------------------------------------------------------------------

void Portal::load_sample_accounts() {
    State& state = *state_;
    if (state.accounts_loading) return;
    state.accounts_loading = true;
    state.changed();
    state.ports.http.send(
        {.path = "/api/v1/demo/accounts", .body = {}},
        state.lifetime.guard([&state](const platform::HttpReply& reply) {
            state.accounts_loading = false;
            // Outside demo mode there are none: that is an answer, too.
            state.accounts_failed = reply.status == 0 || reply.status >= 500;
            const auto answer = codec::decode_demo_accounts_answer(reply.body);
            if (is_success(reply) && answer.ok()) {
                state.demo = true;
                state.sample_accounts.clear();
                for (const auto& account : answer.value().accounts) {
                    state.sample_accounts.push_back({.id = PersonId::trusted(account.account),
                                                     .name = account.name,
                                                     .role = account.role});
                }
            }
            state.changed();
        }));
}

void Portal::sign_in(const PersonId& sample_account) {
    State& state = *state_;
    auto& tracked = state.actions["sign_in"];
    if (tracked.action.busy() || !state.exchange) return;
    tracked.action = {.state = Action::State::saving, .refusals = {}};
    state.changed();
    const std::string owner = state.ports.preferences.get(owner_key);
    const bool own = owner.empty() || owner == sample_account.text();
    if (own || state.count_unsent() == 0) {
        return state.request_sign_in(sample_account);
    }
    // What waits here is somebody else's and must not be sent in this person's name, nor lost, as
    // long as there is anybody who could send it.
    state.discard_work_of_erased([&state, sample_account](bool discarded) {
        if (discarded) return state.request_sign_in(sample_account);
        state.actions["sign_in"].action = unsent_work_action();
        state.changed();
    });
}

void Portal::State::request_sign_in(const PersonId& account) {
    ports.http.send(
        {.path = "/api/v1/demo/sign_in",
         .body = codec::encode(codec::SignInRequest{.account = account.text()})},
        lifetime.guard([this](const platform::HttpReply& reply) { finish_sign_in(reply); }));
}

void Portal::State::finish_sign_in(const platform::HttpReply& reply) {
    const auto answer = codec::decode_session_answer(reply.body);
    if (!is_success(reply) || !answer.ok() || !answer.value().person) {
        actions["sign_in"].action = failed_action();
        changed();
        return;
    }
    actions.erase("sign_in");
    accept_sign_in(*answer.value().person);
}

void Portal::State::accept_sign_in(const domain::Person& accepted) {
    const std::string owner = ports.preferences.get(owner_key);
    if (!owner.empty() && owner != accepted.id.text()) {
        const auto accept = [this, accepted](bool forgotten) {
            forgotten ? accept_sign_in(accepted) : undo_sign_in();
        };
        if (count_unsent() > 0) return discard_work_of_erased(accept);
        // The disk has the last word: another page may have kept something that this one never
        // heard of.
        return forget_client([this, accept](bool forgotten) {
            if (forgotten) return accept(true);
            exchange->reload_outbox([this, accept] {
                count_unsent() > 0 ? discard_work_of_erased(accept) : accept(false);
            });
        });
    }
    ports.preferences.set(owner_key, accepted.id.text());
    if (work_owner.empty()) work_owner = accepted.id.text();
    set_me(accepted);
    add_notice({.kind = Notice::Kind::signed_in, .refusal = {}, .title = me->name});
    ports.tabs.tell(platform::TabNews::town);  // It looks different to another person.
    exchange->sync_now();
}

void Portal::sign_out() {
    State& state = *state_;
    auto& tracked = state.actions["sign_out"];
    if (tracked.action.busy() || !state.exchange) return;
    if (state.count_unsent() > 0) {
        tracked.action = unsent_work_action();
        state.changed();
        sync_now();
        return;
    }
    tracked.action = {.state = Action::State::saving, .refusals = {}};
    state.changed();
    state.ports.http.send({.path = "/api/v1/sign_out", .body = "{}"},
                          state.lifetime.guard([&state](const platform::HttpReply& reply) {
                              state.finish_sign_out(reply);
                          }));
}

void Portal::State::finish_sign_out(const platform::HttpReply& reply) {
    if (!is_success(reply)) {
        // Still signed in at the server: say so instead of pretending.
        actions["sign_out"].action = failed_action();
        changed();
        return;
    }
    set_me(std::nullopt);
    forget_client([this](bool forgotten) {
        if (!forgotten) {
            // Something was kept since: it waits for its person to sign in again. What the phone
            // shows goes all the same.
            (void)replica->start_over().ok();
            // Anew: a pull under way answers for rows that are gone.
            start_exchange(exchange->client(), exchange->outbox());
            exchange->save_replica();
            ports.tabs.tell(platform::TabNews::town);
            update_phase();
            actions["sign_out"].action = unsent_work_action();
            changed();
            return exchange->sync_now();
        }
        actions.clear();
        add_notice({.kind = Notice::Kind::signed_out, .refusal = {}, .title = {}});
    });
}

void Portal::State::forget_client(std::int64_t answered_n, std::function<void(bool)> done) {
    forgetting = true;
    ports.storage.forget_client(
        answered_n,
        lifetime.guard([this, done = std::move(done)](const Result<std::string>& client) {
            forgetting = false;
            if (!client.ok() || !replica->start_over().ok()) {
                done(false);
                return;
            }
            ports.preferences.set(owner_key, "");
            forget_waiting_photos();
            ports.tabs.tell(platform::TabNews::client);
            forget_forms();
            keep_draft();
            start_exchange(ClientId::trusted(client.value()), {});
            update_phase();
            done(true);
            exchange->sync_now();
        }));
}

void Portal::State::forget_forms() {
    dismissed.reset();
    removed_photo.reset();
    inbox_opened_until.reset();
    ports.preferences.set(read_until_key, "");
    raise = {};
    kept_photos.clear();
    photos_looked_for.clear();
    photo_queue.send({});
    raise.model.draft_id = ConcernId::trusted(new_command_id().text());
    day = {};
    day_room = {};
}

void Portal::dismiss_refused(std::string_view command_id) {
    State& state = *state_;
    store::Database& database = state.replica->database();
    const TownId& town = state.replica->town();
    for (auto& refused : or_empty(store::list_refused(database, town))) {
        if (refused.command_id == command_id) state.dismissed = std::move(refused);
    }
    (void)store::remove_refused(database, town, command_id).ok();
    state.exchange->save_replica();
    state.changed();
}

void Portal::restore_refused() {
    State& state = *state_;
    if (!state.dismissed) return;
    const auto refused = *std::exchange(state.dismissed, std::nullopt);
    (void)store::put_refused(state.replica->database(), state.replica->town(), refused).ok();
    state.exchange->save_replica();
    state.changed();
}

void Portal::sync_now() {
    if (state_->exchange) state_->exchange->sync_now();
}

}  // namespace yg::app
