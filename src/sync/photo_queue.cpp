#include "sync/photo_queue.hpp"

#include <algorithm>

#include "codec/photo_answer.hpp"
#include "codec/protocol.hpp"
#include "sync/retry.hpp"

namespace yg::sync {
namespace {

static_assert(photo_piece_bytes <= codec::photo_piece_bytes);

/// It was changed on its way, or on this device: it is sent once more from the beginning.
bool is_damaged(const platform::HttpReply& reply) {
    const auto error = codec::decode_error_answer(reply.body);
    return reply.status == 422 && error.ok() && error.value().code == "photo_damaged";
}

/// The server has looked at the photo and will never take it.
bool is_final_refusal(int status) {
    return status == 413 || status == 415 || status == 422;
}

}  // namespace

void PhotoQueue::send(std::vector<domain::Photo> waiting) {
    waiting_ = std::move(waiting);
    step();
}

void PhotoQueue::retry_now() {
    failures_ = 0;
    next_tick_ms_ = never_ms;
    step();
}

void PhotoQueue::tick() {
    if (ports_.clock.steady_ms() < next_tick_ms_) return;
    next_tick_ms_ = never_ms;
    step();
}

float PhotoQueue::share_sent(const domain::Photo& photo) const {
    const auto found = received_.find(photo.id);
    if (found == received_.end() || photo.bytes <= 0) return 0;
    return static_cast<float>(found->second) / static_cast<float>(photo.bytes);
}

int PhotoQueue::count_waiting() const {
    return static_cast<int>(std::ranges::count_if(waiting_, [this](const domain::Photo& photo) {
        return !done_.contains(photo.id) && !refused_.contains(photo.id);
    }));
}

const domain::Photo* PhotoQueue::next() const {
    const auto found = std::ranges::find_if(waiting_, [this](const domain::Photo& photo) {
        return !done_.contains(photo.id) && !refused_.contains(photo.id);
    });
    return found == waiting_.end() ? nullptr : &*found;
}

void PhotoQueue::step() {
    const domain::Photo* photo = next();
    if (sending_ || photo == nullptr || next_tick_ms_ != never_ms) return;
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
        }));
}

// A refused place (409) is an answer like any other: it tells where to go on. Only when it is the
// place that was sent from do we wait, so that two that disagree don't keep each other busy.
void PhotoQueue::on_reply(const domain::Photo& photo, int from, const platform::HttpReply& reply) {
    if (is_damaged(reply) && damaged_.insert(photo.id).second) {
        received_.erase(photo.id);
        return wait(reply);
    }
    if (is_final_refusal(reply.status)) {
        refused_.insert(photo.id);
        received_.erase(photo.id);
        events_.on_progress();
        return step();
    }
    const auto answer = codec::decode_photo_answer(reply.body);
    const bool replied = reply.status == 200 || reply.status == 409;
    if (!replied || !answer.ok() || answer.value().received > photo.bytes) return wait(reply);
    received_[photo.id] = answer.value().received;
    if (answer.value().done) {
        done_.insert(photo.id);
        events_.on_arrived();
    } else if (answer.value().received == from || answer.value().received == photo.bytes) {
        return wait(reply);
    }
    failures_ = 0;
    events_.on_progress();
    step();
}

void PhotoQueue::wait(const platform::HttpReply& reply) {
    ++failures_;
    next_tick_ms_ = ports_.clock.steady_ms() + std::max(retry_delay_ms(failures_, ports_.random),
                                                        asked_delay_ms(reply.retry_after_s));
    events_.on_progress();
}

}  // namespace yg::sync
