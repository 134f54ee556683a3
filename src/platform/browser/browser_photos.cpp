#include "platform/browser/browser_photos.hpp"

#include <emscripten/emscripten.h>

#include "platform/browser/page_listener.hpp"
#include "platform/browser/pending_calls.hpp"
#include "platform/browser/taken_string.hpp"

// web/library_photos.js
extern "C" {
void yg_photos_trust_canvas(bool trusted);
void yg_photos_load(int call);
void yg_photos_forget(const char* id);
void yg_photos_send(int call, const char* id, const char* path, int from, int bytes,
                    int timeout_ms);
}

namespace yg::platform {
namespace {

PhotoListener* listener = nullptr;
PendingCalls<HttpReply> pieces;
PendingCalls<Result<std::vector<KeptPhoto>>> loads;
/// Photos arrive one by one, right before their call is answered.
std::vector<KeptPhoto> loaded;

KeptPhoto kept_photo(char* id, char* sha256, int bytes, double kept_at) {
    return {.id = taken_string(id),
            .sha256 = taken_string(sha256),
            .bytes = bytes,
            .kept_at = static_cast<TimeMs>(kept_at)};
}

}  // namespace

void BrowserPhotos::trust_canvas(bool trusted) {
    yg_photos_trust_canvas(trusted);
}

void BrowserPhotos::listen(PhotoListener* new_listener) {
    listener = new_listener;
}

void BrowserPhotos::load(std::function<void(Result<std::vector<KeptPhoto>>)> done) {
    yg_photos_load(loads.add(std::move(done)));
}

void BrowserPhotos::forget(std::vector<std::string> ids) {
    for (const std::string& id : ids) yg_photos_forget(id.c_str());
}

void BrowserPhotos::send(PhotoPiece piece, std::function<void(HttpReply)> done) {
    yg_photos_send(pieces.add(std::move(done)), piece.id.c_str(), piece.path.c_str(), piece.from,
                   piece.bytes, piece.timeout_ms);
}

extern "C" {

EMSCRIPTEN_KEEPALIVE void yg_photos_chosen(int count) {
    if (listener != nullptr) listener->on_photos_chosen(count);
}

EMSCRIPTEN_KEEPALIVE void yg_photo_kept(char* id, char* sha256, int bytes, double kept_at) {
    KeptPhoto photo = kept_photo(id, sha256, bytes, kept_at);
    if (listener != nullptr) listener->on_photo_kept(std::move(photo));
}

/// As web/library_photos.js numbers them.
EMSCRIPTEN_KEEPALIVE void yg_photo_failed(int failure) {
    if (listener == nullptr) return;
    listener->on_photo_failed(failure == 1 ? PhotoFailure::not_kept : PhotoFailure::unreadable);
}

EMSCRIPTEN_KEEPALIVE void yg_photos_loaded(char* id, char* sha256, int bytes, double kept_at) {
    loaded.push_back(kept_photo(id, sha256, bytes, kept_at));
}

EMSCRIPTEN_KEEPALIVE void yg_photos_load_answer(int call, bool found) {
    auto photos = std::exchange(loaded, {});
    if (found) {
        loads.answer(call, std::move(photos));
    } else {
        loads.answer(call, Error{ErrorKind::unavailable, "the photos can't be read"});
    }
    report_answered();
}

EMSCRIPTEN_KEEPALIVE void yg_photos_answer(int call, int status, const char* body, int body_bytes,
                                           int retry_after_s) {
    pieces.answer(call, {.status = status,
                         .body = std::string(body, static_cast<std::size_t>(body_bytes)),
                         .retry_after_s = retry_after_s});
    report_answered();
}

}  // extern "C"

}  // namespace yg::platform
