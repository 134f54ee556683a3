#include "codec/photo_protocol.hpp"

#include "codec/json_archive.hpp"
#include "codec/photo_fields.hpp"

namespace yg::codec {
namespace {

constexpr auto describe_progress = [](auto& archive, auto& progress) {
    archive.number("received", progress.received, 0, photo_bytes_max);
    archive.flag("done", progress.done);
};

}  // namespace

std::string encode(const PhotoProgress& progress) {
    return encode_with(progress, describe_progress);
}
Result<PhotoProgress> decode_photo_progress(std::string_view json) {
    return decode_text_with<PhotoProgress>(json, "progress", describe_progress);
}

}  // namespace yg::codec
