// What SQLite asks of an operating system, where there is none: images are the only files.
#include <sqlite3.h>

#include "store/sqlite/image_vfs.hpp"

extern "C" int sqlite3_os_init() {
    yg::store::register_image_vfs(true);
    return SQLITE_OK;
}

extern "C" int sqlite3_os_end() {
    return SQLITE_OK;
}
