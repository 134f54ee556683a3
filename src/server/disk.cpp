#include "server/disk.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace yg::server {

namespace {

Result<void> sync_with(const std::string& path, int (*sync)(int)) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && sync(descriptor) == 0;
    const std::string reason = std::strerror(errno);
    if (descriptor >= 0) ::close(descriptor);
    if (!synced) return disk_fault(path, reason);
    return {};
}

}  // namespace

Error disk_fault(std::string_view path, std::string_view reason) {
    return {ErrorKind::unavailable,
            std::string(path)
                .append(" can't be written (")
                .append(reason)
                .append("). Check the space on the disk and that this user may write there.")};
}

Result<void> sync_to_disk(const std::string& path) {
    return sync_with(path, ::fsync);
}

Result<void> sync_all_to_disk(const std::string& folder) {
    return sync_with(folder, ::syncfs);
}

}  // namespace yg::server
