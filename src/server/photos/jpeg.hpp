// Owns what becomes of a picture's bytes that somebody sent: decoded within limits and written
// anew, so that nothing but its pixels is kept. Must not know files, photos or people.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace yg::server {

/// A phone sends at most 1600 pixels on a side: all of this is for somebody else's bytes.
struct JpegLimits {
    int side = 4096;                       ///< pixels, checked before anything is decoded
    std::int64_t pixels = 12'000'000;      ///< likewise
    int scans = 32;                        ///< A progressive picture has about ten.
    std::size_t memory_bytes = 128 << 20;  ///< That decoding may use.
    std::size_t out_bytes = 8 << 20;       ///< Of each picture that is written.
    int small_side = 360;                  ///< pixels, the longer side of the small one
};

struct Jpeg {
    std::string bytes;
    int width = 0;   ///< pixels
    int height = 0;  ///< pixels
};

struct Reencoded {
    Jpeg whole;
    Jpeg small;  ///< Never larger than the whole.
};

/// The pixels of `bytes` as new JPEG files without EXIF, colour profile or comments. Whatever a
/// decoder would only warn of is an error: a picture that arrived whole has nothing to warn of.
/// Errors: invalid_input (no JPEG, damaged, or beyond a limit).
Result<Reencoded> reencode(std::string_view bytes, const JpegLimits& limits = {});

}  // namespace yg::server
