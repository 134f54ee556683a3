#include "codec/photo_answer.hpp"

#include "codec/json_archive.hpp"
#include "codec/photo_fields.hpp"

namespace yg::codec {
namespace {

constexpr std::size_t max_answer_bytes = 1024;

constexpr auto describe = [](auto& archive, auto& answer) {
    archive.number("received", answer.received, 0, photo_bytes_max);
    archive.flag("done", answer.done);
};

}  // namespace

std::string encode(const PhotoAnswer& answer) {
    return encode_with(answer, describe);
}

Result<PhotoAnswer> decode_photo_answer(std::string_view text) {
    ASSIGN_OR_RETURN(const Json json, parse_json(text, max_answer_bytes));
    return decode_with<PhotoAnswer>(json, "answer", describe);
}

}  // namespace yg::codec
