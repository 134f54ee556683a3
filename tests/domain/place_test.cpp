#include "domain/place/place.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::domain;

namespace {

Polygon rectangle(int left, int bottom, int right, int top) {
    return {{left, bottom}, {right, bottom}, {right, top}, {left, top}};
}

Grid grid(const char* id, Polygon boundary) {
    Grid made;
    made.id = GridId::trusted(id);
    made.boundary = std::move(boundary);
    return made;
}

/// Four squares around (10, 10).
std::vector<Grid> four_squares() {
    return {grid("sw", rectangle(0, 0, 10, 10)), grid("se", rectangle(10, 0, 20, 10)),
            grid("nw", rectangle(0, 10, 10, 20)), grid("ne", rectangle(10, 10, 20, 20))};
}

}  // namespace

TEST_CASE("A point is in a polygon that surrounds it, also in a bent one") {
    const Polygon bent = {{0, 0}, {20, 0}, {20, 20}, {10, 20}, {10, 10}, {0, 10}};
    CHECK(contains(bent, {5, 5}));
    CHECK(contains(bent, {15, 15}));
    CHECK_FALSE(contains(bent, {5, 15}));
    CHECK_FALSE(contains(bent, {25, 5}));
}

TEST_CASE("Every point of a tiled town is in exactly one grid, borders and corners too") {
    const auto grids = four_squares();
    for (int x = 0; x < 20; ++x) {
        for (int y = 0; y < 20; ++y) {
            int count = 0;
            for (const Grid& one : grids) count += contains(one.boundary, {x, y}) ? 1 : 0;
            INFO(x << ", " << y);
            CHECK(count == 1);
        }
    }
}

TEST_CASE("Containment is exact at real coordinates") {
    const Polygon sliver = {
        {104'390'000, 34'040'000}, {104'390'001, 34'050'000}, {104'389'999, 34'050'000}};
    CHECK(contains(sliver, {104'390'000, 34'049'999}));
    CHECK_FALSE(contains(sliver, {104'390'001, 34'049'999}));
}

TEST_CASE("Area is positive counter-clockwise and negative clockwise") {
    Polygon square = rectangle(0, 0, 10, 10);
    CHECK(twice_signed_area(square) == 200);
    std::swap(square[1], square[3]);
    CHECK(twice_signed_area(square) == -200);
}

TEST_CASE("Grids that tile the town have no fault") {
    CHECK(describe_tiling_fault(four_squares()).empty());
}

TEST_CASE("A gap between grids is a fault that names a grid") {
    auto grids = four_squares();
    // The inner corner of one square steps back.
    grids[3].boundary = {{10, 12}, {12, 12}, {12, 10}, {20, 10}, {20, 20}, {10, 20}};
    CHECK_FALSE(describe_tiling_fault(grids).empty());
}

TEST_CASE("An overlap of grids is a fault") {
    auto grids = four_squares();
    grids[0].boundary = rectangle(0, 0, 12, 10);
    CHECK_FALSE(describe_tiling_fault(grids).empty());
}

TEST_CASE("Two grids on the same ground are a fault that names both") {
    auto grids = four_squares();
    grids.push_back(grid("copy", rectangle(0, 0, 10, 10)));
    const std::string fault = describe_tiling_fault(grids);
    CHECK(fault.find("copy") != std::string::npos);
    CHECK(fault.find("sw") != std::string::npos);
}

TEST_CASE("A hole in the town is a fault") {
    std::vector<Grid> ring = {grid("s", {{0, 0}, {30, 0}, {20, 10}, {10, 10}}),
                              grid("e", {{30, 0}, {30, 30}, {20, 20}, {20, 10}}),
                              grid("n", {{30, 30}, {0, 30}, {10, 20}, {20, 20}}),
                              grid("w", {{0, 30}, {0, 0}, {10, 10}, {10, 20}})};
    CHECK_FALSE(describe_tiling_fault(ring).empty());
    ring.push_back(grid("middle", rectangle(10, 10, 20, 20)));
    CHECK(describe_tiling_fault(ring).empty());
}

TEST_CASE("A separate part of the town is a fault") {
    auto grids = four_squares();
    grids.push_back(grid("island", rectangle(100, 100, 110, 110)));
    CHECK_FALSE(describe_tiling_fault(grids).empty());
}

TEST_CASE("A corner beside a neighbour's border is a fault, for both must share their points") {
    const std::vector<Grid> grids = {grid("a", rectangle(0, 0, 10, 20)),
                                     grid("b", rectangle(10, 0, 20, 10)),
                                     grid("c", rectangle(10, 10, 20, 20))};
    CHECK_FALSE(describe_tiling_fault(grids).empty());
}

TEST_CASE("A boundary that crosses itself or runs clockwise is a fault that names its grid") {
    CHECK(describe_tiling_fault({grid("bow", {{0, 0}, {10, 10}, {10, 0}, {0, 10}})})
              .starts_with("bow"));
    CHECK(describe_tiling_fault({grid("clock", {{0, 0}, {0, 10}, {10, 10}, {10, 0}})})
              .starts_with("clock"));
    CHECK(describe_tiling_fault({grid("line", {{0, 0}, {10, 10}})}).starts_with("line"));
}

TEST_CASE("A town without grids is a fault") {
    CHECK_FALSE(describe_tiling_fault({}).empty());
}
