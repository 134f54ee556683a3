#include "fuzz/fuzz_town.hpp"

#include <cstdio>
#include <cstdlib>

#include "engine/town_import.hpp"
#include "store/schema.hpp"
#include "store/town_checks.hpp"

namespace yg::fuzz {

void fail(std::string_view what, std::string_view detail) {
    std::fprintf(stderr, "%.*s: %.*s\n", static_cast<int>(what.size()), what.data(),
                 static_cast<int>(detail.size()), detail.data());
    std::abort();
}

std::unique_ptr<store::SqliteDatabase> database_with(const codec::Town& town) {
    auto database = must(store::SqliteDatabase::open_memory(), "open");
    must(store::migrate(*database, store::Side::server), "migrate");
    must(engine::import_town(*database, town), "import");
    return database;
}

void check_town(store::Database& database) {
    for (const store::TownCheck& check : store::town_checks()) {
        const auto broken = must(store::run_check(database, check, 1), check.name);
        if (!broken.empty()) fail(check.name, broken.front());
    }
}

}  // namespace yg::fuzz
