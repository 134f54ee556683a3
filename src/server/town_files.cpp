#include "server/town_files.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace yg::server {

Result<codec::TownFiles> read_town_files(const std::string& folder) {
    namespace fs = std::filesystem;
    codec::TownFiles files;
    std::string faults;
    const auto note = [&faults](std::string_view name, std::string_view fault) {
        faults.append(faults.empty() ? "" : "\n").append(name).append(": ").append(fault);
    };
    for (const std::string_view name : codec::town_file_names) {
        const fs::path path = fs::path(folder) / name;
        std::error_code error;
        const auto size = fs::file_size(path, error);
        if (error) {
            note(name, "can't be read from " + folder + " (" + error.message() + ")");
        } else if (size > codec::max_town_file_bytes) {
            note(name, "is longer than " + std::to_string(codec::max_town_file_bytes) + " bytes");
        } else {
            std::ifstream file(path, std::ios::binary);
            files.texts[std::string(name)] =
                std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
        }
    }
    if (!faults.empty()) return Error{ErrorKind::invalid_input, faults};
    return files;
}

}  // namespace yg::server
