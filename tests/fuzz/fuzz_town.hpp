// The small town's database in memory, for fuzz targets: made once, and as it was before each
// input. Whatever goes wrong here ends the program, which is how libFuzzer learns of it.
#pragma once

#include <memory>
#include <string_view>

#include "base/result.hpp"
#include "codec/town_codec.hpp"
#include "store/sqlite/sqlite_database.hpp"

namespace yg::fuzz {

/// Ends the program, naming the error.
[[noreturn]] void fail(std::string_view what, std::string_view detail);

/// The value, or the end of the program.
template <class T>
T must(Result<T> result, std::string_view what) {
    if (!result.ok()) fail(what, result.error().detail);
    return std::move(result).value();
}
inline void must(const Result<void>& result, std::string_view what) {
    if (!result.ok()) fail(what, result.error().detail);
}

/// A server's database with this town in it.
std::unique_ptr<store::SqliteDatabase> database_with(const codec::Town& town);

/// Fails unless what must always hold between the rows of a town does.
void check_town(store::Database& database);

}  // namespace yg::fuzz
