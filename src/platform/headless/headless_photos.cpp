#include "platform/headless/headless_photos.hpp"

namespace yg::platform {

void HeadlessPhotos::choose(KeptPhoto photo, std::string jpeg) {
    loop_.post([this, photo = std::move(photo), jpeg = std::move(jpeg)]() mutable {
        if (listener_ != nullptr) listener_->on_photos_chosen(1);
        const bool kept = !disk_.refuses_photos;
        if (kept) disk_.photos[photo.id] = {photo, std::move(jpeg)};
        loop_.post([this, kept, photo = std::move(photo)]() mutable {
            if (listener_ == nullptr) return;
            if (!kept) return listener_->on_photo_failed(PhotoFailure::not_kept);
            listener_->on_photo_kept(std::move(photo));
        });
    });
}

void HeadlessPhotos::choose_unreadable() {
    loop_.post([this] {
        if (listener_ == nullptr) return;
        listener_->on_photos_chosen(1);
        listener_->on_photo_failed(PhotoFailure::unreadable);
    });
}

void HeadlessPhotos::load(std::function<void(Result<std::vector<KeptPhoto>>)> done) {
    loop_.post([this, done = std::move(done)] {
        std::vector<KeptPhoto> kept;
        for (const auto& [id, stored] : disk_.photos) kept.push_back(stored.photo);
        done(std::move(kept));
    });
}

void HeadlessPhotos::forget(std::vector<std::string> ids) {
    loop_.post([this, ids = std::move(ids)] {
        for (const std::string& id : ids) disk_.photos.erase(id);
    });
}

void HeadlessPhotos::send(PhotoPiece piece, std::function<void(HttpReply)> done) {
    const auto found = disk_.photos.find(piece.id);
    if (found == disk_.photos.end()) return loop_.post([done = std::move(done)] { done({}); });
    const auto from = static_cast<std::size_t>(piece.from);
    post_(std::move(piece.path),
          found->second.jpeg.substr(from, static_cast<std::size_t>(piece.bytes)), std::move(done));
}

}  // namespace yg::platform
