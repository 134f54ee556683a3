// The commands of portal-server and what they print. Must not know sockets or SQL.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace yg::server {

inline constexpr int exit_ok = 0;
inline constexpr int exit_failed = 1;  ///< The machine said no: port, folder, database.
inline constexpr int exit_input = 2;   ///< Wrong options or faulty town files.

/// Runs one command line (without the program's name) and returns the exit code. `serve` returns
/// when it was told to stop. Faults are plain sentences on `err` with cause and remedy.
int run_program(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err);

}  // namespace yg::server
