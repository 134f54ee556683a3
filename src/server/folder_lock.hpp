// Owns that one program at a time serves a data folder, or puts another database into it. The lock
// ends with the program that holds it, however that ends.
#pragma once

#include <string>
#include <utility>

#include "base/result.hpp"

namespace yg::server {

class [[nodiscard]] FolderLock {
public:
    /// The lock of `folder`, which must exist. Errors: conflict (another program holds it),
    /// unavailable.
    static Result<FolderLock> take(const std::string& folder);
    FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    FolderLock& operator=(FolderLock&&) = delete;
    ~FolderLock();

private:
    explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace yg::server
