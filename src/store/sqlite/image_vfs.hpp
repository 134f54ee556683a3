// Owns database files that live in memory as blocks, so that a phone can keep them wherever it
// likes: the SQLite VFS "image". Must not know where the blocks are kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "base/result.hpp"
#include "platform/storage.hpp"

namespace yg::store {

/// One database file. While it exists, SqliteDatabase::open_image(name) opens it; it must outlive
/// that database. One for each name at a time.
class Image {
public:
    static constexpr std::size_t block_bytes = platform::image_block_bytes;
    /// A phone's image stays under 8 MB; past this limit writing fails like a full disk.
    static constexpr std::size_t max_bytes = 64 * 1024 * 1024;

    /// What must be written for the stored blocks to equal the image. Blocks are `block_bytes`
    /// long, only the file's last one may be shorter; what lies past `size_bytes` is to be
    /// forgotten.
    struct Changes {
        std::uint64_t size_bytes = 0;
        std::vector<platform::ImageBlock> blocks;
    };

    explicit Image(std::string name);
    ~Image();
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;

    /// Puts a stored block back, before the database is opened. Blocks may come in any order.
    /// Errors: too_large (past max_bytes or longer than a block).
    Result<void> load_block(std::uint32_t index, std::span<const std::uint8_t> bytes);

    /// Everything written since the last call. Take it between transactions only: then it is a
    /// consistent database.
    Changes take_dirty_blocks();
    [[nodiscard]] bool has_dirty_blocks() const { return !dirty_.empty() || shrunk_; }

    /// Forgets everything, for starting over with an empty database (none may be open).
    void clear();

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] std::size_t size_bytes() const { return size_bytes_; }

    // What SQLite does to the file; for the VFS only.
    void read(std::size_t offset, std::span<std::uint8_t> out) const;
    bool write(std::size_t offset, std::span<const std::uint8_t> bytes);
    void truncate(std::size_t size_bytes);

private:
    std::string name_;
    std::size_t size_bytes_ = 0;
    std::vector<std::unique_ptr<std::uint8_t[]>> blocks_;
    std::set<std::uint32_t> dirty_;
    bool shrunk_ = false;
};

/// SQLite seeds its own generator once from this source; set it before the first image is opened.
/// Without it the seed is constant.
void set_image_vfs_random(RandomSource* random);

/// Registers the VFS "image" with SQLite; called by Image and, where there is no operating system
/// underneath, by SQLite itself.
void register_image_vfs(bool as_default);

}  // namespace yg::store
