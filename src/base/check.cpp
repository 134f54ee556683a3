#include "base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace yg {
namespace {

void print_and_abort(const char* file, int line, const char* condition) {
    std::fprintf(stderr, "%s:%d: CHECK failed: %s\n", file, line, condition);
    std::abort();
}

CheckHandler current_handler = print_and_abort;

}  // namespace

void set_check_handler(CheckHandler handler) {
    current_handler = handler;
}

void check_failed(const char* file, int line, const char* condition) {
    current_handler(file, line, condition);
    std::abort();
}

}  // namespace yg
