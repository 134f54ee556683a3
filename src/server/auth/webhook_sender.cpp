#include "server/auth/webhook_sender.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/text.hpp"

namespace yg::server {

void WebhookSender::send(CodeMessage message, std::function<void(Sending)> done) {
    // Both are digits: nothing in them needs escaping.
    poster_->post("{\"phone\":\"" + message.phone + "\",\"code\":\"" + message.code + "\"}",
                  [done = std::move(done)](Posting posting) {
                      done(posting == Posting::taken     ? Sending::sent
                           : posting == Posting::refused ? Sending::not_sent
                                                         : Sending::unknown);
                  });
}

Result<std::string> read_bearer_token(const std::string& path) {
    constexpr off_t bytes_max = 4096;
    const auto fault = [&path](std::string_view what) {
        return Error{ErrorKind::invalid_input, "The token file " + path + " " + std::string(what)};
    };
    struct stat facts{};
    std::ifstream file(path, std::ios::binary);
    if (!file || stat(path.c_str(), &facts) != 0) return fault("can't be read.");
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return fault("may be read by others on this machine. Run chmod 600 on it.");
    }
    if (facts.st_size > bytes_max) return fault("is too long for a token.");
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    std::string token(trim(text));
    const bool fits = !token.empty() && std::all_of(token.begin(), token.end(),
                                                    [](char c) { return c > ' ' && c < 0x7F; });
    if (!fits) return fault("holds no token: one line of ASCII without spaces.");
    return token;
}

}  // namespace yg::server
