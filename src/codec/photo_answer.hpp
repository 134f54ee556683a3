// How far a photo has come, as the server says: GET /api/v1/photos/<id>/received and POST
// /api/v1/photos/<id>?from=<offset>.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace yg::codec {

/// The most bytes of a photo that one request brings.
inline constexpr std::size_t photo_piece_bytes = 256 * 1024;

/// Codes of refusals (429) of a photo that isn't begun yet: its sender sent enough for today, or
/// has too many begun that have not arrived. Photos that were begun go on.
inline constexpr std::string_view photos_enough_today = "photos_enough_today";
inline constexpr std::string_view photos_unfinished = "photos_unfinished";
/// Code of the refusal (404) of a photo that isn't known, or isn't its sender's.
inline constexpr std::string_view photo_unknown = "photo_unknown";

struct PhotoAnswer {
    int received = 0;   ///< Bytes that the server has, from the photo's beginning.
    bool done = false;  ///< It was checked and is kept: nothing more is to be sent.

    bool operator==(const PhotoAnswer&) const = default;
};

std::string encode(const PhotoAnswer& answer);
Result<PhotoAnswer> decode_photo_answer(std::string_view json);

}  // namespace yg::codec
