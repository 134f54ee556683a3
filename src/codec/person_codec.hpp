// A person as JSON, for that person's own eyes.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/person/person.hpp"

namespace yg::codec {

std::string encode(const domain::Person& person);
Result<domain::Person> decode_person(std::string_view json);

}  // namespace yg::codec
