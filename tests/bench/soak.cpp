// ./portal bench --soak: as many schedules as it is told, and what they cost.
// Usage: soak [SCHEDULES [FIRST_SEED]]; fails when one of them violates an invariant.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "sim/storm.hpp"

namespace {

constexpr std::uint64_t default_schedules = 100'000;
constexpr std::uint64_t progress_every = 10'000;

std::uint64_t argument(int count, char** arguments, int at, std::uint64_t otherwise) {
    return at < count ? std::strtoull(arguments[at], nullptr, 10) : otherwise;
}

/// Whole, or only what happened: YG_SEED=<seed> of the storm's test shows the way there again.
void show(const std::string& violation, bool whole) {
    const std::size_t end = whole ? violation.size() : violation.find('\n');
    std::fprintf(stderr, "%s\n", violation.substr(0, end).c_str());
}

}  // namespace

int main(int count, char** arguments) {
    const std::uint64_t schedules = argument(count, arguments, 1, default_schedules);
    const std::uint64_t first = argument(count, arguments, 2, 1);
    const auto began = std::chrono::steady_clock::now();
    yg::sim::StormReport sum;
    std::uint64_t violations = 0;
    for (std::uint64_t i = 0; i < schedules; ++i) {
        const yg::sim::StormReport report = yg::sim::run_storm(first + i);
        sum.steps += report.steps;
        sum.kept += report.kept;
        sum.refused += report.refused;
        sum.crashes += report.crashes;
        sum.photos += report.photos;
        sum.erased += report.erased;
        if (!report.violation.empty()) show(report.violation, ++violations == 1);
        if ((i + 1) % progress_every == 0) std::fprintf(stderr, "  %llu schedules\n", i + 1ull);
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    std::printf(
        "schedules %llu (seeds %llu to %llu), steps %llu, commands kept %llu, refused %llu, "
        "crashes %llu, photos %llu, accounts deleted %llu, violations %llu, %.1f s, %.2f ms a "
        "schedule\n",
        static_cast<unsigned long long>(schedules), static_cast<unsigned long long>(first),
        static_cast<unsigned long long>(first + schedules - 1),
        static_cast<unsigned long long>(sum.steps), static_cast<unsigned long long>(sum.kept),
        static_cast<unsigned long long>(sum.refused), static_cast<unsigned long long>(sum.crashes),
        static_cast<unsigned long long>(sum.photos), static_cast<unsigned long long>(sum.erased),
        static_cast<unsigned long long>(violations), took.count(),
        took.count() * 1000 / static_cast<double>(schedules));
    return violations == 0 && schedules > 0 ? 0 : 1;
}
