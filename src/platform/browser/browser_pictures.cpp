#include "platform/browser/browser_pictures.hpp"

#include <emscripten/emscripten.h>

#include "platform/browser/page_listener.hpp"

namespace {

// As web/library_pictures.js writes it.
struct PictureFound {
    float width;
    float height;
    int failed;
};

}  // namespace

// web/library_pictures.js
extern "C" {
unsigned yg_pictures_find(const char* photo, const char* path, int longest_side,
                          PictureFound* found);
void yg_pictures_lose();
}

namespace yg::platform {

Picture BrowserPictures::find(const PictureRequest& request) {
    PictureFound found = {};
    const unsigned texture =
        yg_pictures_find(request.photo.c_str(), request.path.c_str(), request.longest_side, &found);
    return {.texture = texture,
            .width = found.width,
            .height = found.height,
            .failed = found.failed != 0};
}

void BrowserPictures::lose() {
    yg_pictures_lose();
}

extern "C" EMSCRIPTEN_KEEPALIVE void yg_picture_ready() {
    report_picture_ready();
}

}  // namespace yg::platform
