// The real files of the sample town, for tests.
#pragma once

#include "codec/town_codec.hpp"

#include <fstream>
#include <sstream>
#include <string>

// After our own headers: in tests CHECK is Catch2's.
#include <catch2/catch_test_macros.hpp>

namespace yg::tests {

inline constexpr LocalDate sample_day{.year = 2026, .month = 11, .day = 24};  // a Tuesday

inline codec::TownFiles read_sample_town() {
    codec::TownFiles files;
    for (const std::string_view name : codec::town_file_names) {
        std::ifstream file(std::string(YG_SOURCE_DIR "/assets/town/").append(name));
        REQUIRE(file.good());
        std::ostringstream text;
        text << file.rdbuf();
        files.texts.emplace(name, text.str());
    }
    return files;
}

/// The sample town with the first `found` in one file replaced.
inline codec::TownFiles with_change(std::string_view file, std::string_view found,
                                    std::string_view replacement) {
    codec::TownFiles files = read_sample_town();
    std::string& text = files.texts.find(file)->second;
    const std::size_t at = text.find(found);
    INFO(file << " should hold: " << found);
    REQUIRE(at != std::string::npos);
    text.replace(at, found.size(), replacement);
    return files;
}

/// Everything decode_town has to say against `files`; empty when nothing.
inline std::string faults_of(const codec::TownFiles& files, LocalDate today = sample_day) {
    const auto town = codec::decode_town(files, today);
    return town ? "" : town.error().detail;
}

inline codec::Town load_sample_town(LocalDate today = sample_day) {
    const codec::TownFiles files = read_sample_town();
    auto town = codec::decode_town(files, today);
    INFO(format_date(today) << ": " << (town ? "" : town.error().detail));
    REQUIRE(town.ok());
    return std::move(town).value();
}

}  // namespace yg::tests
