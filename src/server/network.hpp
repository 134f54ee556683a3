// What addresses are counted under. Must not know what is counted.
#pragma once

#include <string>
#include <string_view>

namespace yg::server {

/// What an address is counted under: itself, or the /64 that an IPv6 address lies in, since a
/// single customer has as many. Bytes, not text.
std::string network_of(std::string_view address);

}  // namespace yg::server
