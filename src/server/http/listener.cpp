#include "server/http/listener.hpp"

#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/span_body.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <csignal>
#include <ctime>
#include <mutex>
#include <thread>
#include <unordered_set>

#include "server/http/address_counts.hpp"

namespace yg::server {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using beast::error_code;

/// Answers come as error codes, not as exceptions.
auto with_code(error_code& error) {
    return asio::redirect_error(asio::use_awaitable, error);
}

constexpr std::size_t read_bytes = 8 * 1024;

/// Beast reads at most this much at once, on top of what it could not make sense of yet.
constexpr std::size_t read_ahead_bytes = 64 * 1024;

/// A header that must not be repeated: two readers could pick different ones.
constexpr std::array single_fields = {http::field::host,         http::field::content_length,
                                      http::field::content_type, http::field::origin,
                                      http::field::cookie,       http::field::if_none_match};

/// Counts one up for as long as it lives.
class Counted {
public:
    explicit Counted(std::atomic<std::int64_t>& count) : count_(count) { ++count_; }
    ~Counted() { --count_; }
    Counted(const Counted&) = delete;
    Counted& operator=(const Counted&) = delete;

private:
    std::atomic<std::int64_t>& count_;
};

/// Bytes of one request and its answer, counted for as long as they are in memory.
class HeldBytes {
public:
    explicit HeldBytes(std::atomic<std::int64_t>& total) : total_(total) {}
    ~HeldBytes() { total_ -= held_; }
    HeldBytes(const HeldBytes&) = delete;
    HeldBytes& operator=(const HeldBytes&) = delete;

    /// False, and nothing is added, when all together would hold more than `most`; that stops
    /// nothing up to `always`.
    bool add(std::size_t bytes, std::size_t most, std::size_t always = 0) {
        const auto added = static_cast<std::int64_t>(bytes);
        const bool fits = total_.fetch_add(added) + added <= static_cast<std::int64_t>(most);
        held_ += added;
        if (fits || bytes <= always) return true;
        total_ -= added;
        held_ -= added;
        return false;
    }

private:
    std::atomic<std::int64_t>& total_;
    std::int64_t held_ = 0;
};

Response too_much_in_flight() {
    Response response = error_response(503, "busy", "Too much is under way. Try again shortly.");
    response.headers.push_back({"Retry-After", "5"});
    return response;
}

std::string text(beast::string_view view) {
    return std::string(view.data(), view.size());
}

}  // namespace

struct Listener::Core : std::enable_shared_from_this<Listener::Core> {
    struct Connection;

    Core(ListenerOptions given_options, Handler given_handler)
        : options(std::move(given_options)),
          handler(std::move(given_handler)),
          addresses(options.limits.connections_by_address, options.proxies),
          context(options.threads),
          acceptor(asio::make_strand(context)),
          signals(acceptor.get_executor()),
          timer(acceptor.get_executor()) {}

    asio::awaitable<void> accept_connections();
    void watch_signals();
    void stop();
    /// Ends waiting connections, or with `all` also those that are at work.
    void close_connections(bool all);
    /// Lets run() return once the last connection is gone. On the acceptor's strand.
    void end_if_drained();

    ListenerOptions options;
    Handler handler;
    AddressCounts addresses;
    asio::io_context context;
    tcp::acceptor acceptor;  // This, `signals` and `timer` live on one strand.
    asio::signal_set signals;
    asio::steady_timer timer;
    std::atomic<bool> stopping = false;
    std::mutex mutex;
    std::unordered_set<Connection*> connections;  // Guarded by `mutex`; each removes itself.
};

/// One client's socket, from accept to close. Runs on its own strand.
struct Listener::Core::Connection : std::enable_shared_from_this<Connection> {
    /// One that was counted among those of `given_peer`.
    Connection(std::shared_ptr<Core> given_core, tcp::socket socket, std::string given_peer)
        : core(std::move(given_core)),
          peer(std::move(given_peer)),
          stream(std::move(socket)),
          buffer(core->options.limits.header_bytes + read_ahead_bytes) {
        error_code ignored;
        stream.socket().set_option(tcp::no_delay(true), ignored);
        const std::lock_guard lock(core->mutex);
        core->connections.insert(this);
        ++core->options.counts->open;
    }
    ~Connection() {
        core->addresses.leave(peer);
        {
            const std::lock_guard lock(core->mutex);
            core->connections.erase(this);
            --core->options.counts->open;
        }
        if (core->stopping) {
            asio::post(core->acceptor.get_executor(), [kept = core] { kept->end_if_drained(); });
        }
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    asio::awaitable<void> run();
    /// Nothing when the connection is over.
    asio::awaitable<std::optional<Request>> read_request(HeldBytes& held);
    asio::awaitable<Response> handle(Request request);
    asio::awaitable<bool> write_response(Response response, bool head_only);
    asio::awaitable<void> write_stream(BodyStream& source);
    asio::awaitable<bool> write_events(std::string events);
    void begin_streaming(BodyStream& source);
    /// Sleeps until there are news, or for `at_most`.
    asio::awaitable<void> wait_for_news(std::chrono::milliseconds at_most);
    /// Sleeps for `time` unless the stream is to end.
    asio::awaitable<void> rest(std::chrono::milliseconds time);
    void on_news() {
        has_news = true;
        if (!resting) alarm.cancel();
    }
    /// Wakes a stream that has to see that it is to end.
    void interrupt() {
        has_news = true;
        alarm.cancel();
    }
    asio::awaitable<void> refuse(int status, std::string_view code, std::string_view detail);
    asio::awaitable<void> refuse(Response response);
    void close() {
        error_code ignored;
        stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
        stream.close();
    }

    std::shared_ptr<Core> core;
    std::string peer;
    beast::tcp_stream stream;
    beast::flat_buffer buffer;  ///< What came and isn't a request yet; never more than its limit.
    bool waiting = true;        ///< Between two requests: nothing is lost by closing.
    bool keep_alive = true;
    unsigned http_version = 11;

    // Of a stream:
    asio::steady_timer alarm{stream.get_executor()};
    bool streaming = false;
    bool has_news = false;
    bool resting = false;
    bool peer_left = false;
};

namespace {

using Parser = http::request_parser<http::string_body>;

/// "Tue, 24 Nov 2026 03:15:00 GMT" (RFC 9110, 5.6.7)
std::string http_date() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 40> date{};
    std::strftime(date.data(), date.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return date.data();
}

/// "town.example", "10.0.0.1:8080", "[::1]:8080": nothing that could be read as two hosts or more.
bool is_host(beast::string_view host) {
    return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '-' || c == '_' || c == ':' || c == '[' || c == ']';
    });
}

/// What is wrong with a header that parsed; empty when nothing is. `status` is set with it.
std::string_view find_header_fault(const Parser::value_type& header, int& status) {
    status = 400;
    for (const auto field : single_fields) {
        if (header.count(field) > 1) return "repeated_header";
    }
    if (header.count(http::field::host) == 0) return "host_missing";
    if (!is_host(header[http::field::host])) return "malformed_host";
    if (header.count(http::field::transfer_encoding) != 0) {
        status = 411;  // One way to tell where a body ends is enough.
        return "length_required";
    }
    const auto length = header[http::field::content_length];
    if (!std::all_of(length.begin(), length.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        return "malformed_http";
    }
    const auto method = header.method();
    if (method != http::verb::get && method != http::verb::head && method != http::verb::post) {
        status = 405;
        return "method_not_allowed";
    }
    if (!header.target().starts_with('/')) return "malformed_target";
    return {};
}

Method method_of(const Parser::value_type& message) {
    return message.method() == http::verb::post   ? Method::post
           : message.method() == http::verb::head ? Method::head
                                                  : Method::get;
}

/// Before a byte of the body is kept: otherwise every connection could make us hold the longest
/// one.
std::optional<Response> refuse_body(const Parser& parser, const ListenerOptions& options,
                                    HeldBytes& held) {
    const std::size_t bytes = parser.content_length().value_or(0);
    const beast::string_view target = parser.get().target();
    const std::string path = text(target.substr(0, target.find('?')));
    if (bytes > options.body_limit(method_of(parser.get()), path)) {
        return error_response(413, "body_too_large", "The body is longer than this path takes.");
    }
    if (bytes > 0 && !held.add(bytes, options.limits.bytes_in_flight)) return too_much_in_flight();
    return std::nullopt;
}

Request to_request(Parser::value_type& message, const std::string& peer) {
    Request request;
    request.method = method_of(message);
    const std::string target = text(message.target());
    const std::size_t question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string::npos) request.query = target.substr(question + 1);
    request.host = text(message[http::field::host]);
    request.origin = text(message[http::field::origin]);
    request.content_type = text(message[http::field::content_type]);
    request.cookie = text(message[http::field::cookie]);
    request.accept_encoding = text(message[http::field::accept_encoding]);
    request.if_none_match = text(message[http::field::if_none_match]);
    // Proxies may add a line of their own to what came: only the last one can be ours.
    for (const auto& field : message) {
        const bool is_forwarded = beast::iequals(field.name_string(), "X-Forwarded-For");
        if (is_forwarded) request.forwarded_for = text(field.value());
    }
    request.body = std::move(message.body());
    request.peer = peer;
    return request;
}

}  // namespace

asio::awaitable<void> Listener::Core::Connection::run() {
    const ListenerLimits& limits = core->options.limits;
    while (keep_alive && !core->stopping) {
        waiting = true;
        std::shared_ptr<BodyStream> source;
        {
            HeldBytes held(core->options.counts->bytes);
            std::optional<Request> request = co_await read_request(held);
            if (!request) break;
            const bool head_only = request->method == Method::head;
            Response response = co_await handle(std::move(*request));
            if (!held.add(response.body.size(), limits.bytes_in_flight,
                          limits.small_answer_bytes)) {
                response = too_much_in_flight();
            }
            if (core->stopping || response.stream) keep_alive = false;
            if (!head_only) source = response.stream;
            if (!co_await write_response(std::move(response), head_only)) break;
        }
        if (source) co_await write_stream(*source);
    }
    error_code ignored;
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
}

asio::awaitable<std::optional<Request>> Listener::Core::Connection::read_request(HeldBytes& held) {
    const ListenerLimits& limits = core->options.limits;
    error_code error;
    if (buffer.size() == 0) {
        stream.expires_after(limits.idle_timeout);
        const std::size_t count =
            co_await stream.async_read_some(buffer.prepare(read_bytes), with_code(error));
        if (error) co_return std::nullopt;
        buffer.commit(count);
    }
    waiting = false;

    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    parser.body_limit(limits.body_bytes);
    stream.expires_after(limits.header_timeout);
    co_await http::async_read_header(stream, buffer, parser, with_code(error));
    if (error == http::error::header_limit) {
        co_await refuse(431, "header_too_large", "The header is longer than the limit.");
        co_return std::nullopt;
    }
    if (error == http::error::body_limit) {
        co_await refuse(413, "body_too_large", "The body is longer than the limit.");
        co_return std::nullopt;
    }
    static const auto& http_errors = make_error_code(http::error::bad_method).category();
    if (error.category() == http_errors && error != http::error::end_of_stream) {
        co_await refuse(400, "malformed_http", "The request is not well-formed (RFC 9112).");
        co_return std::nullopt;
    }
    if (error) co_return std::nullopt;  // Gone or too slow.

    http_version = parser.get().version();
    int status = 0;
    const std::string_view fault = find_header_fault(parser.get(), status);
    if (!fault.empty()) {
        co_await refuse(status, fault, "The request's header is refused.");
        co_return std::nullopt;
    }
    if (std::optional<Response> refusal = refuse_body(parser, core->options, held)) {
        co_await refuse(*std::move(refusal));
        co_return std::nullopt;
    }
    stream.expires_after(limits.body_timeout);
    if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        co_await asio::async_write(stream, asio::buffer(go_on), with_code(error));
        if (error) co_return std::nullopt;
    }
    co_await http::async_read(stream, buffer, parser, with_code(error));
    if (error == http::error::body_limit) {
        co_await refuse(413, "body_too_large", "The body is longer than the limit.");
        co_return std::nullopt;
    }
    if (error) co_return std::nullopt;
    keep_alive = parser.get().keep_alive();
    co_return to_request(parser.get(), peer);
}

asio::awaitable<Response> Listener::Core::Connection::handle(Request request) {
    stream.expires_never();
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Response)>(
        [this](auto completion, Request&& moved) {
            // The guard keeps the event loop running until the answer comes, from any thread.
            using Completion = decltype(completion);
            struct Pending {
                Completion completion;
                asio::executor_work_guard<asio::any_io_executor> guard;
                std::shared_ptr<Core> core;
            };
            auto pending = std::make_shared<Pending>(
                Pending{std::move(completion), asio::make_work_guard(stream.get_executor()), core});
            core->handler(std::move(moved), [pending](Response response) {
                asio::post(pending->guard.get_executor(),
                           [pending, answer = std::move(response)]() mutable {
                               std::move(pending->completion)(std::move(answer));
                           });
            });
        },
        asio::use_awaitable, std::move(request));
}

asio::awaitable<bool> Listener::Core::Connection::write_response(Response response,
                                                                 bool head_only) {
    const ListenerLimits& limits = core->options.limits;
    const std::string_view content = response.stream ? std::string_view() : response.content();
    http::response<http::span_body<const char>> message;
    message.version(http_version);
    message.result(static_cast<unsigned>(response.status));
    message.set(http::field::date, http_date());
    for (const Header& header : response.headers) message.insert(header.name, header.value);
    message.keep_alive(keep_alive);
    const bool has_length = response.status != 304 && response.status != 204 && !response.stream;
    if (has_length) message.content_length(content.size());
    if (!head_only) message.body() = {content.data(), content.size()};

    stream.expires_after(limits.write_timeout +
                         std::chrono::seconds(content.size() / limits.slowest_bytes_per_second));
    error_code error;
    http::response_serializer<http::span_body<const char>> serializer(message);
    if (head_only) {
        co_await http::async_write_header(stream, serializer, with_code(error));
    } else {
        co_await http::async_write(stream, serializer, with_code(error));
    }
    co_return !error;
}

asio::awaitable<void> Listener::Core::Connection::write_stream(BodyStream& source) {
    using std::chrono::steady_clock;
    const ListenerLimits& limits = core->options.limits;
    const Counted counted(core->options.counts->streams);
    begin_streaming(source);
    auto heartbeat_at = steady_clock::now() + limits.stream_heartbeat;
    while (!peer_left) {
        if (core->stopping) {
            co_await write_events(source.farewell());
            break;
        }
        has_news = false;
        std::optional<std::string> events = source.take();
        if (!events) break;
        const auto now = steady_clock::now();
        if (events->empty() && now < heartbeat_at) {
            co_await wait_for_news(
                std::chrono::ceil<std::chrono::milliseconds>(heartbeat_at - now));
            continue;
        }
        if (events->empty()) events = source.heartbeat();
        if (!co_await write_events(std::move(*events))) break;
        heartbeat_at = now + limits.stream_heartbeat;
        co_await rest(limits.stream_pause);
    }
    streaming = false;
    source.on_ready(nullptr);
    error_code ignored;
    stream.socket().cancel(ignored);  // The watch for the peer's end holds this connection.
}

void Listener::Core::Connection::begin_streaming(BodyStream& source) {
    streaming = true;
    error_code ignored;
    // Little is kept in the system's buffers for a client that stops reading, and one that vanished
    // without a word is found out after the next heartbeat.
    stream.socket().set_option(asio::socket_base::send_buffer_size(16 * 1024), ignored);
    const auto unanswered_ms =
        static_cast<unsigned>(core->options.limits.stream_write_timeout.count());
    setsockopt(stream.socket().native_handle(), IPPROTO_TCP, TCP_USER_TIMEOUT, &unanswered_ms,
               sizeof unanswered_ms);
    source.on_ready([weak = weak_from_this()] {
        if (auto connection = weak.lock()) {
            const auto executor = connection->stream.get_executor();
            asio::post(executor, [kept = std::move(connection)] { kept->on_news(); });
        }
    });
    // A client of a stream has nothing more to say: bytes or the end, both mean that it is over.
    stream.socket().async_wait(tcp::socket::wait_read, [kept = shared_from_this()](error_code) {
        kept->peer_left = true;
        kept->interrupt();
    });
}

asio::awaitable<bool> Listener::Core::Connection::write_events(std::string events) {
    stream.expires_after(core->options.limits.stream_write_timeout);
    error_code error;
    co_await asio::async_write(stream, asio::buffer(events), with_code(error));
    stream.expires_never();
    co_return !error;
}

asio::awaitable<void> Listener::Core::Connection::wait_for_news(std::chrono::milliseconds at_most) {
    if (has_news) co_return;
    error_code ignored;
    alarm.expires_after(at_most);
    co_await alarm.async_wait(with_code(ignored));
}

asio::awaitable<void> Listener::Core::Connection::rest(std::chrono::milliseconds time) {
    if (peer_left || core->stopping) co_return;
    error_code ignored;
    resting = true;
    alarm.expires_after(time);
    co_await alarm.async_wait(with_code(ignored));
    resting = false;
}

asio::awaitable<void> Listener::Core::Connection::refuse(int status, std::string_view code,
                                                         std::string_view detail) {
    co_await refuse(error_response(status, code, detail));
}

asio::awaitable<void> Listener::Core::Connection::refuse(Response response) {
    keep_alive = false;
    if (!co_await write_response(std::move(response), false)) co_return;
    // Closing while bytes of the request are still coming would reset the connection, and the
    // client would never read why: swallow a bounded rest.
    error_code error;
    stream.socket().shutdown(tcp::socket::shutdown_send, error);
    stream.expires_after(std::chrono::seconds(2));
    std::array<char, read_bytes> rest;
    for (std::size_t swallowed = 0; !error && swallowed < core->options.limits.body_bytes;) {
        swallowed += co_await stream.async_read_some(asio::buffer(rest), with_code(error));
    }
}

asio::awaitable<void> Listener::Core::accept_connections() {
    while (!stopping) {
        error_code error;
        auto socket = co_await acceptor.async_accept(asio::make_strand(context), with_code(error));
        if (stopping || error == asio::error::operation_aborted) co_return;
        if (error) {  // Out of file handles, most likely: wait for some to come back.
            timer.expires_after(std::chrono::milliseconds(100));
            co_await timer.async_wait(with_code(error));
            continue;
        }
        std::size_t count = 0;
        {
            const std::lock_guard lock(mutex);
            count = connections.size();
        }
        std::string peer = socket.remote_endpoint(error).address().to_string();
        if (error) continue;  // It is gone already.
        if (count >= options.limits.connections || !addresses.enter(peer)) {
            static constexpr std::string_view busy =
                "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n"
                "Retry-After: 5\r\n\r\n";
            socket.write_some(asio::buffer(busy), error);
            continue;
        }
        const auto executor = socket.get_executor();
        auto connection =
            std::make_shared<Connection>(shared_from_this(), std::move(socket), std::move(peer));
        asio::co_spawn(
            executor,
            [connection = std::move(connection)]() -> asio::awaitable<void> {
                co_await connection->run();
            },
            asio::detached);
    }
}

void Listener::Core::watch_signals() {
    signals.async_wait([this](error_code error, int) {
        if (error) return;
        if (stopping) {
            context.stop();
            return;
        }
        stop();
        watch_signals();
    });
}

void Listener::Core::stop() {
    if (stopping.exchange(true)) return;
    asio::post(acceptor.get_executor(), [this] {
        error_code ignored;
        acceptor.close(ignored);
        close_connections(false);
        timer.expires_after(options.limits.drain_timeout);
        timer.async_wait([this](error_code error) {
            if (error) return;
            close_connections(true);
            // What still waits for its handler now is given up.
            timer.expires_after(std::chrono::seconds(1));
            timer.async_wait([this](error_code again) {
                if (!again) context.stop();
            });
        });
        end_if_drained();
    });
}

void Listener::Core::end_if_drained() {
    const std::lock_guard lock(mutex);
    if (!connections.empty()) return;
    timer.cancel();
    signals.cancel();
}

void Listener::Core::close_connections(bool all) {
    std::vector<std::shared_ptr<Connection>> open;  // Let go of outside of the lock: they take it.
    {
        const std::lock_guard lock(mutex);
        for (Connection* connection : connections) {
            if (auto alive = connection->weak_from_this().lock()) open.push_back(std::move(alive));
        }
    }
    for (const std::shared_ptr<Connection>& connection : open) {
        asio::post(connection->stream.get_executor(), [connection, all] {
            if (connection->streaming) connection->interrupt();
            if (all || connection->waiting) connection->close();
        });
    }
}

Listener::Listener(std::shared_ptr<Core> core) : core_(std::move(core)) {}
Listener::~Listener() = default;

Result<std::unique_ptr<Listener>> Listener::open(ListenerOptions options, Handler handler) {
    error_code error;
    const auto address = asio::ip::make_address(
        options.host == "localhost" ? std::string("127.0.0.1") : options.host, error);
    if (error) return Error{ErrorKind::invalid_input, options.host + " is not an IP address"};
    auto core = std::make_shared<Core>(std::move(options), std::move(handler));
    const tcp::endpoint endpoint(address, core->options.port);
    tcp::acceptor& acceptor = core->acceptor;
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(tcp::acceptor::max_listen_connections, error);
    if (error == asio::error::address_in_use) return Error{ErrorKind::conflict, error.message()};
    if (error == asio::error::access_denied) return Error{ErrorKind::denied, error.message()};
    if (error) return Error{ErrorKind::unavailable, error.message()};
    return std::unique_ptr<Listener>(new Listener(std::move(core)));
}

std::uint16_t Listener::port() const {
    error_code ignored;
    return core_->acceptor.local_endpoint(ignored).port();
}

void Listener::run() {
    Core& core = *core_;
    if (core.options.stop_on_signals) {
        error_code ignored;
        core.signals.add(SIGINT, ignored);
        core.signals.add(SIGTERM, ignored);
        core.watch_signals();
    }
    asio::co_spawn(
        core.acceptor.get_executor(), [&core] { return core.accept_connections(); },
        asio::detached);
    std::vector<std::thread> workers;
    for (int i = 1; i < core.options.threads; ++i) {
        workers.emplace_back([&core] { core.context.run(); });
    }
    core.context.run();
    for (std::thread& worker : workers) worker.join();
}

void Listener::stop() {
    core_->stop();
}

}  // namespace yg::server
