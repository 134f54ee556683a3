// Reads a town's data files from a folder. Must not know what they mean: see codec/town_codec.hpp.
#pragma once

#include <string>

#include "base/result.hpp"
#include "codec/town_codec.hpp"

namespace yg::server {

/// invalid_input: files are missing or too long; the detail names each, one a line.
Result<codec::TownFiles> read_town_files(const std::string& folder);

}  // namespace yg::server
