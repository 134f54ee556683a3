// What one frame costs the processor, screen by screen: the real screens on the real sample town,
// built, told to assistive technology and turned into draw lists, while a finger drags the page up
// and down. Prints lines "figure<TAB>name<TAB>value<TAB>unit" for tests/bench/run.mjs.
#include "ui/person.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

namespace yg::ui {
namespace {

using platform::PointerPhase;

/// Of this thread alone: what else runs on the machine doesn't count.
double processor_ms() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

struct Cost {
    double p50_ms = 0;
    double p95_ms = 0;
};

Cost cost_of_dragging(Person& person) {
    constexpr int frames = 400;
    constexpr int turn = 50;
    constexpr float step = 12;
    const float x = person.input.width / 2;
    float y = person.input.height / 2 + 200;
    std::vector<double> costs;
    person.finger(PointerPhase::down, x, y);
    for (int i = 0; i < frames; ++i) {
        y += i / turn % 2 == 0 ? -step : step;
        person.finger(PointerPhase::move, x, y);
        const double begin = processor_ms();
        person.frame();
        costs.push_back(processor_ms() - begin);
    }
    person.finger(PointerPhase::up, x, y);
    person.settle();
    std::ranges::sort(costs);
    return {costs[costs.size() / 2], costs[costs.size() * 95 / 100]};
}

void print(const std::string& name, double value, const char* unit) {
    std::printf("figure\t%s\t%.3f\t%s\n", name.c_str(), value, unit);
}

TEST_CASE("what one frame costs, by screen") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    for (const char* route : {"/", "/raise", "/concerns", "/rooms", "/rooms/shuhua", "/activities",
                              "/me", "/gallery"}) {
        person.go(route);
        const Cost cost = cost_of_dragging(person);
        CHECK(cost.p50_ms > 0);
        print(std::string("frame p50 ") + route, cost.p50_ms, "ms");
        print(std::string("frame p95 ") + route, cost.p95_ms, "ms");
    }
}

}  // namespace
}  // namespace yg::ui
