// Photos on their way to a server that does what the test says.
#include "sync/photo_queue.hpp"

#include "codec/photo_answer.hpp"
#include "fakes/fake_clock.hpp"
#include "fakes/seeded_random.hpp"
#include "platform/headless/headless_photos.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::sync {
namespace {

/// Keeps what it is sent, in place and in order only; some pieces are lost.
struct PhotoServer {
    platform::HttpReply take(const std::string& path, const std::string& body) {
        ++requests;
        if (next_status != 0)
            return {std::exchange(next_status, 0), std::exchange(next_body, "{}")};
        std::string& stored = photos[path.substr(0, path.find('?'))];
        const auto from = static_cast<std::size_t>(std::stoi(path.substr(path.find('=') + 1)));
        const bool fits = from == stored.size();
        if (fits) stored += body;
        if (std::exchange(lose_answer, false)) return {};
        return {fits ? 200 : 409,
                codec::encode(codec::PhotoAnswer{.received = static_cast<int>(stored.size()),
                                                 .done = stored.size() == whole})};
    }

    std::map<std::string, std::string> photos;  ///< By path.
    std::size_t whole = 0;
    int next_status = 0;
    std::string next_body = "{}";
    bool lose_answer = false;
    int requests = 0;
};

domain::Photo sample_photo() {
    domain::Photo photo;
    photo.id = PhotoId::trusted("p");
    photo.concern = ConcernId::trusted("c");
    return photo;
}

struct Sending {
    explicit Sending(std::size_t bytes) : jpeg(bytes, 'x') {
        for (std::size_t i = 0; i < bytes; ++i) jpeg[i] = static_cast<char>('a' + i % 23);
        server.whole = bytes;
        keep("p");
        photo.bytes = static_cast<int>(bytes);
    }
    void keep(const std::string& id) {
        disk.photos[id].photo.id = id;
        disk.photos[id].jpeg = jpeg;
    }
    void run() { loop.run(); }
    void wait() {
        clock.advance(static_cast<DurationMs>(2 * minute_ms));
        queue.tick();
        run();
    }
    bool is_whole() { return server.photos["/api/v1/photos/p"] == jpeg; }

    std::string jpeg;
    PhotoServer server;
    platform::HeadlessLoop loop;
    platform::HeadlessDisk disk;
    fakes::FakeClock clock{0};
    fakes::SeededRandom random{1};
    platform::HeadlessPhotos photos{disk, loop, [this](auto path, auto body, auto done) {
                                        loop.post([=, this] { done(server.take(path, body)); });
                                    }};
    int arrived = 0;
    PhotoQueue queue{{.photos = photos, .clock = clock, .random = random},
                     {.on_progress = [] {}, .on_arrived = [this] { ++arrived; }}};
    domain::Photo photo = sample_photo();
};

}  // namespace

TEST_CASE("a photo goes out in pieces, and is known to have arrived") {
    Sending sending(3 * photo_piece_bytes + 5);
    sending.queue.send({sending.photo});
    sending.run();
    CHECK(sending.is_whole());
    CHECK(sending.server.requests == 4);
    CHECK(sending.arrived == 1);
    CHECK(sending.queue.count_waiting() == 0);
    sending.queue.send({sending.photo});  // Until a pull says so, it is still among those to send.
    sending.run();
    CHECK(sending.server.requests == 4);
}

TEST_CASE("a photo goes on where the server says it is, when an answer was lost") {
    Sending sending(3 * photo_piece_bytes);
    sending.server.lose_answer = true;
    sending.queue.send({sending.photo});
    sending.run();
    CHECK(sending.queue.count_waiting() == 1);
    sending.wait();
    CHECK(sending.is_whole());
    CHECK(sending.server.requests == 4);  // One piece was sent for nothing.
}

TEST_CASE("a photo that another life of the page began to send goes on from there") {
    Sending sending(2 * photo_piece_bytes);
    sending.server.photos["/api/v1/photos/p"] = sending.jpeg.substr(0, photo_piece_bytes + 7);
    sending.queue.send({sending.photo});
    sending.run();
    CHECK(sending.is_whole());
    CHECK(sending.server.requests == 2);
}

TEST_CASE("a server that can't be reached, or has enough, is asked again later") {
    for (const int status : {0, 401, 404, 429, 500, 503}) {
        INFO(status);
        Sending sending(10);
        sending.server.next_status = status;
        sending.server.lose_answer = status == 0;
        sending.queue.send({sending.photo});
        sending.run();
        CHECK(sending.queue.count_waiting() == 1);
        CHECK(sending.server.requests == 1);
        CHECK(sending.queue.next_tick_ms() > sending.clock.steady_ms());
        sending.queue.tick();  // Too early.
        sending.run();
        CHECK(sending.server.requests == 1);
        sending.wait();
        CHECK(sending.is_whole());
    }
}

TEST_CASE("a photo that came damaged is sent anew once, then no more") {
    Sending sending(10);
    for (const int requests : {1, 2}) {
        sending.server.next_status = 422;
        sending.server.next_body = R"({"code":"photo_damaged","detail":""})";
        if (requests == 1) sending.queue.send({sending.photo});
        if (requests == 2) sending.wait();
        sending.run();
        CHECK(sending.server.requests == requests);
        CHECK(sending.queue.is_refused(sending.photo.id) == (requests == 2));
    }
}

TEST_CASE("a photo that the server can't read is not sent again, and holds up no other") {
    Sending sending(10);
    sending.server.next_status = 422;
    domain::Photo other = sending.photo;
    other.id = PhotoId::trusted("q");
    sending.keep("q");
    sending.queue.send({sending.photo, other});
    sending.run();
    CHECK(sending.queue.is_refused(sending.photo.id));
    CHECK(sending.queue.count_waiting() == 0);
    CHECK(sending.server.photos["/api/v1/photos/q"] == sending.jpeg);
    CHECK(sending.server.requests == 2);
}

TEST_CASE("two pages that send one photo don't keep each other busy") {
    Sending sending(10);
    sending.server.photos["/api/v1/photos/p"] = std::string(20, 'z');  // More than there is.
    sending.queue.send({sending.photo});
    sending.run();
    CHECK(sending.server.requests == 1);
    CHECK(sending.queue.next_tick_ms() > sending.clock.steady_ms());
}

TEST_CASE("the network's return ends the waiting") {
    Sending sending(10);
    sending.server.lose_answer = true;
    sending.server.next_status = 0;
    sending.queue.send({sending.photo});
    sending.run();
    CHECK(sending.server.requests == 1);
    sending.queue.retry_now();
    sending.run();
    CHECK(sending.arrived == 1);
}

}  // namespace yg::sync
