// Somebody whose concern names photos, and who sends them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "codec/photo_answer.hpp"
#include "server/auth/secrets.hpp"
#include "server/test_jpeg.hpp"
#include "server/test_server.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::server {

class PhotoSender {
public:
    /// Raises a concern with a photo of each of `pictures`.
    explicit PhotoSender(TestServer& server,
                         const std::vector<std::string>& pictures = {make_jpeg()},
                         const std::string& account = "p1")
        : server_(server), cookie(server.sign_in(account)) {
        auto raised = server.concern();
        concern = raised.id;
        for (const std::string& picture : pictures) {
            raised.photos.push_back({.id = server.new_id<PhotoId>(),
                                     .sha256 = sha256_hex(picture),
                                     .bytes = static_cast<int>(picture.size())});
            photos.push_back(raised.photos.back().id);
        }
        const auto answer = push_answer(server.push({.client_id = server.new_client(),
                                                     .settled_n = 0,
                                                     .commands = {server.command(1, raised)}},
                                                    cookie));
        REQUIRE(answer.outcomes.at(0).refusal == domain::Refusal::none);
    }

    [[nodiscard]] std::string path(std::size_t n = 0) const {
        return "/api/v1/photos/" + photos.at(n).text();
    }
    Response send(std::string_view bytes, std::int64_t from = 0, std::size_t n = 0) {
        return post(path(n) + "?from=" + std::to_string(from), bytes);
    }
    Response post(const std::string& to, std::string_view bytes) {
        return server_.post(to, std::string(bytes), cookie, [](Request& request) {
            request.content_type = "application/octet-stream";
        });
    }
    /// In pieces of `size` bytes.
    Response send_all(std::string_view bytes, std::size_t size = 1000, std::size_t n = 0) {
        Response last;
        for (std::size_t at = 0; at < bytes.size(); at += size) {
            last = send(bytes.substr(at, size), static_cast<std::int64_t>(at), n);
            if (last.status != 200) break;
        }
        return last;
    }
    Response received(std::size_t n = 0) { return server_.get(path(n) + "/received", cookie); }
    Response see(const std::string& query = "", std::size_t n = 0) {
        return server_.get(path(n) + query, cookie);
    }

private:
    TestServer& server_;

public:
    std::string cookie;
    ConcernId concern;
    std::vector<PhotoId> photos;
};

inline codec::PhotoAnswer photo_answer(const Response& response) {
    INFO(response.body);
    const auto answer = codec::decode_photo_answer(response.content());
    REQUIRE(answer.ok());
    return answer.value();
}

}  // namespace yg::server
