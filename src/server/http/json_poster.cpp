#include "server/http/json_poster.hpp"

#include <openssl/ssl.h>

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <map>
#include <mutex>
#include <thread>

#include "server/http/message.hpp"

namespace yg::server {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace ssl = boost::asio::ssl;
using asio::ip::tcp;
using beast::error_code;

constexpr std::size_t answer_bytes_max = 64 * 1024;

auto with_code(error_code& error) {
    return asio::redirect_error(asio::use_awaitable, error);
}

bool is_host(std::string_view host) {
    constexpr std::size_t longest = 253;
    return !host.empty() && host.size() <= longest &&
           std::all_of(host.begin(), host.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      c == '-' || c == '.';
           });
}

bool is_port(std::string_view port) {
    constexpr std::size_t digits_max = 5;
    return !port.empty() && port.size() <= digits_max &&
           port.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_target(std::string_view target) {
    return std::all_of(target.begin(), target.end(),
                       [](char c) { return c > ' ' && c < 0x7F && c != '#' && c != '"'; });
}

/// Splits "host:port" or "[::1]:port"; false when it is neither.
bool split_authority(std::string_view authority, WebAddress& address) {
    std::string_view rest;
    if (authority.starts_with('[')) {
        const std::size_t end = authority.find(']');
        if (end == std::string_view::npos) return false;
        address.host = authority.substr(1, end - 1);
        if (!is_address(address.host)) return false;
        rest = authority.substr(end + 1);
    } else {
        const std::size_t end = std::min(authority.find(':'), authority.size());
        address.host = authority.substr(0, end);
        if (!is_host(address.host)) return false;
        rest = authority.substr(end);
    }
    if (rest.empty()) return true;
    address.port = rest.substr(1);
    return rest.starts_with(':') && is_port(address.port);
}

/// The header's Host: with the port when it isn't the usual one.
std::string host_field(const WebAddress& address) {
    const bool is_ipv6 = address.host.find(':') != std::string::npos;
    const std::string host = is_ipv6 ? "[" + address.host + "]" : address.host;
    const bool usual = address.port == (address.secure ? "443" : "80");
    return usual ? host : host + ":" + address.port;
}

}  // namespace

Result<WebAddress> parse_web_address(std::string_view text) {
    constexpr std::size_t longest = 2000;
    constexpr std::string_view http_scheme = "http://";
    constexpr std::string_view https_scheme = "https://";
    const auto fault = [](std::string_view what) {
        return Error{ErrorKind::invalid_input, std::string(what)};
    };
    WebAddress address;
    address.secure = text.starts_with(https_scheme);
    if (!address.secure && !text.starts_with(http_scheme)) {
        return fault("is not an https:// address");
    }
    if (text.size() > longest) return fault("is too long");
    text.remove_prefix(address.secure ? https_scheme.size() : http_scheme.size());
    const std::size_t end = std::min(text.find_first_of("/?"), text.size());
    address.port = address.secure ? "443" : "80";
    address.target = text.substr(end);
    if (!address.target.starts_with('/')) address.target.insert(0, "/");
    if (!split_authority(text.substr(0, end), address) || !is_target(address.target)) {
        return fault("is not an address like https://host/path");
    }
    if (!address.secure && !is_loopback(address.host)) {
        return fault("would send codes in the clear: plain http is for this machine only");
    }
    return address;
}

struct JsonPoster::Core {
    explicit Core(Options the_options) : options(std::move(the_options)), work(io.get_executor()) {}

    asio::awaitable<Posting> exchange(std::string json, asio::steady_timer& timer);
    template <class Stream>
    asio::awaitable<Posting> speak(Stream& stream, const std::string& json);
    asio::awaitable<void> deliver(std::uint64_t number, std::string json);
    void finish(std::uint64_t number, Posting posting);

    Options options;
    ssl::context tls{ssl::context::tls_client};
    asio::io_context io{1};
    asio::executor_work_guard<asio::io_context::executor_type> work;
    std::thread thread;

    std::mutex mutex;
    bool closed = false;
    std::uint64_t last_number = 0;
    std::map<std::uint64_t, std::function<void(Posting)>> under_way;
};

template <class Stream>
asio::awaitable<Posting> JsonPoster::Core::speak(Stream& stream, const std::string& json) {
    http::request<http::string_body> request{http::verb::post, options.to.target, 11};
    request.set(http::field::host, host_field(options.to));
    request.set(http::field::content_type, "application/json");
    request.set(http::field::authorization, "Bearer " + options.bearer_token);
    request.set(http::field::connection, "close");
    request.body() = json;
    request.prepare_payload();
    error_code error;
    co_await http::async_write(stream, request, with_code(error));
    if (error) co_return Posting::unknown;
    beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.body_limit(answer_bytes_max);
    co_await http::async_read_header(stream, buffer, parser, with_code(error));
    // What it says beside its status is of no use here.
    if (error) co_return Posting::unknown;
    switch (parser.get().result_int() / 100) {
        case 2:
            co_return Posting::taken;
        case 4:
            co_return Posting::refused;
        default:
            co_return Posting::unknown;
    }
}

asio::awaitable<Posting> JsonPoster::Core::exchange(std::string json, asio::steady_timer& timer) {
    error_code error;
    tcp::resolver resolver(io);
    timer.expires_after(options.timeout);
    timer.async_wait([&resolver](error_code ended) {
        if (!ended) resolver.cancel();
    });
    const auto found =
        co_await resolver.async_resolve(options.to.host, options.to.port, with_code(error));
    const auto left = timer.expiry() - std::chrono::steady_clock::now();
    timer.cancel();
    if (error || left <= std::chrono::steady_clock::duration::zero()) co_return Posting::refused;

    ssl::stream<beast::tcp_stream> stream(io, tls);
    beast::tcp_stream& plain = stream.next_layer();
    plain.expires_after(left);  // For everything from here on.
    co_await plain.async_connect(found, with_code(error));
    if (error) co_return Posting::refused;
    if (!options.to.secure) co_return co_await speak(plain, json);
    const std::string& host = options.to.host;
    const bool named =
        is_address(host) || SSL_set_tlsext_host_name(stream.native_handle(), host.c_str()) == 1;
    if (!named) co_return Posting::refused;
    stream.set_verify_callback(ssl::host_name_verification(host));
    co_await stream.async_handshake(ssl::stream_base::client, with_code(error));
    if (error) co_return Posting::refused;
    co_return co_await speak(stream, json);
}

asio::awaitable<void> JsonPoster::Core::deliver(std::uint64_t number, std::string json) {
    Posting posting = Posting::unknown;
    asio::steady_timer timer(io);
    try {
        posting = co_await exchange(std::move(json), timer);
    } catch (const std::exception&) {
        posting = Posting::unknown;  // Whatever it was, the message may have gone before.
    }
    finish(number, posting);
}

void JsonPoster::Core::finish(std::uint64_t number, Posting posting) {
    std::function<void(Posting)> done;
    {
        const std::lock_guard lock(mutex);
        const auto found = under_way.find(number);
        if (found == under_way.end()) return;
        done = std::move(found->second);
        under_way.erase(found);
    }
    done(posting);
}

Result<std::unique_ptr<JsonPoster>> JsonPoster::start(Options options) {
    auto core = std::make_unique<Core>(std::move(options));
    error_code error;
    core->tls.set_default_verify_paths(error);
    if (!error) core->tls.set_verify_mode(ssl::verify_peer, error);
    if (error || SSL_CTX_set_min_proto_version(core->tls.native_handle(), TLS1_2_VERSION) != 1) {
        return Error{ErrorKind::unavailable, error.message()};
    }
    core->thread = std::thread([io = &core->io] { io->run(); });
    return std::unique_ptr<JsonPoster>(new JsonPoster(std::move(core)));
}

JsonPoster::JsonPoster(std::unique_ptr<Core> core) : core_(std::move(core)) {}

JsonPoster::~JsonPoster() {
    close();
}

void JsonPoster::post(std::string json, std::function<void(Posting)> done) {
    Core& core = *core_;
    std::uint64_t number = 0;
    {
        const std::lock_guard lock(core.mutex);
        if (!core.closed && core.under_way.size() < core.options.in_flight) {
            number = ++core.last_number;
            core.under_way[number] = std::move(done);
        }
    }
    if (number == 0) return done(Posting::refused);
    asio::co_spawn(core.io, core.deliver(number, std::move(json)), asio::detached);
}

void JsonPoster::close() {
    Core& core = *core_;
    {
        const std::lock_guard lock(core.mutex);
        core.closed = true;
    }
    core.io.stop();
    if (core.thread.joinable()) core.thread.join();
    while (true) {
        std::uint64_t number = 0;
        {
            const std::lock_guard lock(core.mutex);
            if (core.under_way.empty()) return;
            number = core.under_way.begin()->first;
        }
        core.finish(number, Posting::unknown);
    }
}

}  // namespace yg::server
