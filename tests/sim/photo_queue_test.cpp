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
            return {std::exchange(next_status, 0), std::exchange(next_body, "{}"), retry_after_s};
        if (const auto answer = always.find(path.substr(0, path.find('?')));
            answer != always.end()) {
            return answer->second;
        }
        std::string& stored = photos[path.substr(0, path.find('?'))];
        const auto from = static_cast<std::size_t>(std::stoi(path.substr(path.find('=') + 1)));
        const bool fits = from == stored.size();
        if (fits) stored += body;
        if (std::exchange(lose_answer, false)) return {};
        return {fits ? 200 : 409,
                codec::encode(codec::PhotoAnswer{.received = static_cast<int>(stored.size()),
                                                 .done = stored.size() == whole})};
    }

    std::map<std::string, std::string> photos;          ///< By path.
    std::map<std::string, platform::HttpReply> always;  ///< By path: what it is answered.
    int retry_after_s = 0;                              ///< With `next_status`.
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
    /// Another photo, of the same bytes.
    domain::Photo another(const std::string& id) {
        keep(id);
        domain::Photo other = photo;
        other.id = PhotoId::trusted(id);
        return other;
    }
    bool has(const std::string& id) { return server.photos["/api/v1/photos/" + id] == jpeg; }
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
    int unknown = 0;
    PhotoQueue queue{{.photos = photos, .clock = clock, .random = random},
                     {.on_progress = [] {},
                      .on_arrived = [this] { ++arrived; },
                      .on_unknown = [this] { ++unknown; }}};
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

TEST_CASE("a photo that the server knows nothing of holds up no other, and is tried again") {
    Sending sending(10);
    const std::string path = "/api/v1/photos/p";
    sending.server.always[path] = {404, R"({"code":"photo_unknown","detail":""})"};
    sending.queue.send({sending.photo, sending.another("q"), sending.another("r")});
    sending.run();
    CHECK(sending.has("q"));
    CHECK(sending.has("r"));
    CHECK(sending.server.requests == 3);
    CHECK(sending.unknown == 1);
    CHECK(sending.queue.is_unknown(sending.photo.id));
    CHECK_FALSE(sending.queue.is_unknown(PhotoId::trusted("q")));
    CHECK(sending.queue.count_waiting() == 1);
    sending.server.always.clear();  // Its concern came back.
    sending.wait();
    CHECK(sending.is_whole());
    CHECK_FALSE(sending.queue.is_unknown(sending.photo.id));
    CHECK(sending.queue.count_waiting() == 0);
}

TEST_CASE("a photo that stays unknown is asked for ever more seldom, and waited for no longer") {
    Sending sending(10);
    sending.server.always["/api/v1/photos/p"] = {404, R"({"code":"photo_unknown","detail":""})"};
    sending.queue.send({sending.photo});
    sending.run();
    CHECK(sending.queue.count_waiting() == 1);
    for (int minute = 0; minute < 24 * 60; ++minute) {
        sending.clock.advance(minute_ms);
        sending.queue.tick();
        sending.run();
    }
    CHECK(sending.server.requests > 20);  // It may come back.
    CHECK(sending.server.requests < 60);
    CHECK(sending.queue.is_unknown(sending.photo.id));
    CHECK(sending.queue.count_waiting() == 0);
}

TEST_CASE("a photo that is refused in a way of its own holds up no other") {
    for (const int status : {400, 403, 405, 409}) {
        INFO(status);
        Sending sending(10);
        sending.server.always["/api/v1/photos/p"] = {
            status, status == 409 ? R"({"received":10,"done":false})" : "{}"};
        sending.queue.send({sending.photo, sending.another("q")});
        sending.run();
        CHECK(sending.has("q"));
        CHECK(sending.server.requests == 2);
        CHECK(sending.queue.count_waiting() == 1);
        CHECK(sending.queue.next_tick_ms() > sending.clock.steady_ms());
    }
}

TEST_CASE("a photo that fails each time doesn't keep the network from the others") {
    for (const int status : {0, 500, 503}) {
        INFO(status);
        Sending sending(10);
        sending.server.always["/api/v1/photos/p"] = {status, ""};
        sending.queue.send({sending.photo, sending.another("q"), sending.another("r")});
        sending.run();
        CHECK(sending.server.requests == 1);  // It may be the server's state, or the network's.
        sending.wait();
        CHECK(sending.has("q"));
        CHECK(sending.has("r"));
        CHECK(sending.queue.count_waiting() == 1);
    }
}

TEST_CASE("the server's limit of a day is waited for, and asked about once an hour at most") {
    Sending sending(10);
    for (const char* id : {"p", "q", "r"}) {
        sending.server.always[std::string("/api/v1/photos/") + id] = {
            429, R"({"code":"photos_enough_today","detail":""})", 10 * 3600};
    }
    sending.queue.send({sending.photo, sending.another("q"), sending.another("r")});
    sending.run();
    CHECK(sending.server.requests == 1);
    CHECK(sending.queue.waits_for_tomorrow(sending.photo));
    CHECK(sending.queue.count_waiting() == 3);
    sending.queue.retry_now();  // The network's return is no reason to ask.
    sending.run();
    CHECK(sending.server.requests == 1);
    for (int minute = 0; minute < 10 * 60; ++minute) {
        sending.clock.advance(minute_ms);
        sending.queue.tick();
        sending.run();
    }
    CHECK(sending.server.requests > 5);
    CHECK(sending.server.requests <= 11);
    sending.server.always.clear();  // Another day.
    sending.clock.advance(hour_ms);
    sending.queue.tick();
    sending.run();
    CHECK(sending.arrived == 3);
    CHECK_FALSE(sending.queue.waits_for_tomorrow(sending.photo));
}

TEST_CASE("a photo that was begun goes on after the limit of a day") {
    Sending sending(2 * photo_piece_bytes);
    // Another life of the page began it: this one learns so from the server.
    sending.server.photos["/api/v1/photos/q"] = sending.jpeg.substr(0, photo_piece_bytes);
    const domain::Photo begun = sending.another("q");
    sending.queue.send({begun});
    sending.server.lose_answer = false;
    sending.server.always["/api/v1/photos/p"] = {
        429, R"({"code":"photos_enough_today","detail":""})", 10 * 3600};
    sending.queue.send({sending.photo, begun});
    sending.run();
    CHECK(sending.has("q"));
    CHECK(sending.queue.waits_for_tomorrow(sending.photo));
}

TEST_CASE("photos that wait for others to arrive go out when one did") {
    Sending sending(2 * photo_piece_bytes);
    sending.server.next_status = 429;
    sending.server.next_body = R"({"code":"photos_unfinished","detail":""})";
    sending.server.retry_after_s = 600;
    sending.queue.send({sending.photo, sending.another("q")});
    sending.run();
    CHECK(sending.has("q"));
    CHECK(sending.is_whole());
    CHECK(sending.arrived == 2);
    CHECK(sending.server.requests == 5);
}

TEST_CASE("what was said to one person of photos doesn't hold for the next one on this device") {
    Sending sending(10);
    sending.server.next_status = 429;
    sending.server.next_body = R"({"code":"photos_enough_today","detail":""})";
    sending.server.retry_after_s = 3600;
    sending.queue.send({sending.photo});
    sending.run();
    sending.queue.send({});
    sending.queue.send({sending.another("q")});
    sending.run();
    CHECK(sending.has("q"));
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
