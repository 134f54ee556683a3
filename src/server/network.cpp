#include "server/network.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

namespace yg::server {

std::string network_of(std::string_view address) {
    const std::string text(address);
    in6_addr parsed{};
    if (inet_pton(AF_INET6, text.c_str(), &parsed) != 1) return text;
    const bool is_ipv4 = IN6_IS_ADDR_V4MAPPED(&parsed) != 0;
    return {reinterpret_cast<const char*>(parsed.s6_addr), is_ipv4 ? 16u : 8u};
}

}  // namespace yg::server
