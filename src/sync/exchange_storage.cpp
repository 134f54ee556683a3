// The exchange's part that deals with the device: the outbox and the image there, which other tabs
// of the phone share.
#include <algorithm>

#include "sync/exchange.hpp"

namespace yg::sync {

// ---- The outbox --------------------------------------------------------------------------------

void Exchange::reload_outbox(std::function<void()> then) {
    ports_.storage.load_outbox(lifetime_.guard(
        [this, then = std::move(then)](const Result<std::vector<platform::OutboxRecord>>& found) {
            if (found.ok()) {
                take_outbox(found.value());
            } else if (is_stale(found.error())) {
                return;
            }
            then();
        }));
}

void Exchange::take_outbox(std::vector<platform::OutboxRecord> found) {
    // They have left here already, but another tab led then, or the disk refused.
    const auto left =
        std::erase_if(found, [this](const auto& record) { return record.n <= confirmed_n_; });
    if (left > 0 && ports_.tabs.leads()) drop_stored_through(confirmed_n_);
    outbox_ = std::move(found);
    (void)replica_.catch_up(outbox_, listener_.person(), ports_.clock.now()).ok();
}

void Exchange::outbox_is_whole() {
    if (!outbox_.empty()) answered_n_ = std::max(answered_n_, outbox_.front().n - 1);
}

void Exchange::add_to_outbox(const platform::OutboxRecord& record) {
    const auto after = std::find_if(outbox_.begin(), outbox_.end(),
                                    [&](const auto& one) { return one.n >= record.n; });
    if (after != outbox_.end() && after->n == record.n) return;
    outbox_.insert(after, record);
}

void Exchange::drop_outbox_through(std::int64_t n) {
    const auto first_kept = std::find_if(outbox_.begin(), outbox_.end(),
                                         [n](const auto& record) { return record.n > n; });
    confirmed_n_ = std::max(confirmed_n_, n);
    if (first_kept == outbox_.begin()) return;
    outbox_.erase(outbox_.begin(), first_kept);
    if (ports_.tabs.leads()) drop_stored_through(n);
}

void Exchange::drop_stored_through(std::int64_t n) {
    // If this write fails, the records are dropped after the next start's first pull.
    ports_.storage.drop_outbox_through(n, [](const Result<void>&) {});
}

// ---- The image ---------------------------------------------------------------------------------

void Exchange::save_replica() {
    if (saving_ || loading_ || state_.not_saved || !ports_.tabs.leads()) return;
    if (!replica_.has_unsaved_changes()) return;
    saving_ = true;
    auto changes = replica_.take_unsaved_changes();
    ports_.storage.commit_image(
        std::move(changes.blocks), changes.size_bytes,
        lifetime_.guard([this](const Result<void>& saved) { on_replica_saved(saved); }));
}

void Exchange::on_replica_saved(const Result<void>& saved) {
    saving_ = false;
    if (load_wanted_) return load_anew();
    if (saved.ok()) return save_replica();
    if (is_stale(saved.error())) return;
    // The blocks just taken never reached the disk: writing later ones would mix two states, so
    // that what is there must go.
    state_.not_saved = true;
    ports_.storage.discard_image([](const Result<void>&) {});
    listener_.on_change();
}

// ---- Other tabs --------------------------------------------------------------------------------

void Exchange::on_leading() {
    // The one before may have gone without a word, with something that it alone knew of.
    reload_outbox([this] {
        save_replica();
        if (!state_.running || count_unanswered() > 0) start_round();
    });
}

void Exchange::on_following() {
    ports_.events.close();
    listening_ = false;
}

void Exchange::on_news(platform::TabNews news) {
    switch (news) {
        case platform::TabNews::outbox:
            return reload_outbox([this] {
                listener_.on_change();
                if (ports_.tabs.leads()) start_round();
            });
        case platform::TabNews::town:
            return start_round();
        case platform::TabNews::client:
            return load_anew();
    }
}

bool Exchange::is_stale(const Error& error) {
    if (error.kind != ErrorKind::conflict) return false;
    load_anew();
    return true;
}

void Exchange::load_anew() {
    if (loading_) return;
    load_wanted_ = saving_;
    if (saving_) return;
    loading_ = true;
    // What is under way was asked for with rows that this tab will no longer have.
    round_ = Lifetime();
    state_.running = true;
    ports_.storage.load(lifetime_.guard([this](Result<platform::StoredState> stored) {
        loading_ = false;
        state_.running = false;
        if (!stored.ok()) {
            state_.not_saved = true;
            return sync_now();
        }
        if (stored.value().client_id != client_.text()) {
            return listener_.on_another_client(std::move(stored).value());
        }
        take_stored(std::move(stored).value());
    }));
}

void Exchange::take_stored(platform::StoredState stored) {
    const bool opened = replica_.load(stored.image).ok();
    CHECK(opened);     // An empty database in memory can always be made.
    confirmed_n_ = 0;  // A record that it still has left without it.
    again_ = false;
    outbox_ = std::move(stored.outbox);
    const auto request = replica_.next_pull(client_);
    if (request.ok()) answered_n_ = std::max(answered_n_, request.value().outcomes_after);
    outbox_is_whole();
    (void)replica_.catch_up(outbox_, listener_.person(), ports_.clock.now()).ok();
    listener_.on_change();
    sync_now();
}

}  // namespace yg::sync
