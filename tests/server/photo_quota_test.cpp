// How much one person may send in photos, and that what was begun is always taken.
#include "server/photos/photo_quota.hpp"
#include "server/photo_sender.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::server {
namespace {

constexpr TimeMs hour_of_morning_ms = 8 * hour_ms;

/// A server that takes few photos.
TestServer& with_limits(TestServer& server, const PhotoLimits& limits) {
    server.photo_limits = limits;
    server.restart();
    return server;
}

/// Different pictures, so that no two have one hash.
std::vector<std::string> pictures(int count) {
    std::vector<std::string> made;
    for (int i = 0; i < count; ++i) made.push_back(make_jpeg({.width = 64 + i, .height = 48}));
    return made;
}

TEST_CASE("No honest day reaches the limits: thirty concerns of six large photos") {
    const PhotoLimits limits;
    CHECK(limits.photos_by_day >= 30 * 6);
    CHECK(limits.bytes_by_day >= std::int64_t{30} * 6 * 600'000);
    CHECK(limits.unfinished >= 6 * 6);
}

TEST_CASE("Who sent as many photos as one may is told to come back when the town's day is over") {
    TestServer server;
    with_limits(server, {.photos_by_day = 2});
    const auto all = pictures(3);
    PhotoSender sender(server, all);
    REQUIRE(sender.send_all(all[0], 1000, 0).status == 200);
    REQUIRE(sender.send_all(all[1], 1000, 1).status == 200);
    const std::string before = server.dump();
    const Response refused = sender.send(all[2].substr(0, 100), 0, 2);
    CHECK(refused.status == 429);
    CHECK(code_of(refused) == codec::photos_enough_today);
    const TimeMs midnight = to_moment(add_days(to_local(server.now).date, 1));
    CHECK(refused.header("Retry-After") ==
          std::to_string((midnight - server.now + second_ms - 1) / second_ms));
    CHECK(server.dump() == before);
    CHECK(photo_answer(sender.received(2)) == codec::PhotoAnswer{0, false});
    server.now = midnight - 1;
    CHECK(sender.send(all[2].substr(0, 100), 0, 2).status == 429);
    server.now = midnight;
    CHECK(sender.send_all(all[2], 1000, 2).status == 200);
    CHECK(sender.see("", 2).status == 200);
}

TEST_CASE("Who sent as many bytes as one may sends no more today, also of one photo") {
    TestServer server;
    const auto all = pictures(2);
    const auto size = static_cast<std::int64_t>(all[0].size());
    with_limits(server, {.bytes_by_day = 2 * size + 1});
    PhotoSender sender(server, all);
    std::string damaged = all[0];
    damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
    CHECK(code_of(sender.send_all(damaged, 1000, 0)) == "photo_damaged");
    CHECK(code_of(sender.send_all(damaged, 1000, 0)) == "photo_damaged");
    CHECK(code_of(sender.send(all[0].substr(0, 100), 0, 0)) == codec::photos_enough_today);
    CHECK(code_of(sender.send(all[1].substr(0, 100), 0, 1)) == codec::photos_enough_today);
    server.now = to_moment(add_days(to_local(server.now).date, 1)) + hour_of_morning_ms;
    CHECK(sender.send_all(all[0], 1000, 0).status == 200);
}

TEST_CASE("Who began as many photos as one may finishes those first") {
    TestServer server;
    with_limits(server, {.unfinished = 2});
    const auto all = pictures(3);
    PhotoSender sender(server, all);
    for (const std::size_t n : {0u, 1u}) {
        REQUIRE(sender.send(all[n].substr(0, 100), 0, n).status == 200);
    }
    const Response refused = sender.send(all[2].substr(0, 100), 0, 2);
    CHECK(refused.status == 429);
    CHECK(code_of(refused) == codec::photos_unfinished);
    CHECK(refused.header("Retry-After") == "600");
    SECTION("one arrived") {
        CHECK(sender.send(all[0].substr(100), 100, 0).status == 200);
        CHECK(sender.send_all(all[2], 1000, 2).status == 200);
    }
    SECTION("their bytes were removed, since nobody went on") {
        server.now += PhotoLimits{}.unfinished_period_ms + 1;
        CHECK(sender.send_all(all[2], 1000, 2).status == 200);
    }
}

TEST_CASE("A photo that was begun is taken to its end, whatever was sent meanwhile") {
    TestServer server;
    with_limits(server, {.photos_by_day = 2, .unfinished = 1});
    const auto all = pictures(2);
    PhotoSender sender(server, all);
    REQUIRE(sender.send(all[0].substr(0, 100), 0, 0).status == 200);
    with_limits(server, {.photos_by_day = 0, .bytes_by_day = 0, .unfinished = 0});
    CHECK(sender.send(all[1].substr(0, 100), 0, 1).status == 429);
    // Where it goes on is told as ever, also to a page that doesn't know that it was begun.
    CHECK(photo_answer(sender.send(all[0].substr(0, 100), 0, 0)) == codec::PhotoAnswer{100, false});
    CHECK(sender.send(all[0].substr(100), 100, 0).status == 200);
    CHECK(sender.see("", 0).status == 200);
}

TEST_CASE("What one person sent is nobody else's matter, and a restart forgets nothing") {
    TestServer server;
    with_limits(server, {.photos_by_day = 1});
    const auto all = pictures(2);
    PhotoSender one(server, all);
    REQUIRE(one.send_all(all[0], 1000, 0).status == 200);
    server.restart();
    CHECK(one.send(all[1].substr(0, 100), 0, 1).status == 429);
    PhotoSender other(server, {all[0]}, "p2");
    CHECK(other.send_all(all[0]).status == 200);
}

TEST_CASE("A photo whose first bytes were lost after they were counted counts once") {
    TestServer server;
    with_limits(server, {.photos_by_day = 1, .unfinished = 1});
    const auto all = pictures(1);
    PhotoSender sender(server, all);
    REQUIRE(sender.send(all[0].substr(0, 100), 0, 0).status == 200);
    server.photos->forget_received(sender.photos[0]);
    CHECK(sender.send_all(all[0]).status == 200);
    CHECK(server.count("photo WHERE begun_at > 0") == 1);
}

}  // namespace
}  // namespace yg::server
