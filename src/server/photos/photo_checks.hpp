// Owns what must hold between the photos that a database names and the files in the folder of
// pictures. Must not know why a file went wrong, nor change any.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "store/photo_store.hpp"

namespace yg::server {

/// Photos without both files, or whose file has another length; at most `limit` sentences.
std::vector<std::string> find_lost_photos(const std::string& photos,
                                          const std::vector<store::PhotoFile>& files,
                                          std::size_t limit);

/// Pictures' files that belong to no photo, although there was time to tidy them up; at most
/// `limit` names.
std::vector<std::string> find_nameless_photos(const std::string& photos,
                                              const std::vector<store::PhotoFile>& files,
                                              TimeMs now, std::size_t limit);

}  // namespace yg::server
