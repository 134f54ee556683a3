// Bugs: a broken assumption of ours stops the program at once, before it can harm anybody's data.
// What happens then (crash screen, log line) is set once by the program's main.
#pragma once

namespace yg {

/// Called once with the place and the text of the failed condition; must not return.
using CheckHandler = void (*)(const char* file, int line, const char* condition);

/// Replaces the default handler, which prints to stderr and aborts.
void set_check_handler(CheckHandler handler);

[[noreturn]] void check_failed(const char* file, int line, const char* condition);

}  // namespace yg

/// Aborts unless `condition` holds. For bugs only: never for input, the network or the disk.
#define CHECK(condition)                                                      \
    do {                                                                      \
        if (!(condition)) ::yg::check_failed(__FILE__, __LINE__, #condition); \
    } while (false)
