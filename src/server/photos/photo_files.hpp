// Owns the folder of pictures: what is still coming in, by the photo's id, and what arrived, under
// names that nobody can guess. Must not know rows, people, or what is inside a picture.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "base/ids.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace yg::server {

enum class PhotoSize : std::uint8_t { whole, small };

/// True for what PhotoFiles::keep makes up as a name.
bool is_photo_file_name(std::string_view name);
/// The file in `photos` (a folder) that holds the picture `name` in that size.
std::string photo_file_path(const std::string& photos, std::string_view name, PhotoSize size);
/// The name of the picture that a file in the folder is one of the sizes of; empty when it is none.
std::string photo_name_of(std::string_view file);
/// Where what is still coming in lies.
std::string incoming_photos_path(const std::string& photos);

class PhotoFiles {
public:
    /// So much of the disk is left for the database, which must be able to go on.
    static constexpr std::uintmax_t free_bytes = 256 << 20;

    /// `photos` is a folder of its own. Nothing is read or made yet.
    explicit PhotoFiles(std::string photos) : photos_(std::move(photos)) {}
    /// Makes the folders. Errors: unavailable (a sentence).
    Result<void> make_folders() const;
    [[nodiscard]] const std::string& folder() const { return photos_; }

    // What is coming in. From any thread; errors: unavailable.

    /// How many bytes of it there are.
    Result<std::int64_t> received(const PhotoId& photo) const;
    struct Taken {
        std::int64_t received = 0;  ///< Now.
        bool taken = false;         ///< False: `from` was not the end of what there was.
    };
    /// Appends `piece` if it begins where the last one ended, and `whole` is not passed by it
    /// (too_large). Nothing is flushed: the hash decides in the end.
    Result<Taken> take(const PhotoId& photo, std::int64_t from, std::string_view piece,
                       std::int64_t whole);
    /// not_found: there is nothing of it.
    Result<std::string> read_received(const PhotoId& photo) const;
    void forget_received(const PhotoId& photo);

    // What arrived.

    /// Keeps both sizes under a new name, which is given back when they are on the disk.
    Result<std::string> keep(std::string_view whole, std::string_view small,
                             RandomSource& random) const;
    /// Errors: not_found, unavailable.
    Result<std::string> read(std::string_view name, PhotoSize size) const;
    /// Both sizes, as far as they are there.
    void remove(std::string_view name) const;

private:
    [[nodiscard]] std::string incoming(const PhotoId& photo) const;

    std::string photos_;
    std::mutex mutex_;  ///< Two pages may send the same photo: look and append are one step.
};

}  // namespace yg::server
