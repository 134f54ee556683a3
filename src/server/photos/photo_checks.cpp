#include "server/photos/photo_checks.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <string_view>
#include <system_error>
#include <unordered_set>

#include "server/photos/photo_files.hpp"

namespace yg::server {

namespace {

namespace fs = std::filesystem;

constexpr DurationMs time_to_tidy_ms = day_ms;

/// Empty when all is well.
std::string fault_of(const std::string& photos, const store::PhotoFile& file) {
    if (!is_photo_file_name(file.file)) return "has no proper file name";
    std::error_code error;
    const auto bytes = fs::file_size(photo_file_path(photos, file.file, PhotoSize::whole), error);
    if (error) return "has no file " + file.file;
    if (bytes != static_cast<std::uintmax_t>(file.bytes)) {
        return "should have " + std::to_string(file.bytes) + " bytes in " + file.file + ", not " +
               std::to_string(bytes);
    }
    const auto small = fs::file_size(photo_file_path(photos, file.file, PhotoSize::small), error);
    return error || small == 0 ? "has no small picture beside " + file.file : std::string();
}

bool is_old(const fs::path& path, TimeMs now) {
    struct stat found{};
    return ::lstat(path.c_str(), &found) == 0 &&
           now - TimeMs{found.st_mtim.tv_sec} * second_ms >= time_to_tidy_ms;
}

}  // namespace

std::vector<std::string> find_lost_photos(const std::string& photos,
                                          const std::vector<store::PhotoFile>& files,
                                          std::size_t limit) {
    std::vector<std::string> found;
    for (const store::PhotoFile& file : files) {
        if (found.size() >= limit) break;
        const std::string fault = fault_of(photos, file);
        if (!fault.empty()) found.push_back(file.photo.text() + " " + fault);
    }
    return found;
}

std::vector<std::string> find_nameless_photos(const std::string& photos,
                                              const std::vector<store::PhotoFile>& files,
                                              TimeMs now, std::size_t limit) {
    std::unordered_set<std::string_view> known;
    for (const store::PhotoFile& file : files) known.insert(file.file);
    std::vector<std::string> found;
    std::error_code error;  // Without a folder there is no file either.
    for (fs::directory_iterator next(photos, error); next != fs::directory_iterator();
         next.increment(error)) {
        const std::string file = next->path().filename().string();
        const std::string name = photo_name_of(file);
        if (name.empty() || known.contains(name) || !is_old(next->path(), now)) continue;
        if (found.size() >= limit) break;
        found.push_back(file);
    }
    return found;
}

}  // namespace yg::server
