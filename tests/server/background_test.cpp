#include "server/background.hpp"

#include <future>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace yg::server {
namespace {

TEST_CASE("Background work is done one after the other, all of it before the end") {
    std::vector<int> done;
    {
        BackgroundThread background;
        for (int i = 0; i < 10; ++i) REQUIRE(background.submit([&done, i] { done.push_back(i); }));
    }
    CHECK(done == std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
}

TEST_CASE("Background work beyond what may wait is turned away") {
    std::promise<void> begun;
    std::promise<void> go_on;
    int done = 0;
    {
        BackgroundThread background(2);
        REQUIRE(background.submit([&] {
            begun.set_value();
            go_on.get_future().wait();
        }));
        begun.get_future().wait();
        CHECK(background.submit([&] { ++done; }));
        CHECK(background.submit([&] { ++done; }));
        CHECK_FALSE(background.submit([&] { done += 100; }));
        go_on.set_value();
    }
    CHECK(done == 2);
}

}  // namespace
}  // namespace yg::server
