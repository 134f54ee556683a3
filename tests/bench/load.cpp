// Asks a server as many connections at once would, each with one request under way: what the
// benchmarks of the server measure with. One thread and no JSON, so that it isn't what they
// measure. Usage: bench_load PORT CONNECTIONS SECONDS push COOKIES_FILE     each a submit_concern,
// numbered on
//        bench_load PORT CONNECTIONS SECONDS same BODY_FILE COOKIE PATH
// COOKIES_FILE has a line a connection. Prints "requests, seconds, median ms, p99 ms, own CPU
// seconds" and fails when any answer isn't 200 with what was asked for.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "codec/protocol.hpp"

namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(const std::string& what) {
    std::fprintf(stderr, "bench_load: %s\n", what.c_str());
    std::exit(1);
}

double seconds_between(Clock::time_point from, Clock::time_point to) {
    return std::chrono::duration<double>(to - from).count();
}

std::string read_file(const char* path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) fail(std::string("can't read ") + path);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// RFC 9562.
std::string make_uuid_v7() {
    static std::mt19937_64 random{std::random_device{}()};
    const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count();
    const std::uint64_t a = random();
    const std::uint64_t b = random();
    std::array<char, 37> text{};
    std::snprintf(text.data(), text.size(), "%08llx-%04llx-7%03llx-%04llx-%012llx",
                  static_cast<unsigned long long>(now >> 16) & 0xffffffffull,
                  static_cast<unsigned long long>(now) & 0xffffull,
                  static_cast<unsigned long long>(a & 0xfff),
                  static_cast<unsigned long long>(0x8000 | ((a >> 12) & 0x3fff)),
                  static_cast<unsigned long long>(b & 0xffffffffffffull));
    return text.data();
}

/// What the requests of all connections have in common.
struct Plan {
    int port = 0;
    bool pushes = false;
    std::string path;
    std::string body;  ///< Of requests that are all the same.
};

class Connection {
public:
    Connection(const Plan& plan, std::string cookie)
        : plan_(plan), cookie_(std::move(cookie)), client_(make_uuid_v7()) {
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(plan.port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
            fail("nobody listens on port " + std::to_string(plan.port));
        }
        const int yes = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection() { ::close(socket_); }

    [[nodiscard]] int socket() const { return socket_; }

    void ask() {
        const std::string body = plan_.pushes ? next_push() : plan_.body;
        const std::string host = "127.0.0.1:" + std::to_string(plan_.port);
        const std::string request =
            "POST " + plan_.path + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host +
            "\r\nContent-Type: application/json\r\nCookie: " + cookie_ +
            "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
        asked_at_ = Clock::now();
        // A request is smaller than any socket's buffer.
        const auto sent = ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL);
        if (sent != static_cast<ssize_t>(request.size())) fail("a request could not be sent");
    }

    /// Reads what is there; true when the answer is whole. Checks it.
    bool read_answer() {
        std::array<char, 65536> bytes;
        const auto got = ::recv(socket_, bytes.data(), bytes.size(), 0);
        if (got <= 0) fail("the server closed a connection");
        answer_.append(bytes.data(), static_cast<std::size_t>(got));
        const std::size_t head = answer_.find("\r\n\r\n");
        if (head == std::string::npos) return false;
        std::string lower = answer_.substr(0, head);
        std::ranges::transform(lower, lower.begin(),
                               [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
        const std::size_t length = lower.find("content-length: ");
        if (length == std::string::npos) fail("an answer without its length:\n" + answer_);
        if (answer_.size() < head + 4 + std::strtoull(lower.c_str() + length + 16, nullptr, 10)) {
            return false;
        }
        const bool refused =
            plan_.pushes && answer_.find("\"refusal\":0}", head) == std::string::npos;
        if (!answer_.starts_with("HTTP/1.1 200") || refused) fail("it answers:\n" + answer_);
        answer_.clear();
        return true;
    }

    [[nodiscard]] double waited_ms() const {
        return seconds_between(asked_at_, Clock::now()) * 1000;
    }

private:
    std::string next_push() {
        const std::string id = make_uuid_v7();
        const std::string n = std::to_string(++n_);
        return R"({"protocol":)" + std::to_string(yg::codec::protocol_version) +
               R"(,"client_id":")" + client_ + R"(","settled_n":)" + std::to_string(n_ - 1) +
               R"(,"commands":[{"n":)" + n + R"(,"id":")" + id +
               R"(","name":"submit_concern","args":{"id":")" + id +
               R"(","type":2,"category":"stairwell","grid":"g012","compound":"","contact":"",)"
               R"("on_behalf":false,"words":"楼道里堆了杂物，已经三天没有人清理，请帮忙。)" +
               n + R"("}}]})";
    }

    const Plan& plan_;
    std::string cookie_;
    std::string client_;
    std::int64_t n_ = 0;
    int socket_;
    Clock::time_point asked_at_;
    std::string answer_;
};

double own_cpu_seconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void measure(std::vector<std::unique_ptr<Connection>>& connections, double seconds) {
    const int events = ::epoll_create1(0);
    for (std::size_t i = 0; i < connections.size(); ++i) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = i;
        ::epoll_ctl(events, EPOLL_CTL_ADD, connections[i]->socket(), &event);
    }
    std::vector<double> waits;
    const double cpu_before = own_cpu_seconds();
    const auto begin = Clock::now();
    for (auto& connection : connections) connection->ask();
    std::size_t under_way = connections.size();
    // After the end nothing new is asked; what is under way is waited for and counts.
    while (under_way > 0) {
        std::array<epoll_event, 64> ready{};
        const int count = ::epoll_wait(events, ready.data(), ready.size(), 10'000);
        if (count <= 0) fail("no answer for ten seconds");
        for (int i = 0; i < count; ++i) {
            Connection& connection = *connections[ready[static_cast<std::size_t>(i)].data.u64];
            if (!connection.read_answer()) continue;
            waits.push_back(connection.waited_ms());
            if (seconds_between(begin, Clock::now()) < seconds) {
                connection.ask();
            } else {
                --under_way;
            }
        }
    }
    const double took = seconds_between(begin, Clock::now());
    std::ranges::sort(waits);
    std::printf("%zu %.4f %.4f %.4f %.4f\n", waits.size(), took, waits[waits.size() / 2],
                waits[waits.size() * 99 / 100], own_cpu_seconds() - cpu_before);
    ::close(events);
}

}  // namespace

int main(int count, char** arguments) {
    const bool pushes = count == 6 && std::string_view(arguments[4]) == "push";
    const bool same = count == 8 && std::string_view(arguments[4]) == "same";
    if (!pushes && !same) fail("see the head of tests/bench/load.cpp for its arguments");
    const Plan plan{.port = std::atoi(arguments[1]),
                    .pushes = pushes,
                    .path = pushes ? "/api/v1/push" : arguments[7],
                    .body = pushes ? "" : read_file(arguments[5])};
    std::string cookies = pushes ? read_file(arguments[5]) : "";
    std::vector<std::unique_ptr<Connection>> connections;
    for (int i = std::atoi(arguments[2]); i > 0; --i) {
        std::string cookie = same ? arguments[6] : cookies.substr(0, cookies.find('\n'));
        if (pushes) cookies.erase(0, cookie.size() + 1);
        connections.push_back(std::make_unique<Connection>(plan, std::move(cookie)));
    }
    measure(connections, std::atof(arguments[3]));
}
