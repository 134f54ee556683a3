// What commands and rows say of a photo alike: bounds of what is read at all, and its hash.
// Only for codecs' .cpp files.
#pragma once

#include <string>

#include "codec/json_archive.hpp"
#include "domain/concern/photo.hpp"

namespace yg::codec {

inline constexpr int photos_max = 100;
inline constexpr int photo_bytes_max = 100'000'000;

inline void photo_hash(JsonWriter& archive, const std::string& value) {
    archive.text("sha256", value, value.size());
}
inline void photo_hash(JsonReader& archive, std::string& value) {
    constexpr std::size_t digits = 64;
    archive.text("sha256", value, digits);
    if (!domain::is_sha256(value)) archive.fail("sha256", "is not 64 hexadecimal digits");
}

}  // namespace yg::codec
