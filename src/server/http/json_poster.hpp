// Posts JSON to one address of another server: https with its certificate checked, plain http only
// to this machine. Must not know what is posted.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace yg::server {

struct WebAddress {
    bool secure = true;
    std::string host;  ///< A name or an address, without brackets.
    std::string port;
    std::string target;  ///< Path and query, at least "/".

    bool operator==(const WebAddress&) const = default;
};

/// What became of what was posted.
enum class Posting : std::uint8_t {
    taken,    ///< The answer was 2xx.
    refused,  ///< Certainly not taken: nothing was sent, or the answer was 4xx.
    unknown,  ///< It went, and no answer says what became of it.
};

/// invalid_input with a sentence: no http or https address, a user or fragment in it, or plain http
/// to another machine.
Result<WebAddress> parse_web_address(std::string_view text);

class JsonPoster {
public:
    struct Options {
        WebAddress to;
        std::string bearer_token;
        std::chrono::milliseconds timeout{10'000};  ///< From the name's look-up to the answer.
        std::size_t in_flight = 64;                 ///< More at once fail.
    };

    /// Starts a thread of its own. unavailable: the machine's trusted certificates can't be read.
    static Result<std::unique_ptr<JsonPoster>> start(Options options);
    ~JsonPoster();

    /// From any thread, without waiting. Calls `done` exactly once.
    void post(std::string json, std::function<void(Posting)> done);

    /// What is under way has failed, and so does whatever comes. Returns when nothing calls any
    /// more.
    void close();

private:
    struct Core;
    explicit JsonPoster(std::unique_ptr<Core> core);
    std::unique_ptr<Core> core_;
};

}  // namespace yg::server
