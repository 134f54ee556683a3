// Reads comma-separated values as spreadsheets write them (RFC 4180): quoted fields, doubled
// quotes, line breaks inside quotes, CRLF or LF, a byte order mark. Must not know what the fields
// mean.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace yg::server {

inline constexpr std::size_t csv_bytes_max = 4 * 1024 * 1024;
inline constexpr std::size_t csv_records_max = 20'000;

struct CsvRecord {
    int line = 1;  ///< On which it starts, from 1.
    std::vector<std::string> fields;
};

/// Empty lines are left out. Errors name the line: a quote that isn't closed or stands where none
/// may, too much of anything, bytes that aren't UTF-8.
Result<std::vector<CsvRecord>> read_csv(std::string_view text);

}  // namespace yg::server
