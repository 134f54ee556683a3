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

/// A town of so many concerns more, by copying the first public one.
void add_concerns(sim::World& world, int count) {
    const std::string n = std::to_string(count);
    const std::string numbers =
        "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < " +
        n + ") ";
    const std::string id = "printf('%08x-0000-7000-8000-%012x', n, n)";
    const std::string script =
        "INSERT INTO concern " + numbers + "SELECT town_id, " + id +
        ", number, type, category_id, grid_id, compound, words || ' ' || n, '', '', 0, released, "
        "state, level, lead_unit_id, answer, rating, created_at - n, step_started_at, due_at "
        "FROM numbers, (SELECT * FROM concern WHERE type <> 4 AND released = 1 LIMIT 1);"
        "INSERT INTO feed " +
        numbers + "SELECT town_id, 'public', 'concern', " + id +
        ", version + n, 0 FROM numbers, feed_counter;"
        "UPDATE feed_counter SET version = version + " +
        n + ";";
    REQUIRE(world.database->run_script(script).ok());
}

Cost cost_of_list(int concerns, double& search_ms) {
    sim::World world;
    add_concerns(world, concerns);
    Person person(world);
    person.go("/concerns");
    REQUIRE(person.phone.portal().concerns().public_ones.size() >=
            static_cast<std::size_t>(concerns));
    const Cost cost = cost_of_dragging(person);
    app::ConcernList& list = person.phone.portal().concerns();
    std::vector<double> searches;
    for (int i = 0; i < 20; ++i) {
        // What no concern contains: every row is looked at.
        list.search = "没有这样的事" + std::to_string(i);
        const double begin = processor_ms();
        CHECK(person.phone.portal().concerns().public_ones.empty());
        searches.push_back(processor_ms() - begin);
    }
    std::ranges::sort(searches);
    search_ms = searches[searches.size() / 2];
    return cost;
}

TEST_CASE("a long list costs no more than a short one") {
    double search_ms = 0;
    const Cost few = cost_of_list(100, search_ms);
    const Cost many = cost_of_list(10'000, search_ms);
    print("list of 100, frame p50", few.p50_ms, "ms");
    print("list of 10,000, frame p50", many.p50_ms, "ms");
    print("list of 10,000, share of one of 100", many.p50_ms / few.p50_ms, "×");
    print("search in 10,000", search_ms, "ms");
}

}  // namespace
}  // namespace yg::ui
