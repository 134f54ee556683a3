// A browser that signs in at the test server with telephone number and code.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "domain/person/consent.hpp"
#include "server/test_server.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::server {

/// A browser that signs in, with its cookie.
class SignInBrowser {
public:
    explicit SignInBrowser(TestServer& server, std::string peer = "127.0.0.1")
        : server_(server), peer_(std::move(peer)) {}

    Response start(const std::string& phone) {
        const Response response =
            post("/api/v1/sign_in/start", codec::encode(codec::StartSignInRequest{phone}));
        if (response.status == 200) {
            request = codec::decode_start_sign_in_answer(response.content()).value().request;
        }
        return response;
    }
    Response finish(const std::string& code, const std::string& totp = "") {
        const Response response =
            post("/api/v1/sign_in/finish",
                 codec::encode(codec::FinishSignInRequest{request, code, totp, consent}));
        const std::string set(response.header("Set-Cookie"));
        if (!set.empty()) cookie = set.substr(0, set.find(';'));
        return response;
    }
    /// The number gets a code, which is the right one.
    Response sign_in(const std::string& phone) {
        REQUIRE(start(phone).status == 200);
        return finish(server_.sender.sent.back().code);
    }
    std::optional<domain::Person> person() {
        const Response response = server_.get("/api/v1/session", cookie);
        return codec::decode_session_answer(response.content()).value().person;
    }
    Response post(const std::string& path, const std::string& body) {
        return server_.post(path, body, cookie, [this](Request& one) { one.peer = peer_; });
    }

    std::string request;
    std::string cookie;
    int consent = domain::personal_data_text().version;  ///< What its person agreed to.

private:
    TestServer& server_;
    std::string peer_;
};

inline codec::SignInRefusedAnswer refused(const Response& response) {
    INFO(response.body);
    CHECK(response.header("Set-Cookie").empty());
    const auto answer = codec::decode_sign_in_refused_answer(response.content());
    REQUIRE(answer.ok());
    return answer.value();
}

inline domain::Refusal refusal_of(const Response& response) {
    return refused(response).refusal;
}

inline std::string another_code(const std::string& code) {
    std::string other = code;
    other[0] = code[0] == '9' ? '0' : static_cast<char>(code[0] + 1);
    return other;
}

}  // namespace yg::server
