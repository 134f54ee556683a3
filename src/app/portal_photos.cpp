// Photos of drafts and concerns: what the device keeps, and its way to the server.
#include <algorithm>
#include <utility>

#include "app/portal_state.hpp"
#include "store/photo_store.hpp"

namespace yg::app {
namespace {

/// A photo that nothing names is forgotten when it is this old: another page may be about to name
/// it.
constexpr DurationMs orphan_age = 7 * day_ms;

/// Preference: photos of concerns that have not arrived, as far as is known. Rows say it, too, but
/// only while their owner is signed in.
constexpr std::string_view waiting_key = "photos_waiting";

domain::NewPhoto new_photo(const platform::KeptPhoto& kept) {
    return {.id = PhotoId::trusted(kept.id), .sha256 = kept.sha256, .bytes = kept.bytes};
}

/// The words of a text that are separated by spaces.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = std::min(text.find(' ', from), text.size());
        if (to > from) words.emplace_back(text.substr(from, to - from));
        from = to + 1;
    }
    return words;
}

std::string text_of(const std::set<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += word + ' ';
    return text;
}

}  // namespace

Portal::State::State(Ports the_ports)
    : clock(the_ports.clock, kept_number(the_ports.preferences, clock_key).value_or(0)),
      ports{.http = the_ports.http,
            .events = the_ports.events,
            .clock = clock,
            .random = the_ports.random,
            .storage = the_ports.storage,
            .preferences = the_ports.preferences,
            .photos = the_ports.photos,
            .tabs = the_ports.tabs},
      photo_queue({.photos = ports.photos, .clock = ports.clock, .random = ports.random},
                  {.on_progress = [this] { changed(); },
                   .on_arrived =
                       [this] {
                           if (exchange) exchange->sync_now();
                       },
                   .on_unknown =
                       [this] {
                           if (exchange) exchange->sync_now();
                       }}) {
    ports.photos.listen(this);
}

Portal::State::~State() {
    ports.photos.listen(nullptr);
}

void Portal::State::load_photos() {
    ports.photos.load(lifetime.guard([this](const Result<std::vector<platform::KeptPhoto>>& found) {
        if (!found.ok()) return;
        for (const platform::KeptPhoto& photo : found.value()) kept_photos[photo.id] = photo;
        photos_loaded = true;
        restore_draft_photos();
        refresh_photos();
        changed();
    }));
}

void Portal::State::restore_draft_photos() {
    Raise& draft = raise.model;
    for (const std::string& id : words_of(ports.preferences.get(draft_key("photos")))) {
        const auto kept = kept_photos.find(id);
        const bool there = std::ranges::any_of(
            draft.photos, [&](const domain::NewPhoto& photo) { return photo.id.text() == id; });
        if (kept != kept_photos.end() && !there) draft.photos.push_back(new_photo(kept->second));
    }
}

void Portal::State::on_photos_chosen(int count) {
    raise.model.photos_preparing += count;
    raise.model.photo_failure.reset();
    changed();
}

void Portal::State::on_photo_kept(platform::KeptPhoto photo) {
    Raise& draft = raise.model;
    draft.photos_preparing = std::max(0, draft.photos_preparing - 1);
    const bool fits = static_cast<int>(draft.photos.size()) < draft.photos_max;
    if (fits) {
        draft.photos.push_back(new_photo(photo));
        kept_photos[photo.id] = std::move(photo);
        keep_draft();
        drop_mended_refusals();
    } else {
        ports.photos.forget({photo.id});
    }
    changed();
}

void Portal::State::on_photo_failed(platform::PhotoFailure failure) {
    raise.model.photos_preparing = std::max(0, raise.model.photos_preparing - 1);
    raise.model.photo_failure = failure;
    changed();
}

void Portal::remove_photo(PhotoId photo) {
    State& state = *state_;
    auto& photos = state.raise.model.photos;
    const auto found = std::ranges::find(photos, photo, &domain::NewPhoto::id);
    if (found == photos.end()) return;
    // Its bytes stay, until nothing has named it for a while: it may be brought back, and the
    // concern may be on its way with it, from this page or from another one that began with the
    // same draft.
    state.removed_photo = {.photo = *found, .at = found - photos.begin()};
    photos.erase(found);
    state.keep_draft();
    state.drop_mended_refusals();
    state.changed();
}

void Portal::restore_photo() {
    State& state = *state_;
    Raise& draft = state.raise.model;
    if (!state.removed_photo || static_cast<int>(draft.photos.size()) >= draft.photos_max) return;
    const auto [photo, at] = *std::exchange(state.removed_photo, std::nullopt);
    const auto there = std::min(at, static_cast<std::ptrdiff_t>(draft.photos.size()));
    draft.photos.insert(draft.photos.begin() + there, photo);
    state.keep_draft();
    state.changed();
}

void Portal::State::forget_photos(std::vector<std::string> ids) {
    if (ids.empty()) return;
    std::set<std::string> waiting = photos_waiting();
    std::size_t waited = 0;
    for (const std::string& id : ids) {
        kept_photos.erase(id);
        waited += waiting.erase(id);
    }
    if (waited > 0) ports.preferences.set(waiting_key, text_of(waiting));
    ports.photos.forget(std::move(ids));
}

std::set<std::string> Portal::State::photos_waiting() const {
    const std::vector<std::string> ids = words_of(ports.preferences.get(waiting_key));
    return {ids.begin(), ids.end()};
}

void Portal::State::remember_waiting_photos(const std::vector<domain::Photo>& unarrived) {
    const std::set<std::string> before = photos_waiting();
    if (before.empty() && unarrived.empty()) return;
    std::set<std::string> waiting;
    const auto refused = or_empty(store::list_refused(replica->database(), replica->town()));
    for (const std::string& id : before) {
        // Without a row it may be that the rows are another person's, or another tab's are newer.
        const auto row =
            or_empty(store::find_photo(replica->database(), replica->town(), PhotoId::trusted(id)));
        const bool given_up = std::ranges::any_of(refused, [&](const auto& command) {
            return command.args.find(id) != std::string::npos;
        });
        if (!given_up && (!row || row->arrived_at == 0)) waiting.insert(id);
    }
    for (const domain::Photo& photo : unarrived) {
        if (kept_photos.contains(photo.id.text())) waiting.insert(photo.id.text());
    }
    std::erase_if(waiting, [this](const std::string& id) {
        return photo_queue.is_refused(PhotoId::trusted(id));
    });
    if (waiting != before) ports.preferences.set(waiting_key, text_of(waiting));
}

void Portal::State::forget_waiting_photos() {
    ports.preferences.set(waiting_key, "");
}

void Portal::State::refresh_photos() {
    if (!replica || !exchange || !photos_loaded) return;
    std::vector<std::string> done;
    for (const auto& [id, kept] : kept_photos) {
        const auto row =
            or_empty(store::find_photo(replica->database(), replica->town(), PhotoId::trusted(id)));
        if (row && row->arrived_at != 0) done.push_back(id);
    }
    forget_photos(std::move(done));
    forget_photos(orphaned_photos());
    bool is_new = false;
    std::vector<domain::Photo> waiting;
    const auto unanswered_commands = unanswered();
    auto unarrived = or_empty(store::list_photos_to_send(replica->database(), replica->town()));
    remember_waiting_photos(unarrived);
    for (domain::Photo& photo : unarrived) {
        // The server takes photos of concerns that it has.
        const bool has_concern =
            std::ranges::none_of(unanswered_commands, [&](const platform::OutboxRecord& record) {
                return record.id == photo.concern.text();
            });
        if (me && has_concern && kept_photos.contains(photo.id.text())) {
            waiting.push_back(std::move(photo));
        } else if (!kept_photos.contains(photo.id.text())) {
            is_new |= photos_looked_for.insert(photo.id.text()).second;
        }
    }
    photo_queue.send(std::move(waiting));
    if (is_new) look_for_photos();
}

/// Another page of this phone may have kept them; that page may be gone before they are sent.
void Portal::State::look_for_photos() {
    ports.photos.load(lifetime.guard([this](const Result<std::vector<platform::KeptPhoto>>& found) {
        if (!found.ok()) return;
        for (const platform::KeptPhoto& photo : found.value()) kept_photos[photo.id] = photo;
        refresh_photos();
        changed();
    }));
}

std::vector<std::string> Portal::State::orphaned_photos() {
    if (exchange->state().last_pull_at == 0 || action_of("raise").busy()) return {};
    std::vector<std::string> orphans;
    const auto drafted = words_of(ports.preferences.get(draft_key("photos")));
    const auto refused = or_empty(store::list_refused(replica->database(), replica->town()));
    for (const auto& [id, kept] : kept_photos) {
        if (kept.kept_at > now() - orphan_age) continue;
        const bool named =
            std::ranges::find(drafted, id) != drafted.end() ||
            or_empty(store::find_photo(replica->database(), replica->town(), PhotoId::trusted(id)))
                .has_value() ||
            std::ranges::any_of(refused, [&](const store::RefusedCommand& command) {
                return command.args.find(id) != std::string::npos;
            });
        if (!named) orphans.push_back(id);
    }
    return orphans;
}

std::vector<ConcernPhoto> Portal::State::photos_of(const ConcernId& id) {
    std::vector<ConcernPhoto> photos;
    for (const auto& photo :
         or_empty(store::list_photos_of_concern(replica->database(), replica->town(), id))) {
        ConcernPhoto shown{.id = photo.id, .state = PhotoState::waiting, .share_sent = 0};
        if (photo.arrived_at != 0) {
            shown.state = PhotoState::arrived;
        } else if (photo_queue.is_refused(photo.id)) {
            shown.state = PhotoState::refused;
        } else if (photos_loaded && !kept_photos.contains(photo.id.text())) {
            shown.state = PhotoState::elsewhere;
        } else if (photo_queue.is_unknown(photo.id)) {
            shown.state = PhotoState::not_taken;
        } else if (photo_queue.waits_for_tomorrow(photo)) {
            shown.state = PhotoState::tomorrow;
        } else if (const float share = photo_queue.share_sent(photo); share > 0) {
            shown.state = PhotoState::sending;
            shown.share_sent = share;
        }
        photos.push_back(shown);
    }
    return photos;
}

int Portal::State::count_unsent() const {
    // The queue knows what waits by the rows of whoever is signed in.
    const bool is_owner = me && me->id.text() == ports.preferences.get(owner_key);
    const int photos =
        is_owner ? photo_queue.count_waiting() : static_cast<int>(photos_waiting().size());
    return exchange->count_unanswered() + photos;
}

}  // namespace yg::app
