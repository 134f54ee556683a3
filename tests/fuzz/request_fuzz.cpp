// Any request, as far as the handler hears of one: an answer, and the town stays whole. The input
// is its lines: method and path, then headers as "name: value", an empty line, the body.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/fuzz_server.hpp"

using namespace yg;

namespace {

struct Field {
    std::string_view name;
    std::string server::Request::* field;
};
constexpr std::array<Field, 8> fields = {{
    {"host", &server::Request::host},
    {"origin", &server::Request::origin},
    {"content-type", &server::Request::content_type},
    {"cookie", &server::Request::cookie},
    {"accept-encoding", &server::Request::accept_encoding},
    {"if-none-match", &server::Request::if_none_match},
    {"x-forwarded-for", &server::Request::forwarded_for},
    {"peer", &server::Request::peer},
}};

/// The text up to the next line end, which is taken from `text`, too.
std::string_view take_line(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static fuzz::FuzzServer server;
    std::string_view rest(reinterpret_cast<const char*>(data), size);

    std::string_view target = take_line(rest);
    server::Request request = server.post("", "");
    if (target.starts_with("GET ")) request.method = server::Method::get;
    if (target.starts_with("HEAD ")) request.method = server::Method::head;
    target.remove_prefix(std::min(target.find(' ') + 1, target.size()));
    const std::size_t query = std::min(target.find('?'), target.size());
    request.path = target.substr(0, query);
    request.query = target.substr(std::min(query + 1, target.size()));

    for (std::string_view line = take_line(rest); !line.empty(); line = take_line(rest)) {
        for (const Field& one : fields) {
            if (!line.starts_with(one.name) || line.substr(one.name.size(), 2) != ": ") continue;
            request.*one.field = line.substr(one.name.size() + 2);
        }
    }
    request.body = rest;
    static_cast<void>(server.ask(std::move(request)));
    return 0;
}
