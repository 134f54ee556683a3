// The commands of portal-server and what they print. Must not know sockets or SQL.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "server/exit_codes.hpp"

namespace yg::server {

/// Runs one command line (without the program's name) and returns the exit code. `serve` returns
/// when it was told to stop. Faults are plain sentences on `err` with cause and remedy.
int run_program(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err);

}  // namespace yg::server
