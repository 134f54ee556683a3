// What the server answers about a photo that is on its way.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace yg::codec {

/// GET /api/v1/photos/<id>/received, POST /api/v1/photos/<id>?from=<offset>
struct PhotoProgress {
    int received = 0;   ///< Bytes the server has: what comes next starts there.
    bool done = false;  ///< It has all of it, and keeps it.
};

std::string encode(const PhotoProgress& progress);
Result<PhotoProgress> decode_photo_progress(std::string_view json);

}  // namespace yg::codec
