#include "store/sqlite/image_vfs.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <new>

#include "base/check.hpp"

namespace yg::store {
namespace {

// --- The names that can be opened ---------------------------------------------------------------

std::map<std::string, Image*, std::less<>>& images_by_name() {
    static std::map<std::string, Image*, std::less<>> images;
    return images;
}

RandomSource* random_source = nullptr;

// --- An open file -------------------------------------------------------------------------------

/// What SQLite allocates for a file of ours; starts with its own struct, as it demands.
struct ImageFile {
    sqlite3_file base;
    Image* image;
};

Image& image_of(sqlite3_file* file) {
    return *reinterpret_cast<ImageFile*>(file)->image;
}

int close_file(sqlite3_file*) {
    return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* out, int amount, sqlite3_int64 offset) {
    Image& image = image_of(file);
    // Compared before it is narrowed: a damaged database can ask for any page.
    const auto size = static_cast<sqlite3_int64>(image.size_bytes());
    const auto start = static_cast<std::size_t>(std::min(offset, size));
    const std::size_t there =
        std::min(static_cast<std::size_t>(amount), image.size_bytes() - start);
    auto* bytes = static_cast<std::uint8_t*>(out);
    image.read(start, {bytes, there});
    if (there == static_cast<std::size_t>(amount)) return SQLITE_OK;
    std::memset(bytes + there, 0, static_cast<std::size_t>(amount) - there);
    return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* bytes, int amount, sqlite3_int64 offset) {
    if (offset > static_cast<sqlite3_int64>(Image::max_bytes)) return SQLITE_FULL;
    const bool written = image_of(file).write(
        static_cast<std::size_t>(offset),
        {static_cast<const std::uint8_t*>(bytes), static_cast<std::size_t>(amount)});
    return written ? SQLITE_OK : SQLITE_FULL;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    Image& image = image_of(file);
    if (size < static_cast<sqlite3_int64>(image.size_bytes())) {
        image.truncate(static_cast<std::size_t>(size));
    }
    return SQLITE_OK;
}

int sync_file(sqlite3_file*, int) {
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    *size = static_cast<sqlite3_int64>(image_of(file).size_bytes());
    return SQLITE_OK;
}

// One connection for each image: nothing to lock.
int lock_file(sqlite3_file*, int) {
    return SQLITE_OK;
}
int check_reserved_lock(sqlite3_file*, int* reserved) {
    *reserved = 0;
    return SQLITE_OK;
}
int file_control(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}
int sector_size(sqlite3_file*) {
    return 4096;
}
int device_characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_ATOMIC | SQLITE_IOCAP_SAFE_APPEND | SQLITE_IOCAP_SEQUENTIAL |
           SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

const sqlite3_io_methods file_methods = {
    1,  // version 1: no shared memory, hence no WAL; no memory mapping
    close_file,
    read_file,
    write_file,
    truncate_file,
    sync_file,
    file_size,
    lock_file,
    lock_file,
    check_reserved_lock,
    file_control,
    sector_size,
    device_characteristics,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
};

// --- The file system ----------------------------------------------------------------------------

int open_file(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* out_flags) {
    file->pMethods = nullptr;  // SQLite closes the file only if this is set.
    // Journals and temporary files stay in SQLite's own memory; only databases come here.
    if (name == nullptr || (flags & SQLITE_OPEN_MAIN_DB) == 0) return SQLITE_CANTOPEN;
    const auto found = images_by_name().find(std::string_view(name));
    if (found == images_by_name().end()) return SQLITE_CANTOPEN;
    auto* opened = new (file) ImageFile{};
    opened->image = found->second;
    opened->base.pMethods = &file_methods;
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char*, int) {
    return SQLITE_OK;
}

int access_file(sqlite3_vfs*, const char* name, int, int* result) {
    *result = images_by_name().contains(std::string_view(name)) ? 1 : 0;
    return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* name, int size, char* out) {
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
}

int fill_random(sqlite3_vfs*, int size, char* out) {
    std::memset(out, 0, static_cast<std::size_t>(size));
    if (random_source != nullptr) {
        random_source->fill({reinterpret_cast<std::uint8_t*>(out), static_cast<std::size_t>(size)});
    }
    return size;
}

int sleep_never(sqlite3_vfs*, int) {
    return 0;
}

// No statement of ours asks SQLite for the time: it is always passed in.
int no_time(sqlite3_vfs*, double* days) {
    *days = 0;
    return SQLITE_OK;
}
int no_time_ms(sqlite3_vfs*, sqlite3_int64* julian_ms) {
    *julian_ms = 0;
    return SQLITE_OK;
}
int no_system_error(sqlite3_vfs*, int, char*) {
    return 0;
}

sqlite3_vfs image_vfs = {
    2,  // version
    sizeof(ImageFile),
    512,      // longest name
    nullptr,  // SQLite's list
    "image",
    nullptr,
    open_file,
    delete_file,
    access_file,
    full_path,
    nullptr,  // no loadable extensions
    nullptr,
    nullptr,
    nullptr,
    fill_random,
    sleep_never,
    no_time,
    no_system_error,
    no_time_ms,
    nullptr,
    nullptr,
    nullptr,
};

}  // namespace

void set_image_vfs_random(RandomSource* random) {
    random_source = random;
}

void register_image_vfs(bool as_default) {
    sqlite3_vfs_register(&image_vfs, as_default ? 1 : 0);
}

Image::Image(std::string name) : name_(std::move(name)) {
    if (sqlite3_vfs_find("image") == nullptr) register_image_vfs(false);
    const bool is_new = images_by_name().emplace(name_, this).second;
    CHECK(is_new);
}

Image::~Image() {
    images_by_name().erase(name_);
}

Result<void> Image::load_block(std::uint32_t index, std::span<const std::uint8_t> bytes) {
    const std::size_t offset = std::size_t{index} * block_bytes;
    if (bytes.size() > block_bytes || index >= max_bytes / block_bytes) {
        return Error{ErrorKind::too_large, "image block " + std::to_string(index)};
    }
    CHECK(write(offset, bytes));
    dirty_.erase(index);
    return {};
}

Image::Changes Image::take_dirty_blocks() {
    Changes changes;
    changes.size_bytes = size_bytes_;
    for (const std::uint32_t index : dirty_) {
        const std::size_t offset = std::size_t{index} * block_bytes;
        if (offset >= size_bytes_) continue;
        const std::uint8_t* first = blocks_[index].get();
        const std::size_t size = std::min(block_bytes, size_bytes_ - offset);
        changes.blocks.push_back({index, std::vector<std::uint8_t>(first, first + size)});
    }
    dirty_.clear();
    shrunk_ = false;
    return changes;
}

void Image::clear() {
    truncate(0);
    blocks_.clear();
}

void Image::read(std::size_t offset, std::span<std::uint8_t> out) const {
    while (!out.empty()) {
        const std::size_t within = offset % block_bytes;
        const std::size_t amount = std::min(out.size(), block_bytes - within);
        std::memcpy(out.data(), blocks_[offset / block_bytes].get() + within, amount);
        out = out.subspan(amount);
        offset += amount;
    }
}

bool Image::write(std::size_t offset, std::span<const std::uint8_t> bytes) {
    if (offset > max_bytes || bytes.size() > max_bytes - offset) return false;
    const std::size_t end = offset + bytes.size();
    while (blocks_.size() * block_bytes < end) {
        blocks_.push_back(std::make_unique<std::uint8_t[]>(block_bytes));
    }
    size_bytes_ = std::max(size_bytes_, end);
    while (!bytes.empty()) {
        const std::size_t within = offset % block_bytes;
        const std::size_t amount = std::min(bytes.size(), block_bytes - within);
        std::memcpy(blocks_[offset / block_bytes].get() + within, bytes.data(), amount);
        dirty_.insert(static_cast<std::uint32_t>(offset / block_bytes));
        bytes = bytes.subspan(amount);
        offset += amount;
    }
    return true;
}

void Image::truncate(std::size_t size_bytes) {
    if (size_bytes >= size_bytes_) return;
    size_bytes_ = size_bytes;
    shrunk_ = true;
    const std::size_t kept = (size_bytes + block_bytes - 1) / block_bytes;
    blocks_.resize(kept);
    dirty_.erase(dirty_.lower_bound(static_cast<std::uint32_t>(kept)), dirty_.end());
    const std::size_t within = size_bytes % block_bytes;
    if (within == 0) return;
    // Growing again must find zeros there, and the stored last block must get shorter.
    std::memset(blocks_.back().get() + within, 0, block_bytes - within);
    dirty_.insert(static_cast<std::uint32_t>(kept - 1));
}

}  // namespace yg::store
