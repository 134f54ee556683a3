#include "server/backup.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <system_error>

#include "server/data_folder.hpp"
#include "server/disk.hpp"
#include "server/photos/photo_files.hpp"
#include "store/photo_store.hpp"
#include "store/schema.hpp"
#include "store/sqlite/sqlite_database.hpp"
#include "store/town_checks.hpp"

namespace yg::server {

namespace {

namespace fs = std::filesystem;

Error fault(ErrorKind kind, std::string sentence) {
    return {kind, std::move(sentence)};
}

bool exists(const std::string& path) {
    std::error_code error;
    return fs::exists(fs::symlink_status(path, error));
}

Result<void> rename_to(const std::string& from, const std::string& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) return disk_fault(to, std::strerror(errno));
    return {};
}

std::string folder_of(const std::string& path) {
    const fs::path parent = fs::path(path).parent_path();
    return parent.empty() ? "." : parent.string();
}

/// A folder that is filled before it counts, and gone again unless it is kept.
class Draft {
public:
    static Result<Draft> make(std::string path) {
        std::error_code error;
        fs::remove_all(path, error);
        if (::mkdir(path.c_str(), 0700) != 0) return disk_fault(path, std::strerror(errno));
        return Draft(std::move(path));
    }
    Draft(Draft&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    Draft& operator=(Draft&&) = delete;
    ~Draft() {
        std::error_code error;
        if (!path_.empty()) fs::remove_all(path_, error);
    }
    [[nodiscard]] const std::string& path() const { return path_; }
    void keep() { path_.clear(); }

private:
    explicit Draft(std::string path) : path_(std::move(path)) {}
    std::string path_;
};

Result<std::unique_ptr<store::SqliteDatabase>> open_to_read(const std::string& folder) {
    const std::string path = database_path(folder);
    if (!exists(path)) {
        return fault(ErrorKind::not_found, "There is no database " + path +
                                               ". Name the folder that holds it; nothing was "
                                               "changed.");
    }
    auto database =
        store::SqliteDatabase::open_file(path, store::SqliteDatabase::Access::read_only);
    if (database.ok()) return database;
    return fault(database.error().kind, "The database " + path + " can't be opened (" +
                                            database.error().detail +
                                            "). Check that this user may read it.");
}

Result<void> require_undamaged(const std::string& folder) {
    ASSIGN_OR_RETURN(const auto database, open_to_read(folder));
    const auto damage = store::run_check(*database, store::town_checks().front(), 1);
    if (damage.ok() && damage.value().empty()) return {};
    return fault(ErrorKind::corrupted,
                 "The database " + database_path(folder) + " is damaged (" +
                     (damage.ok() ? damage.value().front() : damage.error().detail) +
                     "). Use an older backup; portal-server check says more.");
}

Result<void> require_known_version(const std::string& folder) {
    ASSIGN_OR_RETURN(const auto database, open_to_read(folder));
    const Result<int> version = database->schema_version();
    const int newest = store::schema(store::Side::server).back().version;
    if (version.ok() && version.value() > newest) {
        return fault(ErrorKind::newer_database,
                     "The backup " + folder + " was written by a newer portal-server (version " +
                         std::to_string(version.value()) + ", this one knows " +
                         std::to_string(newest) + "). Restore it with that one.");
    }
    if (version.ok() && version.value() > 0) return {};
    return fault(ErrorKind::invalid_input, "The file " + database_path(folder) +
                                               " is no database of a portal. Name a folder that "
                                               "portal-server backup wrote.");
}

/// True when it was there.
Result<bool> copy_photo(const std::string& from, const std::string& to) {
    if (::link(from.c_str(), to.c_str()) == 0) return true;
    if (errno == ENOENT) return false;
    std::error_code error;
    fs::copy_file(from, to, error);
    if (error == std::errc::no_such_file_or_directory) return false;
    if (!error) fs::permissions(to, fs::perms(0600), error);
    if (error) return disk_fault(to, error.message());
    return true;
}

/// The photos that the database in `to` names, from the folder `from`.
Result<CopiedPhotos> copy_photos(const std::string& from, const std::string& to) {
    ASSIGN_OR_RETURN(const auto database, open_to_read(to));
    const auto files = store::list_photo_files(*database);
    if (!files.ok()) {
        return fault(files.error().kind, "The database " + database_path(to) + " can't be read (" +
                                             files.error().detail + "). Run portal-server check.");
    }
    CopiedPhotos photos;
    RETURN_IF_ERROR(PhotoFiles(photos_path(to)).make_folders());
    for (const store::PhotoFile& file : files.value()) {
        bool complete = is_photo_file_name(file.file);
        for (const PhotoSize size : {PhotoSize::whole, PhotoSize::small}) {
            if (!complete) break;
            ASSIGN_OR_RETURN(complete,
                             copy_photo(photo_file_path(photos_path(from), file.file, size),
                                        photo_file_path(photos_path(to), file.file, size)));
        }
        ++(complete ? photos.copied : photos.missing);
    }
    return photos;
}

/// The database of one folder, and the photos that it names, in another one.
Result<CopiedPhotos> copy_database(const std::string& from, const std::string& to) {
    ASSIGN_OR_RETURN(const auto database, open_to_read(from));
    // A photo may be deleted between the two steps; then both are of another moment.
    constexpr int tries = 3;
    for (int i = 1;; ++i) {
        const Result<void> copied = database->write_copy(database_path(to));
        if (!copied.ok()) return disk_fault(database_path(to), copied.error().detail);
        ASSIGN_OR_RETURN(const CopiedPhotos photos, copy_photos(from, to));
        if (photos.missing == 0 || i == tries) return photos;
        std::error_code error;
        fs::remove(database_path(to), error);
        fs::remove_all(photos_path(to), error);
    }
}

struct Copied {
    bool secret = false;
    CopiedPhotos photos;
};

/// Database, photos and secret of one folder as another one, on the disk when this returns.
Result<Copied> copy_data(const std::string& from, const std::string& to) {
    ASSIGN_OR_RETURN(const CopiedPhotos photos, copy_database(from, to));
    std::error_code error;
    const bool has_secret = exists(secret_path(from));
    if (has_secret) {
        fs::copy_file(secret_path(from), secret_path(to), error);
        if (!error) fs::permissions(secret_path(to), fs::perms(0600), error);
        if (error) return disk_fault(secret_path(to), error.message());
        RETURN_IF_ERROR(sync_to_disk(secret_path(to)));
    }
    fs::permissions(database_path(to), fs::perms(0600), error);
    RETURN_IF_ERROR(sync_to_disk(database_path(to)));
    RETURN_IF_ERROR(sync_to_disk(to));
    RETURN_IF_ERROR(sync_all_to_disk(to));  // The photos, which are many.
    return Copied{has_secret, photos};
}

/// What belongs to a database, the file that counts first: without it the others are nothing.
std::array<std::string, 5> files_of(const std::string& folder) {
    const std::string database = database_path(folder);
    return {database, database + "-wal", database + "-shm", photos_path(folder),
            secret_path(folder)};
}

/// Where the former database went; empty if there was none. All of it goes there under one name
/// that is always the same: when the power went in the middle, the next restore puts the rest
/// beside it.
Result<std::string> set_aside(const std::string& folder, TimeMs now) {
    const std::string gathered = (fs::path(folder) / "replacing").string();
    for (const std::string& file : files_of(folder)) {
        if (!exists(file)) continue;
        if (!exists(gathered) && ::mkdir(gathered.c_str(), 0700) != 0) {
            return disk_fault(gathered, std::strerror(errno));
        }
        RETURN_IF_ERROR(rename_to(file, (fs::path(gathered) / fs::path(file).filename()).string()));
    }
    if (!exists(gathered)) return std::string();
    RETURN_IF_ERROR(sync_to_disk(gathered));
    const std::string name =
        "replaced-" + format_date(to_local(now).date) + "-" + std::to_string(now);
    const std::string kept = (fs::path(folder) / name).string();
    RETURN_IF_ERROR(rename_to(gathered, kept));
    RETURN_IF_ERROR(sync_to_disk(folder));
    return kept;
}

}  // namespace

Result<CopiedPhotos> make_backup(const std::string& folder, const std::string& backup) {
    if (exists(backup)) {
        return fault(ErrorKind::conflict,
                     backup +
                         " exists already, and a backup never overwrites anything. Choose "
                         "another name.");
    }
    RETURN_IF_ERROR(open_to_read(folder));
    ASSIGN_OR_RETURN(Draft draft, Draft::make(backup + ".part-" + std::to_string(getpid())));
    ASSIGN_OR_RETURN(const Copied copied, copy_data(folder, draft.path()));
    RETURN_IF_ERROR(require_undamaged(draft.path()));
    // A folder only ever takes the name of nothing, or of an empty folder.
    RETURN_IF_ERROR(rename_to(draft.path(), backup));
    draft.keep();
    RETURN_IF_ERROR(sync_to_disk(folder_of(backup)));
    return copied.photos;
}

Result<Restored> restore_backup(const std::string& backup, const std::string& folder, bool replace,
                                TimeMs now) {
    RETURN_IF_ERROR(require_known_version(backup));
    RETURN_IF_ERROR(require_undamaged(backup));
    if (!replace && exists(database_path(folder))) {
        return fault(ErrorKind::conflict,
                     "The data folder " + folder +
                         " holds a database already. With --replace it is kept there under a "
                         "dated name.");
    }
    ASSIGN_OR_RETURN(Draft draft, Draft::make(restoring_path(folder)));
    Restored restored;
    ASSIGN_OR_RETURN(const Copied copied, copy_data(backup, draft.path()));
    restored.secret = copied.secret;
    restored.photos = copied.photos;
    // From here on a server refuses the folder until the draft is gone, and whoever runs this again
    // finds everything.
    const std::string whole = draft.path();
    draft.keep();
    RETURN_IF_ERROR(sync_to_disk(folder));
    ASSIGN_OR_RETURN(restored.kept, set_aside(folder, now));
    if (restored.secret) RETURN_IF_ERROR(rename_to(secret_path(whole), secret_path(folder)));
    RETURN_IF_ERROR(rename_to(photos_path(whole), photos_path(folder)));
    RETURN_IF_ERROR(rename_to(database_path(whole), database_path(folder)));
    RETURN_IF_ERROR(sync_to_disk(folder));
    std::error_code error;
    fs::remove_all(whole, error);
    if (error) return disk_fault(whole, error.message());
    RETURN_IF_ERROR(sync_to_disk(folder));
    return restored;
}

}  // namespace yg::server
