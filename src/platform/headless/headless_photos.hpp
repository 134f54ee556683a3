// Photos of a device without a browser. What is kept lives in a HeadlessDisk; `choose` is what the
// device's own chooser does. As for HeadlessStorage, keeping one and the page's hearing of it are
// two tasks.
#pragma once

#include "platform/headless/headless_loop.hpp"
#include "platform/headless/headless_storage.hpp"
#include "platform/http.hpp"
#include "platform/photos.hpp"
#include "platform/pictures.hpp"

namespace yg::platform {

class HeadlessPhotos : public Photos {
public:
    /// `post` carries a piece to the server.
    using Post = std::function<void(std::string path, std::string body,
                                    std::function<void(HttpReply)> done)>;
    HeadlessPhotos(HeadlessDisk& disk, HeadlessLoop& loop, Post post)
        : disk_(disk), loop_(loop), post_(std::move(post)) {}

    /// The person chose one: `jpeg` is what the device made of it.
    void choose(KeptPhoto photo, std::string jpeg);
    void choose_unreadable();

    void listen(PhotoListener* listener) override { listener_ = listener; }
    void load(std::function<void(Result<std::vector<KeptPhoto>>)> done) override;
    void forget(std::vector<std::string> ids) override;
    void send(PhotoPiece piece, std::function<void(HttpReply)> done) override;

private:
    HeadlessDisk& disk_;
    HeadlessLoop& loop_;
    Post post_;
    PhotoListener* listener_ = nullptr;
};

/// Every picture is there at once, unless a test says otherwise.
class HeadlessPictures : public Pictures {
public:
    Picture find(const PictureRequest&) override { return picture; }
    Picture picture = {.texture = 1, .width = 160, .height = 120, .failed = false};
};

}  // namespace yg::platform
