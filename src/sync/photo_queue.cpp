#include "sync/photo_queue.hpp"

#include <algorithm>
#include <utility>

#include "codec/photo_answer.hpp"
#include "codec/protocol.hpp"
#include "sync/retry.hpp"

namespace yg::sync {
namespace {

static_assert(photo_piece_bytes <= codec::photo_piece_bytes);

/// So often the server may say that it knows nothing of a photo before it isn't waited for.
constexpr int unknown_max = 3;

std::string code_of(const platform::HttpReply& reply) {
    const auto error = codec::decode_error_answer(reply.body);
    return error.ok() ? error.value().code : std::string();
}

/// It was changed on its way, or on this device: it is sent once more from the beginning.
bool is_damaged(const platform::HttpReply& reply) {
    return reply.status == 422 && code_of(reply) == "photo_damaged";
}

/// The server has looked at the photo and will never take it.
bool is_final_refusal(int status) {
    return status == 413 || status == 415 || status == 422;
}

/// Any photo would have been answered that.
bool is_about_all(int status) {
    return status < 400 || status == 401 || status == 408 || status == 429 || status >= 500;
}

}  // namespace

void PhotoQueue::send(std::vector<domain::Photo> waiting) {
    waiting_ = std::move(waiting);
    if (waiting_.empty()) {
        // The next ones may be another person's.
        troubles_.clear();
        enough_until_ms_ = 0;
    }
    step();
}

void PhotoQueue::retry_now() {
    failures_ = 0;
    paused_until_ms_ = 0;
    step();
}

void PhotoQueue::tick() {
    if (ports_.clock.steady_ms() >= next_tick_ms_) step();
}

float PhotoQueue::share_sent(const domain::Photo& photo) const {
    const auto found = received_.find(photo.id);
    if (found == received_.end() || photo.bytes <= 0) return 0;
    return static_cast<float>(found->second) / static_cast<float>(photo.bytes);
}

bool PhotoQueue::is_unknown(const PhotoId& photo) const {
    const auto found = troubles_.find(photo);
    return found != troubles_.end() && found->second.unknown > 0;
}

bool PhotoQueue::waits_for_tomorrow(const domain::Photo& photo) const {
    return enough_until_ms_ > 0 && share_sent(photo) == 0 && is_open(photo);
}

int PhotoQueue::count_waiting() const {
    return static_cast<int>(std::ranges::count_if(waiting_, [this](const domain::Photo& photo) {
        const auto trouble = troubles_.find(photo.id);
        return is_open(photo) &&
               (trouble == troubles_.end() || trouble->second.unknown < unknown_max);
    }));
}

bool PhotoQueue::is_open(const domain::Photo& photo) const {
    return !done_.contains(photo.id) && !refused_.contains(photo.id);
}

double PhotoQueue::ready_at_ms(const domain::Photo& photo) const {
    const auto trouble = troubles_.find(photo.id);
    const double held_until_ms = trouble == troubles_.end() ? 0 : trouble->second.until_ms;
    return std::max(held_until_ms, share_sent(photo) == 0 ? enough_until_ms_ : 0);
}

const domain::Photo* PhotoQueue::next(double now_ms) const {
    const domain::Photo* best = nullptr;
    int fewest = 0;
    for (const domain::Photo& photo : waiting_) {
        if (!is_open(photo) || ready_at_ms(photo) > now_ms) continue;
        const auto trouble = troubles_.find(photo.id);
        const int failures = trouble == troubles_.end() ? 0 : trouble->second.failures;
        if (best != nullptr && failures >= fewest) continue;
        best = &photo;
        fewest = failures;
    }
    return best;
}

void PhotoQueue::step() {
    next_tick_ms_ = never_ms;
    if (sending_) return;
    const double now_ms = ports_.clock.steady_ms();
    const domain::Photo* photo = now_ms < paused_until_ms_ ? nullptr : next(now_ms);
    if (photo == nullptr) {
        for (const domain::Photo& one : waiting_) {
            if (!is_open(one)) continue;
            next_tick_ms_ = std::min(next_tick_ms_, std::max(paused_until_ms_, ready_at_ms(one)));
        }
        return;
    }
    sending_ = true;
    const int from = received_[photo->id];
    ports_.photos.send(
        {.id = photo->id.text(),
         .path = "/api/v1/photos/" + photo->id.text() + "?from=" + std::to_string(from),
         .from = from,
         .bytes = std::min(photo_piece_bytes, photo->bytes - from)},
        lifetime_.guard([this, sent = *photo, from](platform::HttpReply reply) {
            sending_ = false;
            on_reply(sent, from, reply);
            step();
            events_.on_progress();
        }));
}

// A refused place (409) is an answer like any other: it tells where to go on. Only when it is the
// place that was sent from do we wait, so that two that disagree don't keep each other busy.
void PhotoQueue::on_reply(const domain::Photo& photo, int from, const platform::HttpReply& reply) {
    if (is_damaged(reply) && damaged_.insert(photo.id).second) {
        received_.erase(photo.id);
        return hold(photo, reply);
    }
    if (is_final_refusal(reply.status)) {
        refused_.insert(photo.id);
        received_.erase(photo.id);
        return;
    }
    const std::string code = reply.status == 429 ? code_of(reply) : std::string();
    if (code == codec::photos_enough_today) return on_enough_today(photo, reply);
    if (code == codec::photos_unfinished) {
        hold(photo, reply);
        troubles_[photo.id].crowded = true;
        return;
    }
    const bool replied = reply.status == 200 || reply.status == 409;
    if (!replied) return is_about_all(reply.status) ? pause(photo, reply) : hold(photo, reply);
    const auto answer = codec::decode_photo_answer(reply.body);
    if (!answer.ok()) return pause(photo, reply);
    if (answer.value().received > photo.bytes) return hold(photo, reply);
    received_[photo.id] = answer.value().received;
    const bool stuck = answer.value().received == from || answer.value().received == photo.bytes;
    if (stuck && !answer.value().done) return hold(photo, reply);
    if (from == 0 && reply.status == 200) enough_until_ms_ = 0;  // It was begun: another day came.
    on_progress(photo, answer.value().done);
}

void PhotoQueue::on_progress(const domain::Photo& photo, bool done) {
    failures_ = 0;
    troubles_.erase(photo.id);
    if (!done) return;
    done_.insert(photo.id);
    for (auto& [id, trouble] : troubles_) {
        if (std::exchange(trouble.crowded, false)) trouble.until_ms = 0;
    }
    events_.on_arrived();
}

void PhotoQueue::on_enough_today(const domain::Photo& photo, const platform::HttpReply& reply) {
    failures_ = 0;
    received_.erase(photo.id);
    if (waiting_.empty()) return;  // They were another person's.
    enough_until_ms_ =
        ports_.clock.steady_ms() +
        std::max(retry_delay_ms(1, ports_.random), asked_long_delay_ms(reply.retry_after_s));
}

void PhotoQueue::pause(const domain::Photo& photo, const platform::HttpReply& reply) {
    ++failures_;
    ++troubles_[photo.id].failures;
    paused_until_ms_ = ports_.clock.steady_ms() + std::max(retry_delay_ms(failures_, ports_.random),
                                                           asked_delay_ms(reply.retry_after_s));
}

void PhotoQueue::hold(const domain::Photo& photo, const platform::HttpReply& reply) {
    failures_ = 0;
    Trouble& trouble = troubles_[photo.id];
    ++trouble.failures;
    trouble.until_ms =
        ports_.clock.steady_ms() + std::max(slow_retry_delay_ms(trouble.failures, ports_.random),
                                            asked_delay_ms(reply.retry_after_s));
    const bool unknown = reply.status == 404 && code_of(reply) == codec::photo_unknown;
    trouble.unknown = unknown ? trouble.unknown + 1 : 0;
    if (unknown) events_.on_unknown();
}

}  // namespace yg::sync
