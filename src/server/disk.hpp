// Owns what it takes that bytes are on the disk, and the sentence for when they can't be. Must not
// know what is written.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace yg::server {

/// unavailable: a sentence for the operator.
Error disk_fault(std::string_view path, std::string_view reason);

/// A file's bytes or a folder's names. Errors: unavailable.
Result<void> sync_to_disk(const std::string& path);

/// Everything that was written to the file system on which `folder` lies. Errors: unavailable.
Result<void> sync_all_to_disk(const std::string& folder);

}  // namespace yg::server
