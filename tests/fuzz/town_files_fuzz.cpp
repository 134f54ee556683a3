// Any text as files of a town: it is read or its faults are told, and a town that can be read can
// be imported, all of it, and is whole. The input's files begin with a line "=== rooms.json"; those
// that it leaves out are the smallest that can be.
#include <cstdint>
#include <string>
#include <string_view>

#include "codec/town_codec.hpp"
#include "fuzz/fuzz_town.hpp"

using namespace yg;

namespace {

constexpr LocalDate today{.year = 2026, .month = 11, .day = 24};
constexpr std::string_view mark = "=== ";

codec::TownFiles smallest_town() {
    return {
        .texts = {
            {"town.json", R"({"id":"t","name":"T","service_centre":"S","settings":{},)"
                          R"("telephones":[],"communities":[{"id":"c","name":"C","code":"XC"}]})"},
            {"grids.json",
             R"({"grids":[{"id":"g","community":"c","number":1,"name":"G","compounds":["K"],)"
             R"("boundary":[[0,0],[9,0],[9,9]]}]})"},
            {"units.json", R"({"units":[{"id":"u","name":"U","kind":"department","members":1}]})"},
            {"categories.json", R"({"categories":[{"id":"k","name":"K","kind":"conduct"}]})"},
            {"rooms.json",
             R"({"rooms":[{"id":"r","name":"R","purpose":"P","icon":"i","mode":"exclusive",)"
             R"("audience":"everyone","capacity":9,"hours":{"mon":["00:00","24:00"],)"
             R"("tue":["00:00","24:00"],"wed":["00:00","24:00"],"thu":["00:00","24:00"],)"
             R"("fri":["00:00","24:00"],"sat":["00:00","24:00"],"sun":[]}}]})"},
            {"accounts.json", R"({"accounts":[{"id":"p","name":"P","phone":"13800000001",)"
                              R"("role":"resident","grid":"g"}]})"},
            {"activities.json", R"({"activities":[],"sign_ups":[]})"},
            {"bookings.json", R"({"bookings":[]})"},
            {"concerns.json", R"({"concerns":[]})"},
            {"holidays.json", R"({"holidays":[]})"},
        }};
}

codec::TownFiles files_of(std::string_view input) {
    codec::TownFiles files = smallest_town();
    while (input.starts_with(mark)) {
        input.remove_prefix(mark.size());
        const std::size_t line_end = std::min(input.find('\n'), input.size());
        const std::string name(input.substr(0, line_end));
        input.remove_prefix(std::min(line_end + 1, input.size()));
        const std::size_t end = std::min(input.find(std::string("\n").append(mark)), input.size());
        files.texts[name] = input.substr(0, end);
        input.remove_prefix(std::min(end + 1, input.size()));
    }
    return files;
}

void check_count(store::Database& database, std::string_view sql, std::size_t expected) {
    const auto found = fuzz::must(store::query_integer(database, sql, {}), sql);
    if (found != static_cast<std::int64_t>(expected)) fuzz::fail(sql, std::to_string(found));
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    // Otherwise no change of one file would ever get as far as the import.
    fuzz::must(codec::decode_town(smallest_town(), today), "the smallest town");
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto town =
        codec::decode_town(files_of({reinterpret_cast<const char*>(data), size}), today);
    if (!town.ok()) return 0;
    const auto database = fuzz::database_with(town.value());
    check_count(*database, "SELECT count(*) FROM person", town.value().persons.size());
    check_count(*database, "SELECT count(*) FROM activity", town.value().activities.size());
    check_count(*database, "SELECT count(*) FROM sign_up", town.value().sign_ups.size());
    check_count(*database, "SELECT count(*) FROM booking", town.value().bookings.size());
    check_count(*database, "SELECT count(*) FROM concern", town.value().concerns.size());
    check_count(*database, "SELECT count(*) FROM concern_event",
                town.value().concern_events.size());
    fuzz::check_town(*database);
    return 0;
}
