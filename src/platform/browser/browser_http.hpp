// Requests through the browser's fetch, to the page's own origin.
#pragma once

#include "platform/http.hpp"

namespace yg::platform {

class BrowserHttp : public Http {
public:
    void send(HttpRequest request, std::function<void(HttpReply)> done) override;
};

}  // namespace yg::platform
