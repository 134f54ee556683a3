#include "codec/person_codec.hpp"

#include "codec/json_archive.hpp"
#include "codec/person_fields.hpp"

namespace yg::codec {

std::string encode(const domain::Person& person) {
    return encode_with(person, describe_person);
}

Result<domain::Person> decode_person(std::string_view json) {
    return decode_text_with<domain::Person>(json, "person", describe_person);
}

}  // namespace yg::codec
