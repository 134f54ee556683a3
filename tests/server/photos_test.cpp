// Photos on their way from their reporter's phone, and who gets to see them.
#include <filesystem>
#include <set>
#include <thread>

#include "server/photo_sender.hpp"
#include "server/photos/photo_rows.hpp"
#include "server/portal.hpp"
#include "store/photo_store.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

namespace yg::server {
namespace {

namespace fs = std::filesystem;
using codec::PhotoAnswer;

std::size_t files_in(const std::string& folder) {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(folder)) count += entry.is_regular_file();
    return count;
}
std::size_t kept(const TestServer& server) {
    return files_in(server.photos->folder());
}
std::size_t incoming(const TestServer& server) {
    return files_in(incoming_photos_path(server.photos->folder()));
}

TEST_CASE("A photo comes in pieces, and its reporter's phones learn that it arrived") {
    TestServer server;
    const std::string picture = make_jpeg();
    PhotoSender sender(server, {picture});
    const Response stream = server.get("/api/v1/poke", sender.cookie);
    REQUIRE(stream.stream != nullptr);
    (void)stream.stream->take();
    const int size = static_cast<int>(picture.size());
    CHECK(photo_answer(sender.received()) == PhotoAnswer{0, false});
    CHECK(photo_answer(sender.send(picture.substr(0, 1000))) == PhotoAnswer{1000, false});
    CHECK(photo_answer(sender.received()) == PhotoAnswer{1000, false});
    CHECK(sender.see().status == 404);
    server.now += 5;
    const Response last = sender.send(picture.substr(1000), 1000);
    CHECK(last.status == 200);
    CHECK(photo_answer(last) == PhotoAnswer{size, true});
    CHECK(photo_answer(sender.received()) == PhotoAnswer{size, true});
    CHECK(incoming(server) == 0);
    CHECK(kept(server) == 2);

    CHECK(stream.stream->take().value_or("").find("user:p1") != std::string::npos);
    const auto rows = server.pull_all(server.new_client(), sender.cookie);
    const std::string key = "user:p1 photo " + sender.photos[0].text();
    REQUIRE(rows.contains(key));
    CHECK(rows.at(key).data.find("\"arrived_at\":" + std::to_string(server.now)) !=
          std::string::npos);
}

TEST_CASE("An arrived photo is served as a picture and nothing else") {
    TestServer server;
    const std::string picture = make_jpeg({.exif = "Exif with GPS"});
    PhotoSender sender(server, {picture});
    REQUIRE(sender.send_all(picture).status == 200);
    for (const char* query : {"", "?small=1"}) {
        const Response response = sender.see(query);
        REQUIRE(response.status == 200);
        CHECK(response.header("Content-Type") == "image/jpeg");
        CHECK(response.header("X-Content-Type-Options") == "nosniff");
        CHECK(response.header("Cache-Control") == "private, max-age=31536000, immutable");
        CHECK(response.header("Content-Security-Policy") == "default-src 'none'; sandbox");
        CHECK(response.header("Cross-Origin-Resource-Policy") == "same-origin");
        CHECK(read_jpeg(response.content()).width == (*query == '\0' ? 400 : 360));
        CHECK(response.content().find("GPS") == std::string_view::npos);
    }
}

TEST_CASE("The whole portal leaves a picture's own headers as they are, each once") {
    TestServer server;
    PhotoSender sender(server);
    REQUIRE(sender.send_all(make_jpeg()).status == 200);
    const StaticFiles files = StaticFiles::from_memory({{"index.html", "page"}});
    Request request;
    request.path = sender.path();
    request.host = "127.0.0.1:8080";
    request.peer = "127.0.0.1";
    request.cookie = sender.cookie;
    Response answer;
    portal_handler(server.parts(files), {})(
        request, [&](Response response) { answer = std::move(response); });
    CHECK(answer.status == 200);
    std::multiset<std::string> names;
    for (const Header& header : answer.headers) names.insert(header.name);
    for (const char* name : {"Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy",
                             "Cross-Origin-Resource-Policy"}) {
        CHECK(names.count(name) == 1);
    }
    CHECK(answer.header("Content-Security-Policy") == "default-src 'none'; sandbox");
}

TEST_CASE("A piece that doesn't begin where the last one ended changes nothing") {
    TestServer server;
    const std::string picture = make_jpeg();
    PhotoSender sender(server, {picture});
    const Response early = sender.send(picture.substr(500, 500), 500);
    CHECK(early.status == 409);
    CHECK(photo_answer(early) == PhotoAnswer{0, false});
    REQUIRE(sender.send(picture.substr(0, 1000)).status == 200);
    for (const std::int64_t from : {0, 999, 1001, 100000}) {
        const Response wrong = sender.send("xxxx", from);
        CHECK(wrong.status == 409);
        CHECK(photo_answer(wrong) == PhotoAnswer{1000, false});
    }
    CHECK(sender.send(picture.substr(1000), 1000).status == 200);
    CHECK(sender.see().status == 200);
}

TEST_CASE("A photo goes on where it stopped after the server started again") {
    TestServer server;
    const std::string picture = make_jpeg();
    PhotoSender sender(server, {picture});
    REQUIRE(sender.send(picture.substr(0, 1000)).status == 200);
    server.restart();
    CHECK(photo_answer(sender.received()) == PhotoAnswer{1000, false});
    REQUIRE(sender.send(picture.substr(1000), 1000).status == 200);
    server.restart();
    CHECK(photo_answer(sender.received()).done);
    CHECK(sender.see().status == 200);
}

TEST_CASE("A photo of which all came before the server stopped is kept when it is asked about") {
    TestServer server;
    const std::string picture = make_jpeg();
    PhotoSender sender(server, {picture});
    const int size = static_cast<int>(picture.size());
    SECTION("the writer was busy") {
        REQUIRE(sender.send(picture.substr(0, 1000)).status == 200);
        server.writer->full = true;
        CHECK(sender.send(picture.substr(1000), 1000).status == 503);
    }
    SECTION("the process was killed") {
        const auto taken = server.photos->take(sender.photos[0], 0, picture, size);
        REQUIRE(taken.value().received == size);
    }
    server.restart();
    CHECK(photo_answer(sender.received()) == PhotoAnswer{size, false});
    CHECK(photo_answer(sender.send("", size)) == PhotoAnswer{size, true});
    CHECK(sender.see().status == 200);
}

TEST_CASE("A request whose answer was lost may be sent again, also the last one") {
    TestServer server;
    const std::string picture = make_jpeg();
    PhotoSender sender(server, {picture});
    REQUIRE(sender.send_all(picture).status == 200);
    const std::string before = server.dump();
    const Response again = sender.send(picture.substr(1000), 1000);
    CHECK(again.status == 200);
    CHECK(photo_answer(again) == PhotoAnswer{static_cast<int>(picture.size()), true});
    CHECK(photo_answer(sender.send(picture.substr(0, 1000))).done);
    CHECK(server.dump() == before);
    CHECK(kept(server) == 2);
    CHECK(incoming(server) == 0);
}

TEST_CASE("Of two arrivals of one photo the first counts, and of none that is gone any") {
    TestServer server;
    PhotoSender sender(server);
    const auto arrive = [&](char name) {
        return note_arrival(*server.database, server.town,
                            {.photo = sender.photos[0],
                             .file = std::string(64, name) + ".jpg",
                             .width = 1,
                             .height = 1,
                             .bytes = 1},
                            ++server.now);
    };
    CHECK(arrive('a').value().contains("user:p1"));
    const std::string before = server.dump();
    CHECK(arrive('b').value().empty());
    CHECK(server.dump() == before);
    REQUIRE(store::remove_photo_and_file(*server.database, server.town, sender.photos[0]).ok());
    CHECK(arrive('c').error().kind == ErrorKind::not_found);
    CHECK(server.count("photo_file") == 0);
}

TEST_CASE("When the rows can't be written nothing is lost, and the photo arrives later") {
    TestServer server;
    const std::string picture = make_jpeg();
    PhotoSender sender(server, {picture});
    const int size = static_cast<int>(picture.size());
    REQUIRE(server.database
                ->run_script("CREATE TRIGGER late BEFORE INSERT ON photo_file BEGIN "
                             "SELECT RAISE(FAIL, 'not now'); END")
                .ok());
    CHECK(sender.send_all(picture).status == 503);
    CHECK(photo_answer(sender.received()) == PhotoAnswer{size, false});
    CHECK(sender.see().status == 404);
    REQUIRE(server.database->run_script("DROP TRIGGER late").ok());
    CHECK(photo_answer(sender.send("", size)).done);
    CHECK(sender.see().status == 200);
}

TEST_CASE("Bytes that are not the announced ones are refused, and the phone begins anew") {
    TestServer server;
    const std::string picture = make_jpeg();
    PhotoSender sender(server, {picture});
    std::string other = picture;
    other[other.size() / 2] = static_cast<char>(other[other.size() / 2] ^ 1);
    const Response refused = sender.send_all(other);
    CHECK(refused.status == 422);
    CHECK(code_of(refused) == "photo_damaged");
    CHECK(photo_answer(sender.received()) == PhotoAnswer{0, false});
    CHECK(kept(server) == 0);
    CHECK(incoming(server) == 0);
    CHECK(sender.send_all(picture).status == 200);
    CHECK(sender.see().status == 200);
}

TEST_CASE("What can't be read as a picture is refused and kept nowhere") {
    TestServer server;
    const std::string good = make_jpeg();
    const std::string bytes = GENERATE_COPY(
        std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16), std::string("GIF89a\1\0\1\0\0\0\0;", 14),
        std::string("<!doctype html><script>alert(1)</script>"), good.substr(0, good.size() / 2),
        with_size(make_jpeg({.width = 16, .height = 16}), 65000, 65000));
    PhotoSender sender(server, {bytes});
    const Response refused = sender.send_all(bytes);
    CHECK(refused.status == 422);
    CHECK(code_of(refused) == "photo_unreadable");
    CHECK(sender.see().status == 404);
    CHECK(photo_answer(sender.received()) == PhotoAnswer{0, false});
    CHECK(kept(server) == 0);
    CHECK(incoming(server) == 0);
    CHECK(server.metrics->text().find("portal_photos_total{outcome=\"refused\"} 1\n") !=
          std::string::npos);
}

TEST_CASE("No more bytes are taken than the concern announced") {
    TestServer server;
    const std::string picture = make_jpeg();
    PhotoSender sender(server, {picture});
    CHECK(sender.send(picture + "x").status == 413);
    REQUIRE(sender.send(picture.substr(0, 1000)).status == 200);
    CHECK(sender.send(picture.substr(1000) + "x", 1000).status == 413);
    CHECK(photo_answer(sender.received()) == PhotoAnswer{1000, false});
    CHECK(sender.send(std::string(codec::photo_piece_bytes + 1, 'x'), 1000).status == 413);
    CHECK(sender.send(picture.substr(1000), 1000).status == 200);
}

TEST_CASE("A photo is its reporter's alone: nobody else learns even that it is") {
    TestServer server;
    const std::string picture = make_jpeg();
    PhotoSender sender(server, {picture, picture});
    REQUIRE(sender.send_all(picture).status == 200);
    const std::string before = server.dump();
    for (const char* account : {"p2", "w1", "s1"}) {
        const std::string cookie = server.sign_in(account);
        for (const std::size_t n : {0u, 1u}) {
            for (const std::string& path :
                 {sender.path(n), sender.path(n) + "?small=1", sender.path(n) + "/received"}) {
                const Response other = server.get(path, cookie);
                const Response none = server.get("/api/v1/photos/none", cookie);
                CHECK(other.status == 404);
                CHECK(other.body == none.body);
            }
            const Response sent = server.post(
                sender.path(n) + "?from=0", "x", cookie,
                [](Request& request) { request.content_type = "application/octet-stream"; });
            CHECK(sent.status == 404);
            CHECK(code_of(sent) == "photo_unknown");
        }
    }
    CHECK(incoming(server) == 0);
    CHECK(kept(server) == 2);
}

TEST_CASE("Who isn't signed in neither sends nor sees a photo") {
    TestServer server;
    const std::string picture = make_jpeg();
    PhotoSender sender(server, {picture});
    REQUIRE(sender.send_all(picture).status == 200);
    sender.cookie = "";
    for (const Response& response :
         {sender.see(), sender.received(), sender.send(picture), sender.see("?small=1")}) {
        CHECK(response.status == 401);
        CHECK(code_of(response) == "not_signed_in");
    }
}

TEST_CASE("A photo is sent by the portal's own page, as bytes, from a number") {
    TestServer server;
    PhotoSender sender(server);
    const auto with = [&](const std::function<void(Request&)>& change) {
        return server.post(sender.path() + "?from=0", "x", sender.cookie, [&](Request& request) {
            request.content_type = "application/octet-stream";
            change(request);
        });
    };
    CHECK(with([](Request& request) { request.origin = "http://elsewhere"; }).status == 403);
    CHECK(with([](Request& request) { request.origin = ""; }).status == 403);
    CHECK(with([](Request& request) { request.content_type = "image/jpeg"; }).status == 415);
    for (const char* query : {"", "from=", "from=-1", "from=x", "from=1x", "from=0&more=1",
                              "small=1", "from=99999999999999999999"}) {
        INFO(query);
        CHECK(with([&](Request& request) { request.query = query; }).status == 400);
    }
    CHECK(with([](Request&) {}).status == 200);
}

TEST_CASE("An id that is a path leads nowhere") {
    TestServer server;
    PhotoSender sender(server);
    const std::string before = server.dump();
    for (const char* id : {"..", ".", "../secret", "..%2f..%2fsecret", "%2e%2e", "incoming", "",
                           "a/b/received", "A", "a.jpg", "\xE4\xB8\xAD"}) {
        INFO(id);
        const std::string path = std::string("/api/v1/photos/") + id;
        CHECK(server.get(path, sender.cookie).status == 404);
        CHECK(server.get(path + "/received", sender.cookie).status == 404);
        CHECK(sender.post(path + "?from=0", "x").status == 404);
    }
    CHECK(server.dump() == before);
    CHECK(incoming(server) == 0);
}

TEST_CASE("A concern's six photos pass at once, and then a photo's traffic has its limit") {
    TestServer server(true, RateLimits{});
    const std::vector<std::string> pictures(6, make_jpeg());
    PhotoSender sender(server, pictures);
    int requests = 0;
    for (std::size_t n = 0; n < pictures.size(); ++n) {
        const std::string& picture = pictures[n];
        REQUIRE(sender.received(n).status == 200);
        REQUIRE(sender.send_all(picture, picture.size() / 6 + 1, n).status == 200);
        requests += 7;
    }
    const double burst = RateLimits{}.by_account.photo.burst;
    for (; requests < burst; ++requests) REQUIRE(sender.see().status == 200);
    const Response refused = sender.see();
    CHECK(refused.status == 429);
    CHECK(refused.header("Retry-After") == "2");
    CHECK(server.get("/api/v1/session", sender.cookie).status == 200);
    server.now += minute_ms;
    CHECK(sender.see().status == 200);
}

TEST_CASE("Photos are counted") {
    TestServer server;
    PhotoSender sender(server);
    REQUIRE(sender.send_all(make_jpeg()).status == 200);
    const auto bytes = sender.see().content().size();
    const std::string text = server.metrics->text();
    CHECK_THAT(text,
               Catch::Matchers::ContainsSubstring("portal_photos_total{outcome=\"arrived\"} 1"));
    CHECK_THAT(text, Catch::Matchers::ContainsSubstring("portal_photo_bytes_total " +
                                                        std::to_string(bytes) + "\n"));
}

TEST_CASE("Names of pictures can't be guessed, and only their owner reads the files") {
    TestServer server;
    PhotoSender sender(server);
    REQUIRE(sender.send_all(make_jpeg()).status == 200);
    for (const auto& entry : fs::directory_iterator(server.photos->folder())) {
        if (!entry.is_regular_file()) continue;
        const std::string file = entry.path().filename().string();
        CHECK(file.size() >= 64);
        CHECK(file.find(sender.photos[0].text()) == std::string::npos);
        CHECK(entry.status().permissions() == fs::perms(0600));
    }
}

TEST_CASE("A name that is no picture's is none") {
    const std::string token(64, 'a');
    CHECK(is_photo_file_name(token + ".jpg"));
    CHECK(photo_name_of(token + ".jpg") == token + ".jpg");
    CHECK(photo_name_of(token + ".small.jpg") == token + ".jpg");
    for (const std::string& bad :
         {std::string(), std::string("incoming"), token, token + ".png", "a" + token + ".jpg",
          token.substr(1) + ".jpg", "../" + token.substr(3) + ".jpg", std::string(".small.jpg"),
          token + ".small.small.jpg"}) {
        INFO(bad);
        CHECK_FALSE(is_photo_file_name(bad));
        CHECK(photo_name_of(bad).empty());
    }
}

TEST_CASE("Two threads that send the same photo can't mix it up") {
    TestServer server;
    const PhotoId id = server.new_id<PhotoId>();
    std::string whole(200'000, '\0');
    server.random.fill({reinterpret_cast<std::uint8_t*>(whole.data()), whole.size()});
    const auto size = static_cast<std::int64_t>(whole.size());
    const auto send = [&] {
        for (std::int64_t at = server.photos->received(id).value(); at < size;) {
            const auto from = static_cast<std::size_t>(at);
            const auto taken = server.photos->take(
                id, at, std::string_view(whole).substr(from, 97 + from % 5000), size);
            if (!taken.ok()) return;
            at = taken.value().received;
        }
    };
    {
        const std::jthread one(send);
        const std::jthread two(send);
    }
    CHECK(server.photos->read_received(id).value() == whole);
}

}  // namespace
}  // namespace yg::server
