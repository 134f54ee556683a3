// Hands one-time codes to a message service of the town's: POST {"phone", "code"} to its address.
#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "server/auth/code_sender.hpp"
#include "server/http/json_poster.hpp"

namespace yg::server {

class WebhookSender final : public CodeSender {
public:
    explicit WebhookSender(std::unique_ptr<JsonPoster> poster) : poster_(std::move(poster)) {}
    void send(CodeMessage message, std::function<void(Sending)> done) override;
    void close() override { poster_->close(); }

private:
    std::unique_ptr<JsonPoster> poster_;
};

/// The token in a file that only its owner may read, without the white space around it. Errors are
/// sentences for the operator.
Result<std::string> read_bearer_token(const std::string& path);

}  // namespace yg::server
