// The operator's commands on accounts, roles, second steps and sessions: `portal-server admin …`.
// They work on the data folder's database, whether a server runs on it or not.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "base/time.hpp"

namespace yg::server {

struct AdminPorts {
    RandomSource& random;
    TimeMs now = 0;
    std::ostream& out;
    std::ostream& err;
};

/// `arguments` without "admin". Returns the exit code; faults are sentences on `err`.
int run_admin(const std::vector<std::string>& arguments, const AdminPorts& ports);

}  // namespace yg::server
