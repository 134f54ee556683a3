// A loopback socket that sends exactly the bytes it is given, for what no proper client would send.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace yg::server {

class RawClient {
public:
    /// `from` is one of this machine's 16 million loopback addresses.
    explicit RawClient(std::uint16_t port, const char* from = "127.0.0.1")
        : handle_(socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in own{};
        own.sin_family = AF_INET;
        inet_pton(AF_INET, from, &own.sin_addr);
        bind(handle_, reinterpret_cast<const sockaddr*>(&own), sizeof own);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ =
            connect(handle_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        const timeval patience{.tv_sec = 20, .tv_usec = 0};  // A hung server fails, not hangs.
        setsockopt(handle_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    ~RawClient() { close(handle_); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    [[nodiscard]] bool connected() const { return connected_; }

    /// False when the server doesn't take it any more.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t count = ::send(handle_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }
    /// True once the server has closed; false when it hasn't after `patience`, or sent something.
    bool is_over_within(std::chrono::milliseconds patience) {
        pollfd wanted{.fd = handle_, .events = POLLIN, .revents = 0};
        if (poll(&wanted, 1, static_cast<int>(patience.count())) <= 0) return false;
        return !read_more(unread_);
    }
    /// What was received and not asked for yet.
    [[nodiscard]] std::string_view unread() const { return unread_; }
    void send_end() { shutdown(handle_, SHUT_WR); }

    /// Everything until the server closes.
    std::string read_all() {
        std::string all = std::move(unread_);
        unread_.clear();
        while (read_more(all)) {
        }
        return all;
    }

    /// What comes up to `mark` and with it; without it what came when the server closed.
    std::string read_until(std::string_view mark) {
        std::size_t at = 0;
        while ((at = unread_.find(mark)) == std::string::npos) {
            if (!read_more(unread_)) return std::exchange(unread_, "");
        }
        std::string read = unread_.substr(0, at + mark.size());
        unread_.erase(0, read.size());
        return read;
    }

    /// One answer: header and as much body as its Content-Length says (none for `head_only`).
    std::string read_answer(bool head_only = false) {
        std::string& bytes = unread_;
        std::size_t end = 0;
        while ((end = bytes.find("\r\n\r\n")) == std::string::npos) {
            if (!read_more(bytes)) return std::move(bytes);
        }
        end += 4;
        if (!head_only) {
            const std::size_t length = bytes.find("Content-Length: ");
            if (length < end) end += std::strtoul(bytes.c_str() + length + 16, nullptr, 10);
        }
        while (bytes.size() < end && read_more(bytes)) {
        }
        std::string answer = bytes.substr(0, end);
        bytes.erase(0, end);
        return answer;
    }

    std::string ask(std::string_view bytes) {
        send(bytes);
        return read_answer();
    }

private:
    bool read_more(std::string& into) {
        std::array<char, 4096> buffer;
        const ssize_t count = recv(handle_, buffer.data(), buffer.size(), 0);
        if (count <= 0) return false;
        into.append(buffer.data(), static_cast<std::size_t>(count));
        return true;
    }

    int handle_;
    bool connected_ = false;
    std::string unread_;
};

}  // namespace yg::server
