// Photos as textures of the page's canvas.
#pragma once

#include "platform/pictures.hpp"

namespace yg::platform {

class BrowserPictures : public Pictures {
public:
    Picture find(const PictureRequest& request) override;
    /// The canvas lost everything that was on it.
    void lose();
};

}  // namespace yg::platform
