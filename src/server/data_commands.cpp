#include "server/data_commands.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

#include "server/backup.hpp"
#include "server/data_folder.hpp"
#include "server/exit_codes.hpp"
#include "server/photos/photo_checks.hpp"
#include "store/schema.hpp"
#include "store/sqlite/sqlite_database.hpp"
#include "store/town_checks.hpp"

namespace yg::server {

namespace {

constexpr std::size_t shown_rows = 10;

struct CommandLine {
    std::vector<std::string> words;  ///< What isn't an option, the command first.
    std::string data = ".data";
    bool replace = false;
};

std::optional<CommandLine> parse(const std::vector<std::string>& arguments, std::ostream& err) {
    CommandLine line;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& word = arguments[i];
        if (!word.starts_with("--")) {
            line.words.push_back(word);
        } else if (word == "--replace" && arguments.front() == "restore") {
            line.replace = true;
        } else if (word != "--data") {
            err << "Unknown option " << word << ". See portal-server --help.\n";
            return std::nullopt;
        } else if (i + 1 == arguments.size()) {
            err << word << " needs a value.\n";
            return std::nullopt;
        } else {
            line.data = arguments[++i];
        }
    }
    return line;
}

int explain(const Error& error, std::ostream& err) {
    err << error.detail << "\n";
    return exit_failed;
}

/// A folder's own name, as rename and fsync want it: "backups/monday/" is "backups/monday".
std::string without_slash(std::string path) {
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    return path;
}

void tell_of_missing(const CopiedPhotos& photos, const DataPorts& ports) {
    if (photos.missing == 0) return;
    ports.err << photos.missing
              << " photos have no file. All else is there; portal-server check names them.\n";
}

int back_up(const CommandLine& line, const DataPorts& ports) {
    const std::string folder = without_slash(line.words[1]);
    const Result<CopiedPhotos> made = make_backup(line.data, folder);
    if (!made.ok()) return explain(made.error(), ports.err);
    std::error_code error;
    const auto bytes = std::filesystem::file_size(database_path(folder), error);
    ports.out << folder << ": backup of " << line.data << ", " << bytes << " bytes and "
              << made.value().copied << " photos\n";
    tell_of_missing(made.value(), ports);
    return exit_ok;
}

int restore(const CommandLine& line, const DataPorts& ports) {
    const std::optional<FolderLock> lock = lock_data_folder(line.data, ports.err);
    if (!lock) return exit_failed;
    const auto restored =
        restore_backup(without_slash(line.words[1]), line.data, line.replace, ports.now);
    if (!restored.ok()) return explain(restored.error(), ports.err);
    ports.out << line.data << ": restored from " << line.words[1] << "\n";
    tell_of_missing(restored.value().photos, ports);
    if (!restored.value().kept.empty()) {
        ports.out << "The former database is kept in " << restored.value().kept << "\n";
    }
    if (!restored.value().secret) {
        ports.err << "The backup holds no secret: staff must enrol their second step again.\n";
    }
    return exit_ok;
}

/// Prints one line; true when all is well.
bool report(const DataPorts& ports, std::string_view name, const std::vector<std::string>& faults) {
    ports.out << (faults.empty() ? "ok    " : "FAULT ") << name << "\n";
    for (const std::string& row : faults) ports.out << "        " << row << "\n";
    return faults.empty();
}

bool check_version(store::Database& database, const DataPorts& ports) {
    const int newest = store::schema(store::Side::server).back().version;
    const Result<int> version = database.schema_version();
    std::vector<std::string> faults;
    if (!version.ok()) {
        faults.push_back(version.error().detail);
    } else if (version.value() != newest) {
        faults.push_back("The database has version " + std::to_string(version.value()) +
                         (version.value() < newest ? ". Start the server once: it brings it up."
                                                   : ". Use the newer portal-server."));
    }
    return report(ports, "The schema has this program's version, " + std::to_string(newest),
                  faults);
}

bool check_photos(store::Database& database, const std::string& folder, const DataPorts& ports) {
    constexpr std::string_view lost = "Every photo that arrived has its files, at their length";
    constexpr std::string_view nameless = "Every picture's file belongs to a photo";
    const auto files = store::list_photo_files(database);
    if (!files.ok()) return report(ports, lost, {files.error().detail});
    const bool whole = report(ports, lost, find_lost_photos(folder, files.value(), shown_rows));
    const bool tidy =
        report(ports, nameless, find_nameless_photos(folder, files.value(), ports.now, shown_rows));
    return whole && tidy;
}

int check(const CommandLine& line, const DataPorts& ports) {
    const std::string path = database_path(line.data);
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        ports.err << "There is no database " << path
                  << ". Name the data folder that the server was started with: --data DIR.\n";
        return exit_failed;
    }
    const auto database =
        store::SqliteDatabase::open_file(path, store::SqliteDatabase::Access::read_only);
    if (!database.ok()) {
        ports.err << "The database " << path << " can't be opened (" << database.error().detail
                  << "). Check that this user may read it.\n";
        return exit_failed;
    }
    // Everything is seen at one moment, whatever a server writes meanwhile.
    const auto view = store::Transaction::reading(*database.value());
    bool well = check_version(*database.value(), ports);
    for (const store::TownCheck& one : store::town_checks()) {
        const auto found = store::run_check(*database.value(), one, shown_rows);
        well &=
            report(ports, one.name, found.ok() ? found.value() : std::vector{found.error().detail});
    }
    well &= check_photos(*database.value(), photos_path(line.data), ports);
    if (well) return exit_ok;
    ports.err << "The database " << path
              << " has faults. Keep a copy of the data folder before you change anything; a backup "
                 "from before can be restored.\n";
    return exit_failed;
}

struct DataCommand {
    std::string_view name;
    std::size_t words;  ///< With the command itself.
    int (*run)(const CommandLine& line, const DataPorts& ports);
};
constexpr std::array<DataCommand, 3> commands = {{
    {"backup", 2, back_up},
    {"restore", 2, restore},
    {"check", 1, check},
}};

const DataCommand* find_command(std::string_view name) {
    const auto found = std::find_if(commands.begin(), commands.end(),
                                    [name](const DataCommand& one) { return one.name == name; });
    return found == commands.end() ? nullptr : &*found;
}

}  // namespace

bool is_data_command(std::string_view command) {
    return find_command(command) != nullptr;
}

int run_data_command(const std::vector<std::string>& arguments, const DataPorts& ports) {
    const std::optional<CommandLine> line = parse(arguments, ports.err);
    if (!line) return exit_input;
    const DataCommand* command = find_command(arguments.front());
    if (line->words.size() != command->words) {
        ports.err << command->name
                  << (command->words == 2 ? " needs one folder, the backup's"
                                          : " takes no folder but --data DIR")
                  << ". See portal-server --help.\n";
        return exit_input;
    }
    return command->run(*line, ports);
}

}  // namespace yg::server
