// The operator's commands on the whole data folder: `portal-server backup`, `restore` and `check`.
// Must not know how backups are made, nor what is checked.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace yg::server {

struct DataPorts {
    TimeMs now = 0;
    std::ostream& out;
    std::ostream& err;
};

bool is_data_command(std::string_view command);
/// `arguments` start with the command. Returns the exit code; faults are sentences on `err`.
int run_data_command(const std::vector<std::string>& arguments, const DataPorts& ports);

}  // namespace yg::server
