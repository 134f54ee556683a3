#include "server/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace yg::server {

Result<FolderLock> FolderLock::take(const std::string& folder) {
    // The file stays: whoever removed it would let a second program lock another one of that name.
    const std::string path = (std::filesystem::path(folder) / "lock").string();
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) {
        return Error{ErrorKind::unavailable, path + ": " + std::strerror(errno)};
    }
    FolderLock lock(descriptor);
    if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return lock;
    const ErrorKind kind = errno == EWOULDBLOCK ? ErrorKind::conflict : ErrorKind::unavailable;
    return Error{kind, path + ": " + std::strerror(errno)};
}

FolderLock::~FolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace yg::server
