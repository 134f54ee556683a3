// portal-server: see --help, or run_program.
#include <sys/resource.h>
#include <sys/stat.h>

#include <iostream>
#include <string>
#include <vector>

#include "server/program.hpp"

namespace {

/// Shells often allow 1024 open files; each connection is one.
void allow_many_connections() {
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0) return;
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
}

}  // namespace

int main(int argc, char** argv) {
    umask(077);  // The database is the town's people: nobody else on the machine reads it.
    allow_many_connections();
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    return yg::server::run_program(arguments, std::cout, std::cerr);
}
