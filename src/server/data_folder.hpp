// Owns where the server's data lies and how its database is opened. Must not know what is in it.
#pragma once

#include <memory>
#include <optional>
#include <ostream>
#include <string>

#include "server/folder_lock.hpp"
#include "store/database.hpp"

namespace yg::server {

std::string database_path(const std::string& folder);
std::string secret_path(const std::string& folder);
/// A folder: see PhotoFiles.
std::string photos_path(const std::string& folder);
/// What a restore puts together before it counts. While it lies there, one was interrupted, and
/// neither the old database nor the new one is whole.
std::string restoring_path(const std::string& folder);

/// Makes `folder` if need be and locks it; nothing when that failed and `err` says why.
std::optional<FolderLock> lock_data_folder(const std::string& folder, std::ostream& err);

/// The database in `folder`, made if need be and migrated; null when that failed and `err` says
/// why.
std::unique_ptr<store::Database> make_database(const std::string& folder, std::ostream& err);
/// The same of a folder that a server has used; makes nothing.
std::unique_ptr<store::Database> open_existing_database(const std::string& folder,
                                                        std::ostream& err);

}  // namespace yg::server
