// What portal-server's commands end with.
#pragma once

namespace yg::server {

inline constexpr int exit_ok = 0;
inline constexpr int exit_failed = 1;  ///< The machine said no: port, folder, database.
inline constexpr int exit_input = 2;   ///< Wrong options or faulty town files.

}  // namespace yg::server
