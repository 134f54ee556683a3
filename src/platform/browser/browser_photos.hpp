// Photos through the browser's file chooser, canvas and IndexedDB.
#pragma once

#include "platform/photos.hpp"

namespace yg::platform {

class BrowserPhotos : public Photos {
public:
    /// False where a canvas gives back noise: pictures are then kept as they are, or not at all.
    void trust_canvas(bool trusted);

    void listen(PhotoListener* listener) override;
    void load(std::function<void(Result<std::vector<KeptPhoto>>)> done) override;
    void forget(std::vector<std::string> ids) override;
    void send(PhotoPiece piece, std::function<void(HttpReply)> done) override;
};

}  // namespace yg::platform
