#include "server/api/answers.hpp"

#include <utility>

#include "codec/protocol.hpp"

namespace yg::server {

Response json_response(int status, std::string body) {
    return {.status = status,
            .headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}},
            .body = std::move(body),
            .shared_body = nullptr};
}

Response refuse(int status, std::string code, std::string detail) {
    return json_response(status,
                         codec::encode(codec::ErrorAnswer{std::move(code), std::move(detail)}));
}

Response refuse_body(const Error& error) {
    if (error.kind == ErrorKind::conflict) {
        return refuse(409, std::string(codec::reload_needed), error.detail);
    }
    return error.kind == ErrorKind::too_large ? refuse(413, "too_large", error.detail)
                                              : refuse(400, "malformed", error.detail);
}

}  // namespace yg::server
