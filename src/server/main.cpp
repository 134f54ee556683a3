// portal-server: see --help, or run_program.
#include <sys/stat.h>

#include <iostream>
#include <string>
#include <vector>

#include "server/program.hpp"

int main(int argc, char** argv) {
    umask(077);  // The database is the town's people: nobody else on the machine reads it.
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    return yg::server::run_program(arguments, std::cout, std::cerr);
}
