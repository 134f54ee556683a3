// Concerns, their events and categories as JSON. Must not know who may see what: see
// public_projection.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/concern/concern.hpp"
#include "domain/concern/photo.hpp"

namespace yg::codec {

std::string encode(const domain::Category& category);
Result<domain::Category> decode_category(std::string_view json);

std::string encode(const domain::Concern& concern);
Result<domain::Concern> decode_concern(std::string_view json);

std::string encode(const domain::ConcernEvent& event);
Result<domain::ConcernEvent> decode_concern_event(std::string_view json);

std::string encode(const domain::Photo& photo);
Result<domain::Photo> decode_photo(std::string_view json);

}  // namespace yg::codec
