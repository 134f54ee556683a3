#include "server/photos/photo_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/check.hpp"
#include "server/auth/secrets.hpp"
#include "server/disk.hpp"

namespace yg::server {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t token_digits = 64;
constexpr std::string_view whole_end = ".jpg";
constexpr std::string_view small_end = ".small.jpg";

class Descriptor {
public:
    explicit Descriptor(int value) : value_(value) {}
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return value_; }
    [[nodiscard]] bool is_open() const { return value_ >= 0; }

private:
    int value_;
};

bool write_at(int descriptor, std::string_view bytes, std::int64_t at) {
    while (!bytes.empty()) {
        const ssize_t count = ::pwrite(descriptor, bytes.data(), bytes.size(), at);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
        at += count;
    }
    return true;
}

Result<std::string> read_all(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    struct stat found{};
    if (!file.is_open() || ::fstat(file.get(), &found) != 0) {
        const ErrorKind kind = errno == ENOENT ? ErrorKind::not_found : ErrorKind::unavailable;
        return Error{kind, std::string("a photo can't be read: ") + std::strerror(errno)};
    }
    std::string bytes(static_cast<std::size_t>(found.st_size), '\0');
    std::size_t read = 0;
    while (read < bytes.size()) {
        const ssize_t count = ::read(file.get(), bytes.data() + read, bytes.size() - read);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return Error{ErrorKind::unavailable, "a photo can't be read"};
        read += static_cast<std::size_t>(count);
    }
    return bytes;
}

Result<void> write_new(const std::string& path, std::string_view bytes) {
    const Descriptor file(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (file.is_open() && write_at(file.get(), bytes, 0) && ::fsync(file.get()) == 0) return {};
    return disk_fault(path, std::strerror(errno));
}

}  // namespace

bool is_photo_file_name(std::string_view name) {
    return name.size() == token_digits + whole_end.size() && name.ends_with(whole_end) &&
           name.find_first_not_of("0123456789abcdef") == token_digits;
}

std::string photo_file_path(const std::string& photos, std::string_view name, PhotoSize size) {
    CHECK(is_photo_file_name(name));
    std::string file(name);
    if (size == PhotoSize::small) file.replace(token_digits, std::string::npos, small_end);
    return (fs::path(photos) / file).string();
}

std::string photo_name_of(std::string_view file) {
    std::string name(file);
    if (file.ends_with(small_end)) {
        name.replace(name.size() - small_end.size(), std::string::npos, whole_end);
    }
    return is_photo_file_name(name) ? name : std::string();
}

std::string incoming_photos_path(const std::string& photos) {
    return (fs::path(photos) / "incoming").string();
}

std::string PhotoFiles::incoming(const PhotoId& photo) const {
    CHECK(is_valid_id(photo.text()));
    return (fs::path(incoming_photos_path(photos_)) / photo.text()).string();
}

Result<void> PhotoFiles::make_folders() const {
    for (const std::string& folder : {photos_, incoming_photos_path(photos_)}) {
        if (::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) continue;
        return disk_fault(folder, std::strerror(errno));
    }
    return {};
}

Result<std::int64_t> PhotoFiles::received(const PhotoId& photo) const {
    struct stat found{};
    if (::stat(incoming(photo).c_str(), &found) == 0) return std::int64_t{found.st_size};
    if (errno == ENOENT) return std::int64_t{0};
    return Error{ErrorKind::unavailable, std::string("a photo's size: ") + std::strerror(errno)};
}

Result<PhotoFiles::Taken> PhotoFiles::take(const PhotoId& photo, std::int64_t from,
                                           std::string_view piece, std::int64_t whole) {
    std::error_code error;
    const fs::space_info space = fs::space(photos_, error);
    if (error || space.available < free_bytes) {
        return disk_fault(photos_, error ? error.message() : "too little is free");
    }
    const std::lock_guard lock(mutex_);
    ASSIGN_OR_RETURN(const std::int64_t end, received(photo));
    if (from != end) return Taken{.received = end, .taken = false};
    const auto size = static_cast<std::int64_t>(piece.size());
    if (size > whole - end) return Error{ErrorKind::too_large, "more than the photo's bytes"};
    if (piece.empty()) return Taken{.received = end, .taken = true};
    const std::string path = incoming(photo);
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.is_open()) return disk_fault(path, std::strerror(errno));
    if (!write_at(file.get(), piece, end)) {
        const std::string reason = std::strerror(errno);
        // Where this fails, too, the hash will find out.
        if (::ftruncate(file.get(), end) != 0) return disk_fault(path, reason);
        return disk_fault(path, reason);
    }
    return Taken{.received = end + size, .taken = true};
}

Result<std::string> PhotoFiles::read_received(const PhotoId& photo) const {
    return read_all(incoming(photo));
}

void PhotoFiles::forget_received(const PhotoId& photo) {
    const std::lock_guard lock(mutex_);
    ::unlink(incoming(photo).c_str());
}

Result<std::string> PhotoFiles::keep(std::string_view whole, std::string_view small,
                                     RandomSource& random) const {
    const std::string name = make_token(random).append(whole_end);
    RETURN_IF_ERROR(write_new(photo_file_path(photos_, name, PhotoSize::whole), whole));
    RETURN_IF_ERROR(write_new(photo_file_path(photos_, name, PhotoSize::small), small));
    RETURN_IF_ERROR(sync_to_disk(photos_));
    return name;
}

Result<std::string> PhotoFiles::read(std::string_view name, PhotoSize size) const {
    return read_all(photo_file_path(photos_, name, size));
}

void PhotoFiles::remove(std::string_view name) const {
    for (const PhotoSize size : {PhotoSize::whole, PhotoSize::small}) {
        ::unlink(photo_file_path(photos_, name, size).c_str());
    }
}

}  // namespace yg::server
