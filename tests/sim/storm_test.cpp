// Thousands of schedules from seeds; ctest runs them in parts (test_storm_1 …), beside test_sim.
// One alone, with its whole trace when it fails:
//   YG_SEED=123 build/native-debug/test_sim "[storm]"
#include "sim/storm.hpp"

#include <cstdlib>
#include <string>

#include <catch2/catch_test_macros.hpp>

namespace yg::sim {
namespace {

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

}  // namespace

TEST_CASE("whatever goes wrong, nothing is lost, doubled or shown to another person", "[.storm]") {
    const std::uint64_t first = number_from("YG_SEED", 1);
    const std::uint64_t count = number_from("YG_SCHEDULES", 1);
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        const StormReport report = run_storm(seed);
        INFO(report.violation);
        CHECK(report.violation.empty());
    }
}

}  // namespace yg::sim
