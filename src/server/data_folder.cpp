#include "server/data_folder.hpp"

#include <filesystem>
#include <system_error>

#include "store/schema.hpp"
#include "store/sqlite/sqlite_database.hpp"

namespace yg::server {

namespace {

std::unique_ptr<store::Database> open_database(const std::string& path, std::ostream& err) {
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

std::unique_ptr<store::Database> make_database(const std::string& folder, std::ostream& err) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        err << "The data folder " << folder << " can't be made (" << error.message()
            << "). Choose another with --data, or give this user the right to write there.\n";
        return nullptr;
    }
    return open_database(database_path(folder), err);
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
    return open_database(path, err);
}

}  // namespace yg::server
