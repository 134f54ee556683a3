// Where SQLite is built without an operating system (SQLITE_OS_OTHER, the browser), it asks for its
// VFS here. Elsewhere SQLite defines both functions itself and the linker leaves this file out.

#include "store/sqlite/image_vfs.hpp"

extern "C" {
int sqlite3_os_init();
int sqlite3_os_end();

int sqlite3_os_init() {
    yg::store::register_image_vfs(true);
    return 0;
}

int sqlite3_os_end() {
    return 0;
}
}
