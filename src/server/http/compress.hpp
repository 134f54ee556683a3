// Makes answers smaller for phones on weak networks. Must not know what they say.
#pragma once

#include "server/http/message.hpp"

namespace yg::server {

/// Compresses a JSON answer that is worth it if the browser takes gzip. Files come compressed
/// already and are left alone.
void compress_json(Response& response, std::string_view accept_encoding);

}  // namespace yg::server
