#include "server/jobs/photo_tidying.hpp"

#include <sys/stat.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>

#include "store/photo_store.hpp"

namespace yg::server {

namespace {

namespace fs = std::filesystem;

/// How long ago it was written to; nothing when it is gone or no file.
std::optional<DurationMs> age_of(const fs::path& path, TimeMs now) {
    struct stat found{};
    if (::lstat(path.c_str(), &found) != 0 || !S_ISREG(found.st_mode)) return std::nullopt;
    return now - TimeMs{found.st_mtim.tv_sec} * second_ms;
}

enum class Stage : std::uint8_t { rest, kept, incoming };

struct Tidying {
    TownId town;
    PhotoFiles& files;
    Stage stage = Stage::rest;
    fs::directory_iterator next = {};  ///< In the stage's folder.

    /// Whether the file was removed.
    Result<bool> tidy_kept(store::Database& database, const fs::path& path, TimeMs now) const {
        const std::string name = photo_name_of(path.filename().string());
        const auto age = age_of(path, now);
        if (name.empty() || !age || *age < keep_nameless_photo_ms) return false;
        ASSIGN_OR_RETURN(const bool needed, store::is_photo_file(database, town, name));
        if (needed) return false;
        std::error_code error;
        return fs::remove(path, error);
    }

    Result<bool> tidy_incoming(store::Database& database, const fs::path& path, TimeMs now) const {
        const auto age = age_of(path, now);
        const auto id = PhotoId::parse(path.filename().string());
        if (!age || !id) return false;
        ASSIGN_OR_RETURN(const auto photo, store::find_photo(database, town, *id));
        // One that arrived was about to be removed when the server ended.
        const bool needed = photo && photo->arrived_at == 0 && *age < keep_incoming_photo_ms;
        if (needed) return false;
        files.forget_received(*id);
        return true;
    }

    /// Makes `next` a file that wasn't looked at; false when all were.
    Result<bool> find_next() {
        std::error_code error;
        while (next == fs::directory_iterator()) {
            if (stage == Stage::incoming) {
                stage = Stage::rest;
                return false;
            }
            stage = stage == Stage::rest ? Stage::kept : Stage::incoming;
            const std::string& photos = files.folder();
            next = fs::directory_iterator(
                stage == Stage::kept ? photos : incoming_photos_path(photos), error);
            if (!error) continue;
            stage = Stage::rest;
            return Error{ErrorKind::unavailable, "the photos: " + error.message()};
        }
        return true;
    }

    Result<JobResult> run(store::Database& database, TimeMs now) {
        JobResult result;
        for (int looked_at = 0; looked_at < tidied_files; ++looked_at) {
            ASSIGN_OR_RETURN(const bool found, find_next());
            if (!found) return result;
            const fs::path path = next->path();
            ASSIGN_OR_RETURN(const bool removed, stage == Stage::kept
                                                     ? tidy_kept(database, path, now)
                                                     : tidy_incoming(database, path, now));
            result.rows += removed ? 1 : 0;
            std::error_code error;
            next.increment(error);
            if (error) return Error{ErrorKind::unavailable, "the photos: " + error.message()};
        }
        result.more = true;
        return result;
    }
};

}  // namespace

Job photo_tidying_job(const TownId& town, PhotoFiles& files) {
    auto tidying = std::make_shared<Tidying>(Tidying{.town = town, .files = files});
    return {.name = "photo_tidying",
            .every_ms = hour_ms,
            .work = [tidying](store::Database& database, TimeMs now) {
                return tidying->run(database, now);
            }};
}

}  // namespace yg::server
