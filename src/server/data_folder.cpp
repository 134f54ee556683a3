#include "server/data_folder.hpp"

#include <filesystem>
#include <system_error>

#include "store/schema.hpp"
#include "store/sqlite/sqlite_database.hpp"

namespace yg::server {

namespace {

bool make_folder(const std::string& folder, std::ostream& err) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!error) return true;
    err << "The data folder " << folder << " can't be made (" << error.message()
        << "). Choose another with --data, or give this user the right to write there.\n";
    return false;
}

std::unique_ptr<store::Database> open_database(const std::string& folder, std::ostream& err) {
    std::error_code error;
    if (std::filesystem::exists(restoring_path(folder), error)) {
        err << "A restore into " << folder
            << " was interrupted. Run portal-server restore again with the same backup.\n";
        return nullptr;
    }
    const std::string path = database_path(folder);
    auto opened = store::SqliteDatabase::open_file(path);
    if (!opened.ok()) {
        err << "The database " << path << " can't be opened (" << opened.error().detail
            << "). Check that this user may write to the folder and that the disk isn't full.\n";
        return nullptr;
    }
    std::unique_ptr<store::Database> database = std::move(opened).value();
    const Result<void> migrated = store::migrate(*database, store::Side::server);
    if (migrated.ok()) return database;
    if (migrated.error().kind == ErrorKind::newer_database) {
        err << "The database " << path << " was written by a newer portal-server and was left "
            << "untouched. Run that version, or choose another folder with --data.\n";
    } else {
        err << "The database " << path << " can't be prepared (" << migrated.error().detail
            << "). Check the rights on its files and the space on the disk.\n";
    }
    return nullptr;
}

}  // namespace

std::string database_path(const std::string& folder) {
    return (std::filesystem::path(folder) / "portal.db").string();
}

std::string secret_path(const std::string& folder) {
    return (std::filesystem::path(folder) / "secret").string();
}

std::string photos_path(const std::string& folder) {
    return (std::filesystem::path(folder) / "photos").string();
}

std::string restoring_path(const std::string& folder) {
    return (std::filesystem::path(folder) / "restoring").string();
}

std::optional<FolderLock> lock_data_folder(const std::string& folder, std::ostream& err) {
    if (!make_folder(folder, err)) return std::nullopt;
    Result<FolderLock> lock = FolderLock::take(folder);
    if (lock.ok()) return std::move(lock).value();
    if (lock.error().kind == ErrorKind::conflict) {
        err << "A server runs on the data folder " << folder
            << " already. Stop it first, or choose another folder with --data.\n";
    } else {
        err << "The data folder " << folder << " can't be locked (" << lock.error().detail
            << "). Check that this user may write there.\n";
    }
    return std::nullopt;
}

std::unique_ptr<store::Database> make_database(const std::string& folder, std::ostream& err) {
    return make_folder(folder, err) ? open_database(folder, err) : nullptr;
}

std::unique_ptr<store::Database> open_existing_database(const std::string& folder,
                                                        std::ostream& err) {
    const std::string path = database_path(folder);
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        err << "There is no database " << path
            << ". Name the data folder that the server was started with: --data DIR.\n";
        return nullptr;
    }
    return open_database(folder, err);
}

}  // namespace yg::server
