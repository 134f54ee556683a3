#include "platform/browser/browser_http.hpp"

#include <emscripten/emscripten.h>

#include "platform/browser/page_listener.hpp"
#include "platform/browser/pending_calls.hpp"

// web/library_http.js
extern "C" void yg_http_send(int call, const char* path, const char* body, int body_bytes,
                             int timeout_ms);

namespace yg::platform {
namespace {

PendingCalls<HttpReply> requests;

}  // namespace

void BrowserHttp::send(HttpRequest request, std::function<void(HttpReply)> done) {
    const int call = requests.add(std::move(done));
    yg_http_send(call, request.path.c_str(), request.body.data(),
                 static_cast<int>(request.body.size()), request.timeout_ms);
}

extern "C" EMSCRIPTEN_KEEPALIVE void yg_http_answer(int call, int status, const char* body,
                                                    int body_bytes, int retry_after_s) {
    requests.answer(call, {.status = status,
                           .body = std::string(body, static_cast<std::size_t>(body_bytes)),
                           .retry_after_s = retry_after_s});
}

}  // namespace yg::platform
