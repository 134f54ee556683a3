// Owns where the server's data lies and how its database is opened. Must not know what is in it.
#pragma once

#include <memory>
#include <ostream>
#include <string>

#include "store/database.hpp"

namespace yg::server {

std::string database_path(const std::string& folder);

/// The database in `folder`, made if need be and migrated; null when that failed and `err` says
/// why.
std::unique_ptr<store::Database> make_database(const std::string& folder, std::ostream& err);
/// The same of a folder that a server has used; makes nothing.
std::unique_ptr<store::Database> open_existing_database(const std::string& folder,
                                                        std::ostream& err);

}  // namespace yg::server
